"""A crawl of the running site, from its first page on: what every public page must be and hold."""

import json
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.scene import RETIRED, WITHDRAWN
from tests.visitor import Answer, Node, Visitor

#: Not pages for readers.
OUTSIDE = ("/admin/",)
#: Elements and the attribute with which they name another file.
FILES = {"link": "href", "script": "src", "img": "src", "source": "srcset"}
#: What a browser does with a link element by itself; it only knows of the others (canonical, license …).
LOADS = ("stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest")
NO_CHECKER = (
    "HTML not checked: no Nu HTML checker found. Install Java, then npm install vnu-jar, "
    "and set VNU_JAR to the path of its vnu.jar."
)

#: A short run spends its time on compiling, which these spare; the checker wants a deep stack.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
#: Checked along with the pages: what finds nothing here finds nothing anywhere.
WRONG = "<!DOCTYPE html><html lang=en><title>Wrong</title><p><div></p>"


@dataclass
class Crawl:
    """Each page as answered and as read, and where each link that was met stood."""

    pages: dict[str, Answer] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)


def crawl(visitor: Visitor) -> Crawl:
    """Fetch every page that can be reached from the first one, and one that is gone and one that never was."""
    found = Crawl()
    queue = ["/"]
    while queue:
        path = queue.pop()
        if path in found.pages or path in found.redirects or path.startswith(OUTSIDE):
            continue
        answer = visitor.get(path)
        if answer.status in (301, 302) and (there := visitor.inside(answer.headers["Location"], path)):
            found.redirects[path] = there[0]
            queue.append(there[0])
            continue
        found.pages[path] = answer
        if answer.is_html:
            queue += _read(found, answer, visitor)
    return found


def _read(found: Crawl, answer: Answer, visitor: Visitor) -> list[str]:
    """Read a page; return the addresses inside the site that it names."""
    node = found.nodes[answer.path] = Node.read(answer.html)
    hrefs = [each.attributes["href"] for each in node.walk() if each.name == "a" and "href" in each.attributes]
    for each in node.walk():
        named = each.attributes.get(FILES.get(each.name, ""), "")
        hrefs += [part.split()[0] for part in named.split(",") if part.strip()]
    inside = [there for href in hrefs if (there := visitor.inside(href, answer.path))]
    for there in inside:
        found.links.setdefault(there, answer.path)
    return [path for path, _fragment in inside]


def loaded(page: Node) -> list[str]:
    """Return the addresses that a browser fetches by itself to show a page."""
    found = []
    for each in page.walk():
        if each.name == "link" and each.attributes.get("rel", "").lower() not in LOADS:
            continue
        names = ("src", "srcset", "data", "poster", *(["href"] if each.name == "link" else ()))
        named = ",".join(each.attributes.get(name, "") for name in names)
        found += [part.split()[0] for part in named.split(",") if part.strip()]
    return found


@pytest.fixture(scope="module")
def crawled(site: str) -> Crawl:
    """Return what a crawl of the shared site found."""
    return crawl(Visitor(site))


def failures(crawled: Crawl, rule: Callable[[str, Node], list[str]]) -> list[str]:
    """Return what a rule finds wrong on any page, with the page's address."""
    return [f"{path}: {wrong}" for path, node in crawled.nodes.items() for wrong in rule(path, node)]


def test_every_page_that_a_reader_can_reach_answers(crawled: Crawl) -> None:
    assert {path: page.status for path, page in crawled.pages.items() if page.status != 200} == {}
    kinds = ("/articles/", "/evidence/", "/questions/", "/sources/", "/about/", "/static/", "/media/")
    met = {kind: sum(path.startswith(kind) for path in crawled.pages) for kind in kinds}
    assert all(met.values()), met
    assert len(crawled.nodes) > 100, "the starter content has many more pages"
    assert any("/changes/" in path for path in crawled.nodes)


def test_every_link_inside_the_site_leads_to_a_page_and_a_place_on_it(crawled: Crawl) -> None:
    broken = []
    for (path, fragment), at in crawled.links.items():
        there = crawled.redirects.get(path, path)
        if there.startswith(OUTSIDE):
            continue
        node = crawled.nodes.get(there)
        ids = [each.attributes["id"] for each in node.having("id")] if node else []
        if there not in crawled.pages or (fragment and ids.count(fragment) != 1):
            broken.append(f"{at}: {path}#{fragment}")
    assert broken == []


def test_every_claim_has_its_note(crawled: Crawl) -> None:
    assert failures(crawled, _claims_without_note) == []
    assert sum(len(node.having("data-claim")) for node in crawled.nodes.values()) > 50


def _claims_without_note(path: str, page: Node) -> list[str]:
    notes = {note.attributes["data-claim-note"] for note in page.having("data-claim-note")}
    return [each.attributes["data-claim"] for each in page.having("data-claim")
            if each.attributes["data-claim"] not in notes]  # fmt: skip


def test_the_number_beside_a_claim_leads_to_its_own_note(crawled: Crawl) -> None:
    assert failures(crawled, _misleading_numbers) == []


def _misleading_numbers(path: str, page: Node) -> list[str]:
    notes = {f"#{note.attributes['id']}": note for note in page.having("data-claim-note")}
    wrong = []
    for mark in page.having("data-claim"):
        slug = mark.attributes["data-claim"]
        links = [notes.get(each.attributes.get("href", "")) for each in mark.walk() if each.name == "a"]
        if not any(note and note.attributes["data-claim-note"] == slug for note in links):
            wrong.append(slug)
    return wrong


def test_every_note_is_whole(crawled: Crawl) -> None:
    assert failures(crawled, _poor_notes) == []


