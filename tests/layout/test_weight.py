"""What an article weighs on its way to the reader, without its pictures."""

import gzip
import re
from urllib.request import Request, urlopen

import pytest

from .pages import PAGES

LINKED = re.compile(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"')
MOST = 60_000


def fetched(url: str) -> bytes:
    """Return an answer as it is sent to browsers; files, which are compressed when they are collected, likewise."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
        body: bytes = answer.read()
        return body if answer.headers["Content-Encoding"] == "gzip" else gzip.compress(body)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["article", "dense article", "densest article"])
def test_an_article_weighs_at_most_60_kilobytes(site: str, name: str) -> None:
    html = fetched(site + PAGES[name])
    linked = set(LINKED.findall(gzip.decompress(html).decode()))
    assert any(each.endswith(".css") for each in linked)
    assert len(html) + sum(len(fetched(site + each)) for each in linked) <= MOST
