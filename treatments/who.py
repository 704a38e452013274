"""Who must not have a treatment: on its own page, and on every page that makes a claim about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from claims.queries import faces_as_at
from publishing import kinds
from publishing.kinds import Card, Snapshot
from publishing.models import Page, Publication, PublishedClaim

from .choices import Severity
from .citing import Backing, Backings, backings

KIND = "treatment"


@dataclass(frozen=True)
class Reason:
    """One sentence of the card, with what backs it."""

    text: str
    backing: Backing


@dataclass(frozen=True)
class Who:
    """Who must not have one treatment, or must ask first; ``url`` is "" on the treatment's own page."""

    title: str
    url: str
    stop: tuple[Reason, ...]
    caution: tuple[Reason, ...]

    @property
    def headed(self) -> list[tuple[str, str, tuple[Reason, ...]]]:
        """Its severities that have rows: stored value, heading, rows."""
        both = ((Severity.STOP, self.stop), (Severity.CAUTION, self.caution))
        return [(severity.value, str(severity.label), rows) for severity, rows in both if rows]


def who(snapshot: Snapshot, backing: Backings, url: str = "") -> Who:
    """Return who must not have the treatment of a snapshot."""

    def reasons(severity: Severity) -> tuple[Reason, ...]:
        rows = (row for row in snapshot.get("contraindications", ()) if row["severity"] == severity)
        return tuple(Reason(row["text"], backing(row)) for row in rows)

    return Who(snapshot["title"], url, reasons(Severity.STOP), reasons(Severity.CAUTION))


def card(slugs: Collection[str], page: Page | None, moment: datetime | None) -> Card | None:
    """Return the card of every treatment that lists one of these claims, but for that of its own ``page``.

    A treatment that was withdrawn still warns: its last words stand until it says something else.
    """
    found = _about(slugs, page, moment)
    snapshots = [snapshot for snapshot, _url in found]
    claims = {row["claim"] for snapshot in snapshots for row in snapshot["contraindications"] if row["claim"]}
    backing = backings(snapshots, faces_as_at(moment, claims) if claims else {}, moment)
    groups = grouped([who(snapshot, backing, url) for snapshot, url in found])
    return Card("treatments/_who_elsewhere.html", {"groups": groups, "single": _single(groups)}) if groups else None


@dataclass(frozen=True)
class Group:
    """Treatments that the same people must not have."""

    named: tuple[tuple[str, str], ...]
    who: Who


def grouped(all_who: list[Who]) -> list[Group]:
    """Put treatments with the very same rows together, so that nothing is said twice."""
    groups: dict[tuple[tuple[Reason, ...], tuple[Reason, ...]], list[Who]] = {}
    for each in all_who:
        groups.setdefault((each.stop, each.caution), []).append(each)
    return [Group(tuple((each.title, each.url) for each in same), same[0]) for same in groups.values()]


def _single(groups: list[Group]) -> Who | None:
    """Return who must not have the one treatment that there is, or None where there are several."""
    return groups[0].who if len(groups) == 1 and len(groups[0].named) == 1 else None


def _about(slugs: Collection[str], page: Page | None, moment: datetime | None) -> list[tuple[Snapshot, str]]:
    """Return the treatments that list one of these claims, by title, each with the address of its page."""
    named = PublishedClaim.objects.filter(claim_version__claim__slug__in=slugs).values("publication")
    rows = Publication.objects.last_shown(moment).filter(page__kind=KIND, pk__in=named).exclude(page=page)
    found = [
        (kinds.get(KIND).upgraded(row.content), row.page.get_absolute_url())
        for row in rows.select_related("page").order_by("title", "pk")
    ]
    return [(snapshot, url) for snapshot, url in found if set(snapshot["listed"]) & set(slugs)]
