"""Whether entries name what exists, and fit together. Writes nothing."""

from collections.abc import Iterator, Mapping

from claims.fitness import MAX_CAVEATS, MAX_STOPS

from .library import ALL, Library
from .page_references import page_problems
from .page_shapes import PAGES
from .reading import Problem, Row
from .shapes import CLAIM, QUESTION, Shape

MAX_ANSWER_WORDS = 25
PLACES = {shape.name: shape.place for shape in ALL}

Named = Mapping[str, Mapping[str, Row]]


def reference_problems(library: Library) -> list[Problem]:
    """Return what is wrong between the entries of a folder, each of which is sound by itself."""
    named = {shape.name: library.named(shape) for shape in ALL}
    found = [problem for shape in ALL for row in library.of(shape) for problem in _names(shape, row, named)]
    found += [problem for row in library.of(QUESTION) for problem in _answer(row)]
    found += [problem for row in library.of(CLAIM) for problem in _claim(row, named["caveat"])]
    pages = ((shape, row) for shape in PAGES for row in library.of(shape))
    return found + [problem for shape, row in pages for problem in page_problems(shape, row, named["claim"])]


def _names(shape: Shape, row: Row, named: Named) -> Iterator[Problem]:
    """Yield the names in an entry, and in the tables inside it, that no entry has or that stand twice."""
    for key, kind in shape.refers.items():
        value = row.values.get(key) or []
        names = value if isinstance(value, list) else [value]
        for name in names:
            if name not in named[kind]:
                yield row.problem(f"{key}: “{name}” is not in {PLACES[kind]}", key)
        if len(set(names)) < len(names):
            yield row.problem(f"{key}: name each only once", key)
    for key, table in shape.tables.items():
        for child in row.tables(key):
            yield from _names(table, child, named)


def _answer(row: Row) -> Iterator[Problem]:
    if len(row.values.get("answer", "").split()) > MAX_ANSWER_WORDS:
        yield row.problem(f"answer: shorten it to at most {MAX_ANSWER_WORDS} words", "answer")


def _claim(row: Row, caveats: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield what is wrong with a claim's stance and with how many caveats it has."""
    if bool(row.values.get("question")) != bool(row.values.get("stance")):
        yield row.problem("give both a question and a stance, or neither", "stance")
    slugs = row.values["caveats"]
    if len(slugs) > MAX_CAVEATS:
        yield row.problem(f"caveats: keep at most {MAX_CAVEATS}", "caveats")
    stops = [slug for slug in slugs if slug in caveats and caveats[slug].values["severity"] == "stop"]
    if len(stops) > MAX_STOPS:
        yield row.problem(f"caveats: keep at most {MAX_STOPS} of severity stop", "caveats")
