"""“Cite this”: a part of any page that can be cited, given the ``Work`` to cite and the address that it is below."""

from typing import Any

from django import template

from claims.citing import FORMATS, Work, apa, vancouver, written

register = template.Library()

#: CSL-JSON is there too, for programs that know of it.
SHOWN = ("bib", "ris")


@register.inclusion_tag("claims/_cite_this.html")
def cite_this(work: Work, home: str, title: str) -> dict[str, Any]:
    """Show how a work is cited: in words and as BibTeX and RIS, with files at ``home`` to take along."""
    return {
        "title": title,
        "words": (("vancouver", "Vancouver", vancouver(work)), ("apa", "APA", apa(work))),
        "files": [(ending, FORMATS[ending].label, written(ending, [work]).strip("\n")) for ending in SHOWN],
        "downloads": [(f"{home}cite.{ending}", FORMATS[ending].label) for ending in SHOWN],
        "read_on": work.read_on,
    }
