"""What publishing needs to know of treatments and checklists."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from publishing.kinds import Kind, RowClaim, Snapshot, Text
from publishing.snapshots import SCHEMA, covers_text, summary_text, with_topics

from . import checks, who
from .checklist_pages import checklist_context
from .choices import ItemKind, Severity, Urgency
from .help import help_url
from .models import Treatment
from .onward import checklist_onward, treatment_onward
from .parts import checklist_parts, treatment_parts
from .snapshots import (
    SECTIONS,
    checklist_snapshot,
    field_label,
    restore_checklist,
    restore_treatment,
    treatment_snapshot,
)
from .treatment_pages import treatment_context


def treatment_texts(content: Snapshot) -> tuple[Text, ...]:
    """Return a treatment's Markdown sections, then its rows, a line each."""
    sections = (Text(name, field_label(Treatment, name), content.get(name, ""), level=2) for name in SECTIONS)
    return (
        summary_text(content),
        covers_text(content),
        *sections,
        Text("also_known_as", _("Also known as"), content.get("also_known_as", ""), is_plain=True),
        _lines("at_a_glance", _("At a glance"), content, "text"),
        Text("contraindications", _("Who must not have it"), _reasons(content), is_plain=True),
    )


def treatment_claims(content: Snapshot) -> tuple[RowClaim, ...]:
    """Return the claims that rows make, and, as only named, those that are about the treatment."""
    listed = (RowClaim(slug, "listed", reported=True) for slug in content.get("listed", ()))
    return (*_made(content, "contraindications"), *_made(content, "at_a_glance"), *listed)


def checklist_texts(content: Snapshot) -> tuple[Text, ...]:
    """Return a checklist's introduction, then its items, a line each."""
    clock = "\n".join(filter(None, (content.get("hour_zero"), content.get("no_end"))))
    return (
        summary_text(content),
        covers_text(content),
        Text("intro", _("Introduction"), content.get("intro", "")),
        Text("hour_zero", _("Times"), clock, is_plain=True),
        Text("items", _("Items"), "\n".join(map(_item, content.get("items", ()))), is_plain=True),
    )


def checklist_claims(content: Snapshot) -> tuple[RowClaim, ...]:
    """Return the claims that items make."""
    return _made(content, "items")


def _lines(field: str, label: Any, content: Snapshot, *columns: str) -> Text:
    rows = (" ".join(filter(None, (row[name] for name in columns))) for row in content.get(field, ()))
    return Text(field, label, "\n".join(rows), is_plain=True)


def _reasons(content: Snapshot) -> str:
    """Return the contraindications in words, each after the heading that it stands under."""
    rows = content.get("contraindications", ())
    return "\n".join(f"{Severity(row['severity']).label} {row['text']}" for row in rows)


def _item(row: Snapshot) -> str:
    """Return an item in words: what it asks for or how fast help is needed, and its hours."""
    kind = Urgency(row["urgency"]).label if row["urgency"] else ItemKind(row["kind"]).label
    first, last = row["starts_h"], row["ends_h"]
    hours = "" if first is None else _("(from hour %(first)s)") % {"first": first}
    if last is not None:
        hours = _("(hours %(first)s to %(last)s)") % {"first": first, "last": last}
    daily = _("every day") if row["daily"] else ""
    words = (f"{kind}:", row["text"], daily, hours, row["reason"], row["disagreement"])
    return " ".join(str(each) for each in words if each)


def _made(content: Snapshot, field: str) -> tuple[RowClaim, ...]:
    rows = enumerate(content.get(field, ()), start=1)
    return tuple(RowClaim(row["claim"], field, line) for line, row in rows if row["claim"])


TREATMENT = Kind(
    name=who.KIND,
    path="treatments",
    label=_("Treatment"),
    label_plural=_("Treatments"),
    lead=_("What each can do, what can go wrong, and who should not have it. Having none is among them."),
    model="treatments.Treatment",
    template="treatments/treatment.html",
    snapshot=treatment_snapshot,
    texts=treatment_texts,
    restore=restore_treatment,
    schema=SCHEMA,
    upgrades={1: with_topics},
    claims=treatment_claims,
    parts=treatment_parts,
    context=treatment_context,
    card=who.card,
    onward=treatment_onward,
    checks=checks.TREATMENT,
    reserved=frozenset({"compare"}),
    is_high_risk=True,
    withdrawn_template="treatments/treatment_withdrawn.html",
)
AFTERCARE = Kind(
    name="aftercare",
    path="aftercare",
    label=_("Aftercare checklist"),
    label_plural=_("Aftercare checklists"),
    lead=_("What to do and what to leave alone, step by step, and when to get help. To tick off or to print."),
    model="treatments.AftercareChecklist",
    template="treatments/checklist.html",
    snapshot=checklist_snapshot,
    texts=checklist_texts,
    restore=restore_checklist,
    schema=SCHEMA,
    upgrades={1: with_topics},
    claims=checklist_claims,
    parts=checklist_parts,
    context=checklist_context,
    get_help=help_url,
    onward=checklist_onward,
    checks=checks.CHECKLIST,
    is_high_risk=True,
    withdrawn_template="treatments/checklist_withdrawn.html",
)
