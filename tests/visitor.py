"""A plain visitor without a browser: fetches pages over HTTP and reads their HTML as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from typing import Self
from urllib.parse import urljoin, urlsplit

from django.test.html import Element, parse_html


@dataclass
class Node:
    """One element: ``attributes`` and all that is in it."""

    name: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    @classmethod
    def read(cls, html: str) -> Self:
        """Read a page; HTML whose tags are not balanced is an error."""
        return cls._of(parse_html(html))

    @classmethod
    def _of(cls, element: Element) -> Self:
        attributes = {name: value or "" for name, value in element.attributes}
        children: list[Node | str] = [each if isinstance(each, str) else cls._of(each) for each in element.children]
        return cls(element.name or "", attributes, children)

    def walk(self) -> "Iterator[Node]":
        """Yield the elements in this one, in the order of the page."""
        for each in self.children:
            if isinstance(each, Node):
                yield each
                yield from each.walk()

    def having(self, attribute: str) -> "list[Node]":
        """Return the elements in this one that have an attribute."""
        return [each for each in self.walk() if attribute in each.attributes]

    @property
    def text(self) -> str:
        """All words in it."""
        return " ".join(each if isinstance(each, str) else each.text for each in self.children)


@dataclass(frozen=True)
class Answer:
    """What the site answered at an address (its path, with the query)."""

    path: str
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def is_html(self) -> bool:
        """Whether it is a page."""
        return self.headers.get_content_type() == "text/html"

    @property
    def html(self) -> str:
        """The page's source."""
        return self.body.decode()


class Visitor:
    """Keeps one connection to a site, and no cookies."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = HTTPConnection(urlsplit(url).netloc, timeout=60)

    def get(self, path: str) -> Answer:
        """Fetch one address, without following where it may lead."""
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        return Answer(path, response.status, response.headers, response.read())

    def inside(self, href: str, page: str) -> tuple[str, str] | None:
        """Return path with query, and fragment, of a link on a page; None if it leads out of the site."""
        there = urlsplit(urljoin(f"{self.url}{page}", href))
        if f"{there.scheme}://{there.netloc}" != self.url:
            return None
        return there.path + (f"?{there.query}" if there.query else ""), there.fragment
