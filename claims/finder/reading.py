"""Reading a text: from Markdown to findings with their places in it."""

from collections.abc import Iterable, Iterator, Sequence

from .blocks import Unit, units
from .finding import Finding
from .house import Watched, house_rules
from .judging import judge
from .loading import rulebook
from .rules import Rule
from .sentence import Reach, Sentence
from .sentences import sentences
from .words import Words, words_of


def find(text: str, watch: Iterable[str | Watched] = ()) -> list[Finding]:
    """Return the findings of a Markdown text in order, at most one a sentence; they never overlap.

    ``watch`` are further words and phrases that count as overstatement: the house list of a site's moderators.
    """
    book = rulebook()
    house = house_rules(watch, book)
    return [finding for unit in units(text) for finding in _in_unit(text, unit, house)]


def _in_unit(text: str, unit: Unit, house: Sequence[Rule]) -> Iterator[Finding]:
    heading = words_of(unit.heading) if unit.heading else None
    before = 0
    for start, end in sentences(unit.plain):
        verdict = judge(_sentence(unit, start, end, heading), rulebook(), house)
        first, last = _place(text, unit, start, end, before)
        before = last
        if verdict:
            rule = verdict.rule
            yield Finding(
                start=first,
                end=last,
                text=text[first:last],
                family=rule.family,
                risky=verdict.risky,
                rule=rule.id,
                why=rule.why,
                better=rule.better,
                words=verdict.words,
                marked=verdict.marked,
                quoted=unit.quoted,
            )


def _sentence(unit: Unit, start: int, end: int, heading: Words | None) -> Sentence:
    words = words_of(unit.plain[start:end])
    inside = [span for span in unit.spans if span.start < end and span.end > start]
    marks = {span: _reach(words, span.start - start, span.end - start) for span in inside if span.kind != "link"}
    return Sentence(
        words,
        unit.kind,
        has_source=any(span.kind == "link" and start <= span.start <= end for span in unit.spans),
        marks=tuple(marks.values()),
        told=tuple(reach for span, reach in marks.items() if span.kind == "reported"),
        heading=heading,
    )


def _reach(words: Words, start: int, end: int) -> Reach:
    """Return the words that stand between two letters of the sentence."""
    inside = [index for index, (first, last) in enumerate(words.places) if first < end and last > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _place(text: str, unit: Unit, start: int, end: int, before: int) -> tuple[int, int]:
    """Return where a sentence stands in the text, with the markup that hugs it, such as "**" or a link's target."""
    first, last = unit.at[start], unit.at[end - 1] + 1
    opened = unit.at[start - 1] + 1 if start else unit.start
    closed = unit.at[end] if end < len(unit.at) else unit.end
    while first > max(opened, before) and not text[first - 1].isspace():
        first -= 1
    return first, max(last, _end_of_markup(text, last, closed))


def _end_of_markup(text: str, last: int, closed: int) -> int:
    """Return where markup right after a sentence ends: all that no reader sees, without the space at its end."""
    if last < closed and text[last].isspace():
        return last
    return last + len(text[last:closed].rstrip())
