"""Which language words are in: the site's own are in that of the interface, its content in ``CONTENT_LANGUAGE``.

Where the two are the same nothing needs saying; else HTML says it (WCAG 2.2, 3.1.2).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

#: Languages that are written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def interface() -> str:
    """Return the language of the site's own words."""
    return get_language() or settings.LANGUAGE_CODE


def is_foreign() -> bool:
    """Whether the content is in another language than the words around it; British and American are one."""
    return _family(settings.CONTENT_LANGUAGE) != _family(interface())


@contextmanager
def content_language() -> Iterator[None]:
    """Say the site's own words in the language of its content, as what is cited is in one language throughout."""
    with override(settings.CONTENT_LANGUAGE):
        yield


def content_attributes() -> str:
    """Return the attributes of an element that holds content; nothing where all is in one language."""
    return _attributes(settings.CONTENT_LANGUAGE) if is_foreign() else ""


def interface_attributes() -> str:
    """Return the attributes of an element that holds the site's words amid content."""
    return _attributes(interface()) if is_foreign() else ""


def marked(words: object) -> object:
    """Return content that stands amid the site's own words, marked with its language where it differs."""
    return format_html("<span{}>{}</span>", content_attributes(), words) if words and is_foreign() else words


def _family(language: str) -> str:
    return language.lower().partition("-")[0]


def _attributes(language: str) -> SafeString:
    """Return the language, and the direction too where the two run against each other."""
    both = {_family(settings.CONTENT_LANGUAGE) in RIGHT_TO_LEFT, _family(interface()) in RIGHT_TO_LEFT}
    if len(both) == 1:
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if _family(language) in RIGHT_TO_LEFT else "ltr")
