"""Treatments and checklists as snapshots keep them, and back."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils.text import capfirst

from claims.models import Claim, Source
from publishing.kinds import Snapshot
from publishing.models import Page
from publishing.snapshots import common, restore_common

from .models import AtAGlance, ChecklistItem, Contraindication, Treatment, TreatmentClaim

#: The Markdown fields of a treatment, in the order of its page.
SECTIONS = ("what_it_is", "benefits", "harms", "before_you_decide", "alternatives", "if_nothing")
CITING = ("text", "goes_further")
GLANCE = ("aspect", *CITING)
CONTRAINDICATION = ("severity", *CITING)
ITEM = ("kind", "short", "reason", "starts_h", "ends_h", "daily", "urgency", "disagreement", *CITING)


def treatment_snapshot(copy: Any) -> Snapshot:
    """Return a treatment as a publication keeps it."""
    sections = {name: getattr(copy, name) for name in SECTIONS}
    glance, contraindications = copy.related("at_a_glance"), copy.related("contraindications")
    return {
        **common(copy, copy.summary, *sections.values()),
        **sections,
        "also_known_as": copy.also_known_as,
        "listed": [row.claim.slug for row in copy.related("listed")],
        "at_a_glance": [_row(row, GLANCE) for row in glance],
        "contraindications": [_row(row, CONTRAINDICATION) for row in contraindications],
        "other_choices": [_named(other) for other in copy.related("other_choices")],
        "sources": _sources([*glance, *contraindications]),
    }


def restore_treatment(copy: Any, content: Snapshot) -> None:
    """Put a snapshot back into a treatment, unsaved."""
    restore_common(copy, content)
    copy.also_known_as = content["also_known_as"]
    for name in SECTIONS:
        setattr(copy, name, content[name])
    listed = (_claim(slug) for slug in content["listed"])
    copy.type_in("listed", [TreatmentClaim(claim=claim) for claim in listed if claim is not None])
    copy.type_in("at_a_glance", [_restored(AtAGlance, row, GLANCE) for row in content["at_a_glance"]])
    rows = [_restored(Contraindication, row, CONTRAINDICATION) for row in content["contraindications"]]
    copy.type_in("contraindications", rows)
    copy.type_in("other_choices", _at_slugs([each["slug"] for each in content["other_choices"]]))


def checklist_snapshot(copy: Any) -> Snapshot:
    """Return a checklist as a publication keeps it."""
    items = copy.related("items")
    return {
        **common(copy, copy.summary, copy.intro),
        "intro": copy.intro,
        "treatment": _named(copy.treatment) if copy.treatment else {},
        "hour_zero": copy.hour_zero,
        "no_end": copy.no_end,
        "items": [_row(item, ITEM) for item in items],
        "sources": _sources(items),
    }


def restore_checklist(copy: Any, content: Snapshot) -> None:
    """Put a snapshot back into a checklist, unsaved."""
    restore_common(copy, content)
    copy.intro, copy.hour_zero, copy.no_end = content["intro"], content["hour_zero"], content["no_end"]
    copy.treatment = _at_slugs([content["treatment"].get("slug", "")]).first()
    copy.type_in("items", [_restored(ChecklistItem, row, ITEM) for row in content["items"]])


def field_label(model: Any, name: str) -> str:
    """Return what editors and readers call a field."""
    return capfirst(str(model._meta.get_field(name).verbose_name))


def _row(row: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in columns},
        "claim": row.claim.slug if row.claim else "",
        "sources": sorted(source.key for source in row.related("sources")),
    }


def _restored(model: Any, data: dict[str, Any], columns: tuple[str, ...]) -> Any:
    row = model(**{name: data[name] for name in columns}, claim=_claim(data["claim"]))
    row.type_in("sources", Source.objects.filter(key__in=data["sources"]))
    return row


def _at_slugs(slugs: list[str]) -> Any:
    """Return the treatments whose page is at one of these slugs, or once was."""
    return Treatment.objects.filter(page__in=Page.objects.at("treatment", *slugs))


def _claim(slug: str) -> Claim | None:
    return Claim.objects.filter(slug=slug).first()


def _named(treatment: Treatment) -> dict[str, str]:
    return {"slug": treatment.page.slug, "title": treatment.title}


def _sources(rows: Iterable[Any]) -> dict[str, Any]:
    """Return every source that rows name, as it reads now, by key."""
    named = {source.key: source for row in rows for source in row.related("sources")}
    return {key: asdict(named[key].as_face()) for key in sorted(named)}
