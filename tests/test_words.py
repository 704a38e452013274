"""No template holds words for people that no translation covers."""

import re
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, Token, TokenType

from .test_rooms import templates

#: Attributes that people read or hear.
ATTRIBUTES = {"alt", "title", "placeholder", "label", "summary"}
#: Text in these is no language.
UNSPOKEN = {"script", "style", "kbd", "code"}
#: Values of these inputs are words on a button.
BUTTONS = {"submit", "button", "reset"}
#: What a filter's text would show as it is.
FILTERS = re.compile(r"""\|(?:default|default_if_none|yesno|add|join)\s*:\s*["']([^"']*)["']""")
#: Names of forms of files, the language a page falls back on, and what an address ends in.
ALLOWED = {"JSON", "CSV", "BibTeX", "RIS", "CSL-JSON", "en-gb", ":feed"}
#: Words handed to a component, or put into a variable.
HANDED = re.compile(r"""\b\w+=["']([^"']*)["']""")
#: Blocks between which all text is translated, or read by nobody: two of the admin's hold classes.
COVERED = {
    "block bodyclass": "endblock",
    "block coltype": "endblock",
    "blocktranslate": "endblocktranslate",
    "blocktrans": "endblocktrans",
    "comment": "endcomment",
}
#: Tags whose text is an address, a name of a file or a form of dates.
NAMING = {"url", "static", "translate", "trans", "load", "extends", "now", "block", "endblock"}


class Unmarked(HTMLParser):
    """Collects the words for people that are left in a template once its variables and translations are out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what people read of a tag."""
        if tag in UNSPOKEN:
            self._open.append(tag)
        values = {name: value or "" for name, value in attrs}
        is_button = tag == "input" and values.get("type") in BUTTONS
        is_told = tag == "meta" and values.get("name") == "description"
        for name, value in values.items():
            is_words = name.startswith("data-") and " " in value.strip()
            is_read = name in ATTRIBUTES or (name.startswith("aria-") and " " in value and "by" not in name)
            if is_words or is_read or name == "aria-label" or (is_button and name == "value") or is_told:
                self._look(value if name != "name" else "")

    def handle_endtag(self, tag: str) -> None:
        """Go on outside."""
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Look at text."""
        if not self._open:
            self._look(data)

    def _look(self, words: str) -> None:
        if any(letter.isalpha() for letter in words):
            self.found.append(" ".join(words.split()))


def unmarked(source: str) -> list[str]:
    """Return the words for people in a template that no translation covers."""
    parser = Unmarked()
    handed: list[str] = []
    until = ""
    for token in Lexer(source).tokenize():
        words = token.contents.split() if token.token_type == TokenType.BLOCK else []
        name = " ".join(words[:2] if words[:1] == ["block"] else words[:1])
        if until:
            until = "" if name == until else until
        elif name in COVERED:
            until = COVERED[name]
        elif token.token_type == TokenType.TEXT:
            parser.feed(token.contents)
        else:
            handed += _handed(token, name)
    parser.close()
    return [words for words in parser.found + handed if words not in ALLOWED]


def _handed(token: Token, name: str) -> list[str]:
    """Return the words that a tag or a variable holds itself."""
    if token.token_type == TokenType.COMMENT or name.split(" ")[0] in NAMING:
        return []
    found = FILTERS.findall(token.contents)
    found += [words for words in HANDED.findall(token.contents) if " " in words.strip()]
    return [words for words in found if any(letter.isalpha() for letter in words)]


def test_no_template_holds_words_that_cannot_be_translated() -> None:
    found = {name: words for _room, name, source in templates() if (words := unmarked(source))}
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "<p>Words</p>",
        '<p title="Words">{{ x }}</p>',
        '<img alt="A picture">',
        '<nav aria-label="Main"></nav>',
        '<input type="submit" value="Save">',
        '<input type="search" placeholder="{{ x }} words">',
        '<meta name="description" content="What this is">',
        '<p data-done="All {n} are done"></p>',
        '{{ name|default:"nobody" }}',
        '{% include "part.html" with heading="Two words" only %}',
        "{% blocktranslate %}Fine{% endblocktranslate %} not fine",
        '<p class="{% if x %}y{% endif %}">{% if x %}Words{% endif %}</p>',
    ],
)
def test_words_that_cannot_be_translated_are_found(source: str) -> None:
    assert unmarked(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p title="{% translate "Words" %}" class="two words">{{ x }} · {% translate "Words" %}</p>',
        "{% blocktranslate count n=n %}One{% plural %}{{ n }}{% endblocktranslate %}",
        '<input type="hidden" value="on"><kbd>j</kbd><script src="a.js"></script>',
        '<a href="{% url "claims:register" %}?q={{ q }}" aria-labelledby="one two">{# words #}→</a>',
        '<time datetime="{{ at|date:"Y-m-d" }}">{{ at|date:"DATE_FORMAT" }}</time>',
    ],
)
def test_what_is_translated_is_no_finding(source: str) -> None:
    assert unmarked(source) == []
