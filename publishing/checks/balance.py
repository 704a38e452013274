"""Checks that a page tells of harm where it tells of effect: as much, and as early. Reported claims do not count.

They are prompts after DISCERN (Charnock et al., J Epidemiol Community Health 1999;53:105) and IPDAS (Elwyn et
al., BMJ 2006;333:417), which ask for benefits and risks in the same way. No score is made of them.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.choices import About

from .base import Draft, Issue, Said

#: So many times as many words about effects as about harms are too many, once there are more than a few.
MOST_TO_ONE = 3
A_FEW_WORDS = 60
EARLY, LATE = 1 / 3, 2 / 3


def effects_come_with_harms(draft: Draft) -> Iterator[Issue]:
    """E015: a page that makes a claim about an effect makes one about harm, too."""
    effects, harms = _made(draft, About.EFFECT), _made(draft, About.HARM)
    if effects and not harms:
        message = _("This page says what “%(slug)s” does and nothing of what can go wrong. Make a claim about harm.")
        yield draft.issue("E015", message % {"slug": effects[0].slug}, effects[0].field, effects[0].line)


def harms_take_their_room(draft: Draft) -> Iterator[Issue]:
    """W006: the paragraphs that tell of effects have no more than three times the words of those about harms."""
    effects, harms = _words(draft, About.EFFECT), _words(draft, About.HARM)
    if harms and effects > A_FEW_WORDS and effects > MOST_TO_ONE * harms:
        first = _made(draft, About.HARM)[0]
        message = _("%(effects)d words about effects, %(harms)d about harms: say more of what can go wrong.")
        yield draft.issue("W006", message % {"effects": effects, "harms": harms}, first.field, first.line)


def harms_come_early(draft: Draft) -> Iterator[Issue]:
    """W007: where the first third of a page tells of an effect, its last third is too late for the first harm."""
    effects, harms = _made(draft, About.EFFECT), _made(draft, About.HARM)
    if not (effects and harms):
        return
    first_effect = min(_place(draft, said) for said in effects)
    place, first = min((_place(draft, said), position) for position, said in enumerate(harms))
    if first_effect < EARLY and place > LATE:
        message = _("What can go wrong comes late, what helps comes early. Tell of harm sooner.")
        yield draft.issue("W007", message, harms[first].field, harms[first].line)


def _made(draft: Draft, about: About) -> list[Said]:
    return [said for said in draft.made() if said.face.about == about]


def _words(draft: Draft, about: About) -> int:
    """Count the words of the blocks that make claims about something."""
    places = {(said.field, said.line) for said in _made(draft, about)}
    blocks = (
        (field, block.first_line, block.last_line)
        for field, document in draft.documents.items()
        for block in document.blocks
        if any(where == field and block.first_line <= line <= block.last_line for where, line in places)
    )
    return sum(len(" ".join(_lines(draft, field)[first - 1 : last]).split()) for field, first, last in blocks)


def _place(draft: Draft, said: Said) -> float:
    """Return how much of the page's Markdown stands before a claim, from 0 to 1; rows stand at the top."""
    before = total = 0
    for field in draft.documents:
        words = [len(line.split()) for line in _lines(draft, field)]
        if field == said.field:
            before = total + sum(words[: max(said.line - 1, 0)])
        total += sum(words)
    return before / total if total else 0


def _lines(draft: Draft, field: str) -> list[str]:
    return str(draft.snapshot.get(field, "")).splitlines()
