"""What readers find of the register: its public claims, the questions they answer and the sources they cite.

Called by the actions that write versions and answers. The index has words only: verdicts and caveats are read when a
result is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from search.indexing import entry, put
from search.models import Entry

from .browsing import Group, by_question
from .choices import Verdict
from .faces import ClaimFace, SourceFace
from .models import ClaimVersion
from .queries import answered, faces_answering, newest_faces, sources_of

#: The kinds of entry, which an owner's name starts with, too.
CLAIM, QUESTION, SOURCE = "claim", "question", "source"
Owned = tuple[str, list[Entry]]
#: What readers ask for is more often an answer than a work.
WEIGHTS = {CLAIM: 1.0, QUESTION: 1.5, SOURCE: 0.4}


def index_version(version: ClaimVersion, before: ClaimFace | None) -> None:
    """Let readers find what a claim's new version says, and no longer what only the face ``before`` it said."""
    face = version.as_face()
    _put(_claims([face, *(_led_here(face) if before is None else ())]))
    for slug in sorted({each.question for each in (before, face) if each and each.question}):
        index_question(slug)
    cited, cited_before = (sources_of([each] if each else []) for each in (face, before))
    dropped = cited_before.keys() - cited.keys()
    if dropped:
        elsewhere = sources_of(newest_faces().values())
        for key in sorted(dropped):
            put(f"{SOURCE}/{key}", [_source(elsewhere[key])] if key in elsewhere else [])
    _put((f"{SOURCE}/{key}", [_source(cited[key])]) for key in sorted(cited))


def index_question(slug: str) -> None:
    """Let readers find a question as it stands in public with its answer, or no longer."""
    owned = dict(_questions(_groups(faces_answering(slug))))
    put(f"{QUESTION}/{slug}", owned.get(f"{QUESTION}/{slug}", []))


def index_register() -> None:
    """Let readers find what the register says now, all of it and nothing else."""
    owned = dict(register_entries())
    lost = Entry.objects.filter(kind__in=(CLAIM, QUESTION, SOURCE)).exclude(owner__in=owned)
    lost.delete()
    _put(owned.items())


def register_entries() -> Iterator[Owned]:
    """Yield all owners in the register with what readers find of them."""
    faces = list(newest_faces().values())
    yield from _claims(faces)
    yield from _questions(_groups(faces))
    yield from ((f"{SOURCE}/{key}", [_source(source)]) for key, source in sorted(sources_of(faces).items()))


def _put(owned: Iterable[Owned]) -> None:
    for owner, entries in owned:
        put(owner, entries)


def _claims(faces: Iterable[ClaimFace]) -> Iterator[Owned]:
    """Yield claims; one whose address leads to its successor is found no more."""
    faces = list(faces)
    successors = {face.successor for face in faces if face.verdict == Verdict.RETIRED and face.successor}
    public = set(newest_faces(successors)) if successors else set()
    for face in faces:
        is_gone = face.verdict == Verdict.RETIRED and face.successor in public
        yield f"{CLAIM}/{face.slug}", [] if is_gone else [_claim(face)]


def _led_here(face: ClaimFace) -> list[ClaimFace]:
    """Return the claims that were taken back in favour of one that becomes public only now."""
    found = ClaimVersion.objects.newest().filter(verdict=Verdict.RETIRED, face__successor=face.slug)
    return [version.as_face() for version in found]


def _claim(face: ClaimFace) -> Entry:
    caveats = (caveat.text for caveat in face.caveats)
    text = "\n".join((face.question_text, face.population, *caveats))
    return _entry(CLAIM, face.slug, face.statement, text)


def _groups(faces: Iterable[ClaimFace]) -> list[Group]:
    """Return the questions that public claims answer, each as it was asked when its answer was signed off."""
    return answered([group for group in by_question(faces) if group.slug])


def _questions(groups: Iterable[Group]) -> Iterator[Owned]:
    for group in groups:
        yield f"{QUESTION}/{group.slug}", [_entry(QUESTION, group.slug, group.text, group.answer)]


def _source(source: SourceFace) -> Entry:
    more = (source.authors, source.container, source.original, str(source.year or ""), source.href)
    return _entry(SOURCE, source.key, source.title, "\n".join(more), shown=asdict(source))


def _entry(kind: str, key: str, title: str, text: str, **more: Any) -> Entry:
    return entry(kind=kind, owner=f"{kind}/{key}", key=key, title=title, text=text, weight=WEIGHTS[kind], **more)
