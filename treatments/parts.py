"""What readers find by itself of treatments and checklists: each step, when to get help, who must not have it."""

from collections.abc import Iterator

from publishing.kinds import Part, Snapshot

from .choices import ItemKind, Severity, Urgency
from .phases import Help, Item, help_items, phases

#: What search calls them.
STEP, HELP, WHO = "step", "help", "who"


def checklist_parts(content: Snapshot) -> tuple[Part, ...]:
    """Return the steps of a checklist, each in the phase in which it starts, and the reasons to get help."""
    return (*_steps(content), *map(_help, help_items(content)))


def treatment_parts(content: Snapshot) -> tuple[Part, ...]:
    """Return the reasons not to have a treatment, or to ask a doctor first."""
    rows = content.get("contraindications", ())
    return tuple(
        Part(WHO, "who", row["text"], label=str(Severity(row["severity"]).label), claim=row["claim"]) for row in rows
    )


def _steps(content: Snapshot) -> Iterator[Part]:
    for phase in phases(content):
        for step in phase.steps:
            label = f"{str(ItemKind.DONT.label).capitalize()}:" if step.kind == ItemKind.DONT else ""
            yield Part(STEP, f"step-{step.key}", step.text, label, phase.heading, **_with(step))


def _help(item: Help) -> Part:
    place = "help-soon" if item.urgency == Urgency.SOON else "get-help"
    return Part(HELP, place, item.text, f"{Urgency(item.urgency).label}:", **_with(item))


def _with(item: Item) -> dict[str, str]:
    return {"reason": item.reason, "disagreement": item.disagreement, "claim": item.claim}
