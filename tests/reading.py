"""What a reader gets from a page's HTML: notes with their verdicts and caveats, read as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Seen:
    """One note (or a claim's own judgement): its claim, verdict, caveats as (slug, severity, text), notice."""

    slug: str
    verdict: str
    caveats: list[tuple[str, str, str]] = field(default_factory=list)
    is_rechecked: bool = False


class _Reader(HTMLParser):
    """Gathers notes, judgements, headings and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[Seen] = []
        self.judgement: Seen | None = None
        self.title = ""
        self.ids: set[str] = set()
        self.links: list[str] = []
        self._open: Seen | None = None
        self._depth = 0
        self._caveat: tuple[str, str, list[str]] | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        self.links += [found["href"]] if tag == "a" and "href" in found else []
        self._in_title = self._in_title or tag == "h1"
        if "data-claim-note" in found:
            self._begin(found["data-claim-note"], found)
            self.notes.append(self._open)  # type: ignore[arg-type]
        elif "judgement" in found.get("class", "").split() and "data-verdict" in found:
            self._begin("", found)
            self.judgement = self._open
        elif self._open is not None and tag == self._tag:
            self._depth += 1
        if self._open is not None:
            self._inside(found)

    def _begin(self, slug: str, found: dict[str, str]) -> None:
        self._open = Seen(slug, found["data-verdict"])
        self._tag = "aside" if slug else "div"
        self._depth = 1

    def _inside(self, found: dict[str, str]) -> None:
        assert self._open is not None
        if {"note-notice", "verdict-notice"} & set(found.get("class", "").split()):
            self._open.is_rechecked = True
        if "data-caveat" in found:
            self._caveat = (found.get("id", "").partition("-c-")[2], found["data-caveat"], [])
        elif self._caveat is not None and found.get("href", "").startswith("#"):
            self._caveat = (found["href"].partition("-c-")[2], self._caveat[1], self._caveat[2])

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._caveat is not None:
            self._caveat[2].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "h1"
        if self._open is None:
            return
        if tag == "p" and self._caveat is not None:
            slug, severity, words = self._caveat
            self._open.caveats.append((slug, severity, "".join(words).strip()))
            self._caveat = None
        if tag == self._tag:
            self._depth -= 1
            self._open = self._open if self._depth else None


def read(html: str) -> _Reader:
    """Return what stands in a page: ``notes``, ``judgement``, ``title``, ``ids`` and ``links``."""
    reader = _Reader()
    reader.feed(html)
    return reader
