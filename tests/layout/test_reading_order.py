"""What a screen reader meets, in its order: each note right after the block that makes its claim."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import Visit

from .pages import PAGES

pytestmark = pytest.mark.browser
NOTE, LINK = re.compile(r"^Note (\d+): ."), re.compile(r"^Note (\d+)$")


def heard(page: Page) -> list[tuple[str, str]]:
    """Return the role and name of each thing in the accessibility tree, in the order it is read."""
    session = page.context.new_cdp_session(page)
    nodes: dict[str, dict[str, Any]] = {
        node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]
    }
    (root,) = (node for node in nodes.values() if "parentId" not in node)
    return list(_walk(root, nodes))


def _walk(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    role, name = (str(node.get(key, {}).get("value", "")) for key in ("role", "name"))
    if not node.get("ignored"):
        yield role, name
    if role == "note":
        yield from (("within", each) for _role, each in _children(node, nodes))
        return
    yield from _children(node, nodes)


def _children(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _walk(nodes[child], nodes)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["article", "dense article", "densest article", "treatment", "checklist"])
def test_a_note_is_read_right_after_the_block_that_makes_its_claim(visit: Visit, name: str, width: int) -> None:
    said = heard(visit(PAGES[name], width=width))
    notes = [place for place, (role, words) in enumerate(said) if role == "note" and NOTE.match(words)]
    assert notes
    for place in notes:
        number = NOTE.match(said[place][1])[1]  # type: ignore[index]
        links = [at for at in range(place) if said[at] == ("link", f"Note {number}")]
        assert links, f"Note {number} is read before its words"
        between = [each for each in said[links[-1] : place] if each[0] in ("paragraph", "heading", "table", "list")]
        assert between == [], f"Between the words of note {number} and the note: {between}"


@pytest.mark.parametrize("name", ["article", "treatment", "checklist", "register", "claim"])
def test_headings_go_down_one_level_at_a_time(visit: Visit, name: str) -> None:
    levels = visit(PAGES[name]).locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    steps = [(above, below) for above, below in itertools.pairwise(levels) if below > above + 1]
    assert steps == []
