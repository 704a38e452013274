"""For tests of the markup: faces to mark, and HTML read back as a tree by other code than wrote it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from claims.faces import CaveatFace, ClaimFace

VOID = {"br", "hr", "img", "source"}
MARKS = CaveatFace("marks-last", "caution", "Dark marks can last for months.")
ASK = CaveatFace("ask-first", "note", "Ask how the practitioner lowers this risk.")
SERUM = CaveatFace("no-serum", "stop", "Do not let cosmetic serums be needled in.")


def face(slug: str, **values: Any) -> ClaimFace:
    """Return the face of a supported claim with one caveat, or with other values."""
    defaults = {
        "statement": f"What {slug} says.",
        "about": "harm",
        "verdict": "supported",
        "certainty": "low",
        "caveats": (MARKS,),
    }
    return ClaimFace(slug, **{**defaults, **values})


def faces(*slugs: str, **values: Any) -> dict[str, ClaimFace]:
    """Return faces by slug, all with the same values."""
    return {slug: face(slug, **values) for slug in slugs}


@dataclass
class Element:
    """An element with what stands in it."""

    tag: str
    attrs: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def elements(self) -> list["Element"]:
        """The elements that are its children."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All words in it, on one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            yield child if isinstance(child, str) else "".join(child._texts())

    def walk(self) -> Iterator["Element"]:
        """Yield it and all that is in it, in order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def all(self, name: str, value: str | None = None) -> list["Element"]:
        """Return all elements in it with an attribute."""
        return [each for each in self.walk() if name in each.attrs and value in (None, each.attrs[name])]

    def has_class(self, name: str) -> bool:
        """Whether it has a class."""
        return name in self.attrs.get("class", "").split()

    def classed(self, name: str) -> list["Element"]:
        """Return all elements in it with a class."""
        return [each for each in self.walk() if each.has_class(name)]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("root", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def body_of(html: str) -> Element:
    """Return the body that ``render`` wrote."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert len(tree.open) == 1, f"<{tree.open[-1].tag}> is left open"
    (body,) = tree.open[0].elements
    assert body.has_class("body")
    return body


def blocks(body: Element) -> list[Element]:
    """Return the blocks of a body without their notes."""
    return [block.elements[0] if block.has_class("noted") else block for block in body.elements]


def assert_promises(body: Element, known: Mapping[str, ClaimFace]) -> list[tuple[Element, list[str]]]:
    """Assert that each claim has its note where the design says; return the blocks with their notes."""
    found: list[tuple[Element, list[str]]] = []
    noted: dict[str, str] = {}
    waiting = [part for block in body.elements for part in (block.elements if block.has_class("noted") else [block])]
    while waiting:
        block = waiting.pop(0)
        assert not block.has_class("notes"), "notes without a block"
        if block.tag == "h2":
            noted = {}
        marks = block.all("data-claim")
        wanted = [slug for slug in dict.fromkeys(mark.attrs["data-claim"] for mark in marks) if slug not in noted]
        notes = waiting.pop(0).elements if waiting and waiting[0].has_class("notes") else []
        assert [note.attrs["data-claim-note"] for note in notes] == wanted
        noted |= {note.attrs["data-claim-note"]: note.attrs["id"] for note in notes}
        for note in notes:
            assert_is_whole(note, known[note.attrs["data-claim-note"]])
        for mark in marks:
            (link,) = [each for each in mark.walk() if each.tag == "a"]
            assert link.attrs["href"] == f"#{noted[mark.attrs['data-claim']]}"
            assert link.text.isdigit()
        found.append((block, wanted))
    ids = [element.attrs["id"] for element in body.all("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return found


def assert_is_whole(note: Element, claim: ClaimFace) -> None:
    """Assert that a note holds all that the design promises of one."""
    assert note.tag == "aside"
    assert note.attrs["data-verdict"] == claim.verdict
    assert note.attrs["data-certainty"] == claim.certainty
    assert claim.verdict_words in note.text
    caveats = note.all("data-caveat")
    assert caveats and all(len(caveat.text.split()) > 3 for caveat in caveats[:1])
    assert len(caveats) >= len(claim.caveats)
    assert "source" in note.text
    links = {link.text: link.attrs["href"] for link in note.walk() if link.tag == "a"}
    assert links["Why we say this"] == f"/evidence/{claim.slug}/"
    assert links["Something wrong with this?"] == f"/evidence/{claim.slug}/report/"
