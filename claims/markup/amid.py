"""Content amid the site's own words, as HTML that says in which language each is."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from claims.languages import marked


class Content(str):
    """Content amid the site's own words that machines get as it is, and HTML with the mark of its language."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as HTML, which is what templates ask for."""
        return format_html("{}", marked(str(self)))


def amid(words: str, **content: str) -> SafeString:
    """Return the site's own ``words`` as HTML with content, each marked, in the places that they name."""
    shown = {name: format_html("{}", marked(each)) for name, each in content.items()}
    return SafeString(conditional_escape(words) % shown)
