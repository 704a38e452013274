"""What a calendar entry of a checklist says: plain text in short lines, to be read on a phone."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.choices import Severity
from claims.faces import ClaimFace

from .choices import ItemKind, Urgency
from .phases import Help, Item, Phase, Step
from .wording import DAY, Wording

Faces = Mapping[str, ClaimFace]
#: What calendars cannot hold or would take for the end of a line.
BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Return a text without control characters and line breaks: a space stands for each run of them."""
    return BREAKS.sub(" ", text)


def description(phase: Phase, ending: Sequence[Step], faces: Faces, words: Wording, *more: list[str]) -> str:
    """Return what to do and not to do in a phase, and then the sections in ``more``, with empty lines between.

    ``ending`` are the steps that end where the phase begins.
    """
    sections = (
        _ending(phase, ending, faces, words),
        *_steps(phase, faces),
        _still(phase, faces),
        _open(phase, words),
        *more,
    )
    return "\n\n".join("\n".join(map(one_line, section)) for section in sections if section)


def help_sections(items: Sequence[Help], faces: Faces, numbers: str) -> list[list[str]]:
    """Return when to get help, a section for each urgency; the emergency ``numbers`` stand with the gravest."""
    sections = []
    for urgency in Urgency:
        lines = [line for item in items if item.urgency == urgency for line in (f"- {item.text}", *_notes(item, faces))]
        called = [numbers] if numbers and urgency == Urgency.EMERGENCY else []
        sections.append([str(urgency.label), *called, *lines] if lines else [])
    return sections


def ending_at(steps: Sequence[Step], hour: int) -> list[Step]:
    """Return the steps that end where a phase begins, or the day before: all bans, then what began that day.

    Calendars know days alone. On the morning of the day on which a phase begins, what came before may still hold.
    """
    day_before = (hour // DAY - 1) * DAY
    ended = (step for step in steps if step.ends_h is not None and day_before < step.ends_h <= hour)
    shown = (step for step in ended if step.kind == ItemKind.DONT or step.starts_h >= day_before)
    return sorted(shown, key=lambda step: step.kind != ItemKind.DONT)


def _ending(phase: Phase, ending: Sequence[Step], faces: Faces, words: Wording) -> list[str]:
    heading = f"{capfirst(words.until_hour(phase.starts_h))}:"
    lines = [line for step in ending for line in (f"- {step.brief}", *_verdict(step, faces, gravest=True))]
    return [heading, *lines] if lines else []


def _steps(phase: Phase, faces: Faces) -> Iterator[list[str]]:
    for kind, heading in ((ItemKind.DO, _("Do:")), (ItemKind.DONT, _("Don’t:"))):
        steps = [step for step in phase.steps if step.kind == kind]
        lines = [line for step in steps for line in (f"- {_sentence(step)}", *_notes(step, faces))]
        yield [heading, *lines] if lines else []


def _sentence(step: Step) -> str:
    how_long = step.until
    if step.daily:
        how_long = _("every day, %(until)s") % {"until": step.until} if step.until else _("every day")
    return _with(step.text, how_long)


def _with(words: str, how_long: str) -> str:
    """Return words and how long they hold: as a sentence after a sentence, else in brackets."""
    if not how_long:
        return words
    return f"{words} {capfirst(how_long)}." if words.endswith((".", "!", "?")) else f"{words} ({how_long})"


def _still(phase: Phase, faces: Faces) -> list[str]:
    lines = [
        line
        for step in phase.still
        for line in (f"- {_with(step.brief, step.until)}", *_verdict(step, faces, gravest=True))
    ]
    return [_("Still:"), *lines] if lines else []


def _open(phase: Phase, words: Wording) -> list[str]:
    if phase.ends_h is not None:
        return []
    return [_("This goes on %(no_end)s, also after this calendar entry ends.") % {"no_end": words.no_end}]


def _notes(item: Item, faces: Faces) -> Iterator[str]:
    if item.claim not in faces and not item.sources:
        yield "  " + _("No source found; cautious default.")
    elif item.goes_further:
        yield "  " + _("Part of this is our own cautious choice.")
    if item.disagreement:
        yield f"  {item.disagreement}"
    yield from _verdict(item, faces)


def _verdict(item: Item, faces: Faces, *, gravest: bool = False) -> Iterator[str]:
    """Yield the verdict and the caveats of the claim that an item names, or only the leading ones."""
    face = faces.get(item.claim)
    if face is None:
        return
    said = (f"{face.verdict_words}.", face.notice_words, face.due_words)
    yield "  " + " ".join(part for part in said if part)
    for caveat in face.leading_caveats if gravest else face.caveats_by_gravity:
        yield f"  {caveat.label} {caveat.text}"
    if not face.caveats:
        yield f"  {Severity.CAUTION.label} " + _("No caveat recorded yet. Do not rely on this.")
