"""Data inside a page: the same data for machines, and nothing that a browser could take for markup."""

import json
import re
from typing import Any

import pytest
from django.template import Context, Template

from claims.markup.data import data_block

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--",
    "]]>",
    "a & b &amp; c",
    "\u2028\u2029",
    "\\u003C\\",
    "\"'",
    "é毛",
]


def written(data: dict[str, Any]) -> str:
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', data_block(data), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_they_were_and_end_nothing(words: str) -> None:
    inside = written({words: [words, {"x": words}]})
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {words: [words, {"x": words}]}


def test_letters_that_html_cannot_hold_are_replaced() -> None:
    assert json.loads(written({"x": "a\ud800b\x7f"})) == {"x": "a\ufffdb\ufffd"}


def test_a_template_writes_it_unchanged() -> None:
    shown = Template("{{ block }}").render(Context({"block": data_block({"x": '"<b>"'})}))
    assert shown == '<script type="application/ld+json">{"x":"\\"\\u003Cb\\u003E\\""}</script>'


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        data_block({"x": value})
