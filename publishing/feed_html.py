"""A page's HTML as a feed can carry it: no buttons, no styles, no relative addresses. Pure."""

import re
from html.parser import HTMLParser

import nh3

#: What can only be used in the page itself.
UNUSABLE = frozenset({"button", "dialog", "form", "input", "label", "noscript", "script", "select", "style", "svg",
                      "template", "textarea"})  # fmt: skip
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
TAGS: dict[str, set[str]] = {
    **{tag: set() for tag in ("p", "ul", "li", "blockquote", "pre", "code", "em", "strong", "br", "hr", "sup", "ins")},
    **{tag: set() for tag in ("h2", "h3", "h4", "h5", "h6", "section", "aside", "dl", "dt", "dd", "summary")},
    **{tag: set() for tag in ("table", "thead", "tbody", "tr", "del")},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"scope"},
    "time": {"datetime"},
}
#: What programs show without our stylesheet, in place of what they may not know. Nothing is folded away.
PLAINER = (("aside", "<blockquote>", "</blockquote>"), ("summary", "<p><strong>", "</strong></p>"))
#: What templates leave between elements; code keeps its own.
SPACE = re.compile(r"(<pre>.*?</pre>)|\s{2,}", re.DOTALL)


class _Usable(HTMLParser):
    """Leaves out what is hidden, what is not for print and what can only be used in the page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._left_out = 0
        self._is_verdict = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out or not _is_kept(tag, dict(attrs)):
            self._left_out += tag not in VOID
        elif tag == "p" and "note-verdict" in (dict(attrs).get("class") or ""):
            self._is_verdict = True
            self.kept.append("<p><strong>")
        else:
            self.kept.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= tag not in VOID
        elif tag == "p" and self._is_verdict:
            self.kept.append("</strong></p>")
            self._is_verdict = False
        else:
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._left_out:
            self.kept.append(text)


def _is_kept(tag: str, attributes: dict[str, str | None]) -> bool:
    is_for_print = "no-print" not in (attributes.get("class") or "").split()
    # The words of a step stand in the label of its box.
    return (tag == "label" or tag not in UNUSABLE) and "hidden" not in attributes and is_for_print


def for_feeds(html: str, address: str) -> str:
    """Return HTML in which notes are quotes right after their blocks, for programs without our stylesheet.

    ``html`` is what our templates made; ``address`` that of its page, which every link is completed with.
    """
    usable = _Usable()
    usable.feed(html)
    usable.close()
    cleaner = nh3.Cleaner(
        tags=set(TAGS),
        attributes=TAGS,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative=("rewrite_with_base", address),
        link_rel=None,
    )
    clean = SPACE.sub(lambda found: found[1] or "\n", cleaner.clean("".join(usable.kept)).strip())
    for tag, begin, end in PLAINER:  # no words hold these: a “<” that begins no tag is written as an entity by now
        clean = clean.replace(f"<{tag}>", begin).replace(f"</{tag}>", end)
    return clean
