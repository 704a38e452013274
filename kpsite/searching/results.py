"""Entries of the index as results: with their addresses, and with verdicts and caveats as they are now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from claims import queries as register
from claims.choices import Severity, Verdict, rank
from claims.faces import CaveatFace, ClaimFace, SourceFace
from claims.indexing import CLAIM, QUESTION, SOURCE
from claims.templatetags.claim_words import plain_words
from publishing import queries as pages
from publishing.models import Publication
from search.asking import Asked
from search.marking import Piece, pieces, snippet
from search.models import Entry
from search.words import words

from .groups import labels

#: How many of the claims that a page's words hit on stand with it.
CLAIMS_A_PAGE = 2
#: The templates of results that are no pages and no parts of pages.
TEMPLATES = {CLAIM: "claim", QUESTION: "question", SOURCE: "source"}


@dataclass(frozen=True)
class Result:
    """One result. ``title`` and ``snippet`` are cut where the words stand that were asked for.

    ``faces`` are the claims whose words it shows, each to be shown with verdict and ``caveats``; ``answer`` is the
    signed-off one of a question; ``part`` what a page says with one of its parts.
    """

    kind: str
    label: str
    template: str
    url: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...] = ()
    faces: tuple[ClaimFace, ...] = ()
    caveats: tuple[CaveatFace, ...] = ()
    answer: str = ""
    source: SourceFace | None = None
    page: str = ""
    part: Mapping[str, str] = field(default_factory=dict)


def results(entries: Sequence[Entry], asked: Asked) -> list[Result]:
    """Return results for entries, in a fixed number of queries; what is gone in the meantime is left out."""
    scene = Scene(entries, asked)
    return [result for each in entries if (result := scene.result(each)) is not None]


class Scene:
    """All that the results of one page need, read at once."""

    def __init__(self, entries: Iterable[Entry], asked: Asked) -> None:
        entries = list(entries)
        self.asked = asked
        of_pages = [each for each in entries if each.kind not in TEMPLATES]
        self.pages = _pages(of_pages)
        self.hits = {each.pk: self._hit(each) for each in of_pages if not each.position}
        slugs = {each.key for each in entries if each.kind == CLAIM}
        slugs |= {slug for hit in self.hits.values() for slug in hit}
        slugs |= {each.shown["claim"] for each in of_pages if each.position} - {""}
        questions = [each.key for each in entries if each.kind == QUESTION]
        self.faces = register.newest_faces(slugs) if slugs else {}
        self.answers = register.newest_answers(questions) if questions else {}
        self.rivals = register.faces_by_question(questions) if questions else {}

    def result(self, each: Entry) -> Result | None:
        """Return the result of an entry."""
        made = {CLAIM: self._claim, QUESTION: self._question, SOURCE: self._source}
        return made.get(each.kind, self._part if each.position else self._page)(each)

    def _result(self, each: Entry, template: str, url: str, **more: Any) -> Result:
        more.setdefault("title", pieces(each.title, self.asked))
        return Result(each.kind, str(labels()[each.kind]), f"searching/_{template}.html", url, **more)

    def _claim(self, each: Entry) -> Result | None:
        face = self.faces.get(each.key)
        if face is None:
            return None
        hit = [caveat for caveat in face.caveats_by_gravity if self._is_hit(caveat.text)]
        caveats = tuple(dict.fromkeys([*face.leading_caveats, *hit]))
        title = pieces(face.statement, self.asked)
        return self._result(each, "claim", _address(CLAIM, each), title=title, faces=(face,), caveats=caveats)

    def _question(self, each: Entry) -> Result:
        answer = self.answers.get(each.key)
        rivals = sorted(self.rivals.get(each.key, ()), key=lambda face: rank(Verdict, face.verdict))
        gravest = [caveat for face in rivals for caveat in face.caveats_by_gravity[:1]]
        return self._result(
            each,
            "question",
            _address(QUESTION, each),
            answer=answer.text if answer else "",
            faces=tuple(rivals[:1]) if answer else (),
            caveats=_with_gravest(rivals[:1], gravest),
        )

    def _source(self, each: Entry) -> Result:
        return self._result(each, "source", _address(SOURCE, each), source=SourceFace(**each.shown))

    def _page(self, each: Entry) -> Result | None:
        if (found := self.pages.get(each.key)) is None:
            return None
        _title, url, summary, of_summary = found
        said = snippet(each.quote, self.asked)
        hit = [self.faces[slug] for slug in self.hits[each.pk] if slug in self.faces][:CLAIMS_A_PAGE]
        shown = hit if said else [*of_summary, *hit]
        faces = tuple({face.slug: face for face in shown}.values())
        return self._result(each, "page", url, snippet=said or pieces(summary, self.asked), faces=faces)

    def _part(self, each: Entry) -> Result | None:
        if (found := self.pages.get(each.key)) is None:
            return None
        title, url, _summary, _faces = found
        face = self.faces.get(each.shown["claim"])
        told = {"page": title, "part": each.shown, "faces": (face,) if face else ()}
        return self._result(each, "part", f"{url}#{each.shown['id']}", **told)

    def _hit(self, each: Entry) -> list[str]:
        """Return the slugs of the claims that a page makes in words that were asked for."""
        return list(dict.fromkeys(slug for slug, said in each.shown["claims"] if self._is_hit(said)))

    def _is_hit(self, text: str) -> bool:
        return any(self.asked.is_met_by(word) for word in words(text))


def _pages(entries: list[Entry]) -> dict[str, tuple[str, str, str, tuple[ClaimFace, ...]]]:
    """Return title, address, words of the summary and the claims in it of each publication, by its key."""
    keys = {int(each.key) for each in entries}
    if not keys:
        return {}
    rows = list(Publication.objects.shown().filter(pk__in=keys).select_related("page").defer("content"))
    shown = zip(rows, pages.entries(rows), strict=True)
    return {str(row.pk): (each.title, each.url, plain_words(each.summary), each.faces) for row, each in shown}


def _address(kind: str, each: Entry) -> str:
    return reverse(f"claims:{kind}", args=[each.key])


def _with_gravest(faces: list[ClaimFace], caveats: list[CaveatFace]) -> tuple[CaveatFace, ...]:
    """Return the leading caveats of the first face and, where another's is graver, that one before them."""
    leading = [caveat for face in faces for caveat in face.leading_caveats]
    gravest = max(caveats, key=lambda caveat: rank(Severity, caveat.severity), default=None)
    if gravest is None or any(rank(Severity, each.severity) >= rank(Severity, gravest.severity) for each in leading):
        return tuple(leading)
    return (gravest, *leading)
