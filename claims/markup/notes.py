"""Which note stands where, and which number it has: decided from the marks alone, before any HTML."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claims.choices import Severity
from claims.faces import ClaimFace

from .drafts import Draft
from .marks import Mark
from .note import Note


@dataclass
class _Place:
    """A note that is being gathered: its block, and all words of its section that it stands for."""

    slug: str
    block: int
    id: str
    words: list[str] = field(default_factory=list)


class Placer:
    """Numbers the claims of a page: a claim keeps its number in all its texts."""

    def __init__(self, drafts: Sequence[Draft], faces: Mapping[str, ClaimFace]) -> None:
        self._faces = faces
        self._made = {mark.slug for draft in drafts for mark in draft.marks if not mark.reported}
        self._numbers: dict[str, int] = {}
        self._notes: Counter[str] = Counter()

    def place(self, draft: Draft) -> tuple[list[Mark], dict[int, list[Note]]]:
        """Return a text's marks with their numbers, and its notes by the index of their block."""
        places: dict[tuple[int, str], _Place] = {}
        marks: list[Mark] = []
        for mark in draft.marks:
            if mark.slug in self._faces:
                section = draft.blocks[mark.block].section
                place = places.get((section, mark.slug)) or self._new_place(mark)
                places[section, mark.slug] = place
                place.words.append(mark.words)
                mark = replace(mark, number=self._numbers[mark.slug], note=place.id)
            marks.append(mark)
        return marks, self._written(list(places.values()))

    def _new_place(self, mark: Mark) -> _Place:
        number = self._numbers.setdefault(mark.slug, len(self._numbers) + 1)
        self._notes[mark.slug] += 1
        count = self._notes[mark.slug]
        return _Place(mark.slug, mark.block, f"note-{number}" if count == 1 else f"note-{number}-{count}")

    def _written(self, places: list[_Place]) -> dict[int, list[Note]]:
        """Return the notes, each knowing what the one just before it has said in full."""
        notes: dict[int, list[Note]] = {}
        before: Note | None = None
        for place in places:
            before = self._note(place, before)
            notes.setdefault(place.block, []).append(before)
        return notes

    def _note(self, place: _Place, before: Note | None) -> Note:
        face = self._faces[place.slug]
        words = tuple(dict.fromkeys(place.words))
        is_reported = place.slug not in self._made
        note = Note(face, self._numbers[place.slug], place.id, words, is_reported)
        return replace(note, as_above=repeated(face, before), above=before.id) if before else note


def repeated(face: ClaimFace, before: Note | None) -> frozenset[str]:
    """Return the slugs of caveats that need no saying again; the gravest and all warnings are said again."""
    said = before.in_full if before else frozenset()
    lesser = (each for each in face.caveats_by_gravity[1:] if each.severity != Severity.STOP)
    return frozenset(each.slug for each in lesser if each in said)
