"""The list's entries, read from two kinds of record in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from claims.faces import ClaimFace
from claims.queries import newest_faces
from moderation.models import Correction
from publishing.models import Page, Publication, PublishedClaim
from records.models import Redaction

#: Slug, version and “only reported” of a claim on a page, by the publication that makes it.
Made = dict[int, list[tuple[str, int, bool]]]


@dataclass(frozen=True)
class Entry:
    """One correction. ``faces`` say what its claims say today, to be shown with it: its words may repeat them.

    ``title`` states no claim. ``url`` is empty where nothing is left to read. A correction of a moderator tells
    ``wrong`` and ``since``; a version that admits a mistake has its change note in ``changed``, when the version
    before it went live, and where to see both. ``notice`` stands in the place of words that were taken out.
    """

    key: str
    at: datetime
    updated_at: datetime
    title: str
    url: str = ""
    is_withdrawn: bool = False
    wrong: str = ""
    since: date | None = None
    changed: str = ""
    notice: str = ""
    by_name: str = ""
    before_at: datetime | None = None
    changes_url: str = ""
    faces: tuple[ClaimFace, ...] = ()


def newest_entries(limit: int, before: datetime | None = None) -> list[Entry]:
    """Return the ``limit`` newest corrections, of those before a moment, the newest first."""
    rows: list[Any] = [*_corrections(before)[:limit], *_admissions(before)[:limit]]
    rows.sort(key=lambda row: (_at(row), isinstance(row, Correction), row.pk), reverse=True)
    return _entries(rows[:limit])


def _corrections(before: datetime | None) -> QuerySet[Correction]:
    found = Correction.objects.select_related("claim", "page").annotate(redacted_at=_redacted_at(Correction))
    return (found.filter(at__lt=before) if before else found).order_by("-at", "-id")


def _admissions(before: datetime | None) -> QuerySet[Publication]:
    """Return the versions that admit a mistake, once they are or were live, with the version before each."""
    earlier = (
        Publication.objects.come()
        .filter(page=OuterRef("page"), number__lt=OuterRef("number"), is_withdrawal=False)
        .order_by("-number")
    )
    found = (
        Publication.objects.come()
        .filter(is_correction=True)
        .select_related("page")
        .defer("content")
        .annotate(
            redacted_at=_redacted_at(Publication),
            before_pk=Subquery(earlier.values("pk")[:1]),
            before_at=Subquery(earlier.values("live_at")[:1]),
        )
    )
    return (found.filter(live_at__lt=before) if before else found).order_by("-live_at", "-id")


def _redacted_at(model: type[Correction] | type[Publication]) -> Subquery:
    redactions = Redaction.objects.filter(model=model._meta.label_lower, record=OuterRef("pk"))
    return Subquery(redactions.values("at")[:1])


def _at(row: Correction | Publication) -> datetime:
    return row.at if isinstance(row, Correction) else row.live_at


def _entries(rows: list[Any]) -> list[Entry]:
    pages = {row.page_id for row in rows if row.page_id}
    live = {each.page_id: each for each in Publication.objects.live().filter(page__in=pages).defer("content")}
    shown = dict(Publication.objects.last_shown().filter(page__in=pages).values_list("page_id", "pk"))
    versions: list[Any] = [row for row in rows if isinstance(row, Publication)]
    made = _made({*shown.values(), *(row.pk for row in versions), *(row.before_pk for row in versions)})
    slugs = {id(row): _slugs(row, made, shown) for row in rows}
    faces = newest_faces(dict.fromkeys(slug for each in slugs.values() for slug in each))
    return [_entry(row, live, [faces[slug] for slug in slugs[id(row)] if slug in faces]) for row in rows]


def _made(publications: Iterable[int | None]) -> Made:
    """Return what each publication makes, in order."""
    rows = (
        PublishedClaim.objects.filter(publication__in=[key for key in publications if key])
        .order_by("publication", "position")
        .values_list("publication", "claim_version__claim__slug", "claim_version", "reported")
    )
    return {key: [row[1:] for row in each] for key, each in groupby(rows, key=lambda row: row[0])}


def _slugs(row: Any, made: Made, shown: dict[int, int]) -> list[str]:
    """Return the claims that a correction may speak of: its own, those a version changed, or else its page's."""
    if isinstance(row, Correction):
        on_page = made.get(shown.get(row.page_id or 0, 0), [])
        return [row.claim.slug] if row.claim else [slug for slug, *_rest in on_page]
    after, before = made.get(row.pk, []), made.get(row.before_pk, [])
    changed = [each for each in after if each not in before] + [each for each in before if each not in after]
    return list(dict.fromkeys(slug for slug, *_rest in changed or after))


def _entry(row: Any, live: dict[int, Publication], faces: list[ClaimFace]) -> Entry:
    told = [row.redacted_at, *(datetime.fromisoformat(face.at) for face in faces)]
    common: dict[str, Any] = {
        "at": _at(row),
        "updated_at": max([_at(row), *(moment for moment in told if moment)]),
        "by_name": row.by_name,
        "faces": tuple(faces),
        **_subject(row.page, live.get(row.page_id), faces),
    }
    return _correction(row, common) if isinstance(row, Correction) else _admission(row, common)


def _subject(page: Page | None, live: Publication | None, faces: list[ClaimFace]) -> dict[str, Any]:
    """Name what the correction is about, in words that state no claim."""
    if page is None:
        question = next((face.question_text for face in faces if face.question_text), "")
        return {"title": question or _("One of the claims that we keep")}
    is_withdrawn = live is None or live.is_withdrawal
    return {
        "title": live.title if live else str(page),
        "url": "" if is_withdrawn else page.get_absolute_url(),
        "is_withdrawn": is_withdrawn,
    }


def _correction(row: Any, common: dict[str, Any]) -> Entry:
    key = f"correction-{row.pk}"
    if row.redacted_at:
        return Entry(key, notice=row.wrong, **common)
    return Entry(key, wrong=row.wrong, since=row.since, changed=row.changed, **common)


def _admission(row: Any, common: dict[str, Any]) -> Entry:
    key = f"publication-{row.pk}"
    if row.redacted_at:
        return Entry(key, notice=row.public_note, **common)
    is_compared = row.before_pk and not common["is_withdrawn"]
    changes_url = row.page.url("changes", number=row.number) if is_compared else ""
    return Entry(key, changed=row.change_note, before_at=row.before_at, changes_url=changes_url, **common)
