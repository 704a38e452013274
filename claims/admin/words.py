"""Two faces of a claim side by side, with the words that differ told apart. Pure: no database, no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from claims.choices import About, Read, Relation, Tier, Verification
from claims.faces import CaveatFace, ClaimFace, EvidenceFace

#: A fact's place in the comparison and its name there, such as ("caveat", "short-follow-up").
Key = tuple[str, str]


@dataclass(frozen=True)
class Piece:
    """A run of words: ``kind`` is "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """One fact about a claim, as readers see it and as it is proposed."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def change(self) -> str:
        """What the proposal does to the fact, in one word; empty where it leaves it alone."""
        if self.before == self.after:
            return ""
        if not self.before:
            return _("added")
        return _("changed") if self.after else _("removed")


def word_pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts cut where their words start and stop to differ."""
    before, after = old.split(), new.split()
    gone, fresh = [], []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = kind == "equal"
        gone.append(Piece("same" if same else "gone", " ".join(before[i:j])))
        fresh.append(Piece("same" if same else "new", " ".join(after[k:m])))
    return tuple(piece for piece in gone if piece.text), tuple(piece for piece in fresh if piece.text)


def compare(public: ClaimFace | None, proposed: ClaimFace) -> list[Row]:
    """Return the facts of the public face beside those of the proposed one, without verdict and reasons."""
    before = dict(_facts(public)) if public else {}
    after = dict(_facts(proposed))
    keys = sorted({**before, **after}, key=lambda key: _GROUPS.index(key[0]))
    return [_row(before.get(key, ("", "")), after.get(key, ("", ""))) for key in keys]


_GROUPS = ("wording", "caveat", "evidence")


def _row(before: tuple[str, str], after: tuple[str, str]) -> Row:
    return Row(before[0] or after[0], *word_pieces(before[1], after[1]))


def _facts(face: ClaimFace) -> Iterator[tuple[Key, tuple[str, str]]]:
    for label, text in _wording(face):
        if text:
            yield ("wording", label), (label, text)
    for caveat in face.caveats:
        yield ("caveat", caveat.slug), (_("Caveat"), _caveat(caveat))
    for each in face.evidence:
        yield ("evidence", each.source.key), (_("Source"), _evidence(each))


def _wording(face: ClaimFace) -> list[tuple[str, str]]:
    searched = _("%(on)s in %(where)s") % {"on": face.searched_on or "?", "where": face.searched_where or "?"}
    return [
        (_("Statement"), face.statement),
        (_("About"), str(About(face.about).label)),
        (_("In whom"), face.population),
        (_("Question"), face.question_text),
        (_("What it answers"), face.stance_words),
        (_("Searched"), searched if face.searched_on or face.searched_where else ""),
    ]


def _caveat(caveat: CaveatFace) -> str:
    whom = _("(Says whom the evidence is about.)") if caveat.names_population else ""
    return f"{caveat.label} {caveat.text} {whom}".strip()


def _evidence(evidence: EvidenceFace) -> str:
    source = evidence.source
    extract = f"“{evidence.extract}”" if evidence.extract else ""
    people = _("%(n)d people") % {"n": evidence.n} if evidence.n else ""
    read = _("read: %(part)s") % {"part": Read(evidence.read).label} if evidence.read else ""
    work = [source.authors, source.title, source.container, str(source.year or ""), source.original]
    about = [
        str(Tier(source.tier).label) if source.tier else "",
        str(Verification(source.verification).label),
    ]
    said = [evidence.locator, extract, evidence.design, people, evidence.population, read]
    told = "; ".join(part for part in (*work, *about, *said, source.href) if part)
    return f"{str(Relation(evidence.relation).label).capitalize()}: {told}"