def _poor_notes(path: str, page: Node) -> list[str]:
    return [note.attributes["data-claim-note"] for note in page.having("data-claim-note") if not _is_whole(note)]


def _is_whole(note: Node) -> bool:
    """Verdict and certainty, a caveat with its words, how many sources, why, and where to object."""
    slug = note.attributes["data-claim-note"]
    hrefs = [each.attributes.get("href", "") for each in note.walk() if each.name == "a"]
    caveats = note.having("data-caveat")
    return (
        note.name == "aside"
        and bool(note.attributes.get("data-verdict") and note.attributes.get("data-certainty"))
        and bool(caveats)
        and all(each.attributes["data-caveat"] in ("note", "caution", "stop") for each in caveats)
        and all(len(each.text.split()) > 3 for each in caveats)
        and bool(re.search(r"\d+ source|[Nn]o source", note.text))
        and f"/evidence/{slug}/" in hrefs
        and any(href.startswith(f"/evidence/{slug}/") and href != f"/evidence/{slug}/" for href in hrefs)
    )


def test_a_claims_words_never_stand_in_a_card_without_verdict_and_caveat(crawled: Crawl) -> None:
    def poor(path: str, page: Node) -> list[str]:
        cards = page.having("data-claim-card")
        return [card.attributes["data-claim-card"] for card in cards
                if not card.attributes.get("data-verdict") or not card.having("data-caveat")]  # fmt: skip

    assert failures(crawled, poor) == []


def test_no_page_sets_a_cookie_and_all_have_the_strict_policy(crawled: Crawl) -> None:
    for path, page in crawled.pages.items():
        assert "Set-Cookie" not in page.headers, path
        assert page.headers["X-Content-Type-Options"] == "nosniff", path
    for path in crawled.nodes:
        policy = crawled.pages[path].headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, path
        assert not re.search(r"unsafe-|\*|data:|https?:", policy), path


def test_no_page_loads_anything_from_another_site(crawled: Crawl, site: str) -> None:
    visitor = Visitor(site)

    def foreign(path: str, page: Node) -> list[str]:
        return [href for href in loaded(page) if not visitor.inside(href, path)]

    assert failures(crawled, foreign) == []
    sheets = {path: answer.body.decode() for path, answer in crawled.pages.items() if path.endswith(".css")}
    assert sheets and not [path for path, css in sheets.items() if re.search(r"url\(|@import", css)]


def test_what_is_loaded_from_elsewhere_is_found() -> None:
    page = Node.read(
        '<p><img src="https://a.example/x.png"><a href="https://b.example/">b</a>'
        '<link rel="stylesheet" href="//c.example/x.css"><link rel="license" href="https://d.example/"></p>'
    )
    assert loaded(page) == ["https://a.example/x.png", "//c.example/x.css"]


def is_inline_script(node: Node) -> bool:
    """Whether an element is a script in the page itself. A block of data is none: no browser runs it."""
    is_data = node.attributes.get("type") == "application/ld+json"
    return node.name == "script" and "src" not in node.attributes and not is_data


def test_no_page_holds_a_style_or_script_of_its_own(crawled: Crawl) -> None:
    def own(path: str, page: Node) -> list[str]:
        inline = [each.name for each in page.walk() if each.name == "style" or is_inline_script(each)]
        return inline + [name for each in page.walk() for name in each.attributes
                         if name == "style" or name.startswith("on")]  # fmt: skip

    assert failures(crawled, own) == []


def test_a_retired_claim_leads_to_the_one_in_its_place(crawled: Crawl) -> None:
    assert crawled.redirects[f"/evidence/{RETIRED}/"] == "/evidence/mn-kp-not-established/"


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing/", 404), ("/evidence/nothing/", 404), (f"/articles/{WITHDRAWN}/", 410)]
)
def test_what_is_not_there_is_said_without_a_cookie(site: str, path: str, status: int) -> None:
    answer = Visitor(site).get(path)
    assert answer.status == status
    assert "Set-Cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


# --- the Nu HTML checker --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """Return the command that runs the checker; skip, saying how to get it, where there is none."""
    java, jar = shutil.which("java"), os.environ.get("VNU_JAR", "")
    if java and Path(jar).is_file():
        return [java, *QUICK, "-jar", jar, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
    if os.environ.get("KPSITE_REQUIRE_BROWSER") == "1":
        pytest.fail(NO_CHECKER)
    warnings.warn(NO_CHECKER, stacklevel=1)
    pytest.skip(NO_CHECKER)


def html_errors(checker: list[str], pages: dict[str, str], folder: Path) -> list[str]:
    """Return what the checker finds wrong with pages, by their address."""
    names = {}
    for number, (path, html) in enumerate(pages.items()):
        (folder / f"{number}.html").write_text(html)
        names[f"{number}.html"] = path
    done = subprocess.run([*checker, *map(str, folder.glob("*.html"))], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["messages"]
    return [f"{names[each['url'].rpartition('/')[2]]}: {each['message']} {each.get('extract', '')!r}" for each in found]


def test_the_html_checker_finds_no_error(crawled: Crawl, site: str, checker: list[str], tmp_path: Path) -> None:
    pages = {path: crawled.pages[path].html for path in crawled.nodes}
    for path in ("/nothing/", f"/articles/{WITHDRAWN}/"):
        pages[path] = Visitor(site).get(path).html
    found = html_errors(checker, {**pages, "wrong": WRONG}, tmp_path)
    assert [each for each in found if each.startswith("wrong: ")], "The checker does not work."
    assert [each for each in found if not each.startswith("wrong: ")] == []
