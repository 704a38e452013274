"""A document's words for places that have no room for notes, such as lists of pages."""

import re
from html import unescape
from typing import TYPE_CHECKING

from django import template
from django.utils.html import strip_tags

if TYPE_CHECKING:  # claims.markup itself renders templates
    from claims.markup import Document

register = template.Library()

NUMBER = re.compile(r"<sup\b.*?</sup>", re.DOTALL)


@register.filter
def plain_words(document: "Document") -> str:
    """Return the document as plain text, without the numbers of notes; a sentence keeps the verdict in it.

    Whoever shows it shows verdict and gravest caveat of each of its claims beside it.
    """
    html = " ".join(str(block.html) for block in document.blocks)
    return " ".join(unescape(strip_tags(NUMBER.sub("", html))).split())
