"""Who must not have a treatment: on its own page, and on every page that makes a claim about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from claims.queries import faces_as_at, newest_faces
from publishing.kinds import Card, Snapshot
from publishing.models import Page, Publication

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
    named = Publication.objects.last_shown(moment).filter(page__kind=KIND)
    named = named.filter(claims__claim_version__claim__slug__in=slugs).exclude(page=page)
    found = [row for row in named.select_related("page").order_by("title", "pk").distinct() if _is_about(row, slugs)]
    if not found:
        return None
    snapshots = [row.content for row in found]
    claims = {row["claim"] for snapshot in snapshots for row in snapshot["contraindications"] if row["claim"]}
    faces = (newest_faces(claims) if moment is None else faces_as_at(moment, claims)) if claims else {}
    backing = backings(snapshots, faces, moment)
    all_who = [who(row.content, backing, row.page.get_absolute_url()) for row in found]
    return Card("treatments/_who_elsewhere.html", {"groups": grouped(all_who)})


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


def _is_about(publication: Publication, slugs: Collection[str]) -> bool:
    return bool(set(publication.content.get("listed", ())) & set(slugs))
