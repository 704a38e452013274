"""The last step of every block: an allow-list of HTML. Only here and in ``data`` is a string called safe."""

import nh3
from django.utils.safestring import SafeString, mark_safe

#: Tags, each with its attributes. ``class`` is allowed by value, in CLASSES.
TAGS: dict[str, set[str]] = {
    **{tag: set() for tag in ("p", "ul", "li", "blockquote", "pre", "code", "em", "br", "hr", "sup")},
    **{tag: set() for tag in ("table", "thead", "tbody", "tr", "td", "picture")},
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6")},
    "a": {"href", "rel", "aria-label", "lang", "dir"},
    "div": {"tabindex", "role", "aria-label"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "source": {"type", "srcset", "sizes"},
    "span": {"id", "data-claim", "data-reported"},
    "strong": {"lang", "dir"},
    "th": {"scope"},
}
CLASSES: dict[str, set[str]] = {
    "a": {"mark-number"},
    "div": {"table-scroll"},
    "p": {"picture", "not-shown"},
    "span": {"mark", "mark-alarming", "mark-unknown"},
    "strong": {"mark-verdict"},
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
}
SCHEMES = {"http", "https", "mailto"}

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes=TAGS,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
)


def cleaned(html: str) -> SafeString:
    """Return HTML with nothing in it but what the lists above allow."""
    return mark_safe(_cleaner.clean(html))
