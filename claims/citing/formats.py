"""Citations as files: BibTeX, RIS and CSL-JSON. Whatever a title holds, each stays one entry that can be read back."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import bibtexparser
import rispy
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import RULE_DICT, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from .works import Work

#: BibTeX counts braces even where a backslash stands before them, so they are written as words.
BRACES = {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}
_latex = UnicodeToLatexEncoder(
    conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, BRACES), "defaults"],
    unknown_char_policy="keep",
    unknown_char_warning=False,
)
RIS_TYPES = {"article-journal": "JOUR", "webpage": "ELEC", "document": "GEN"}


def csl(work: Work) -> dict[str, Any]:
    """Return the work as an item of CSL-JSON; its author is one name, as nothing public tells names apart."""
    item: dict[str, Any] = {"id": work.key, "type": work.form, "title": _line(work.title)}
    if work.author:
        item["author"] = [{"literal": _line(work.author)}]
    if work.published:
        item["issued"] = {"date-parts": [list(work.published)]}
    if work.read_on and work.url:
        item["accessed"] = {"date-parts": [[work.read_on.year, work.read_on.month, work.read_on.day]]}
    texts = {"container-title": work.container, "URL": work.url, "DOI": work.doi, "note": work.note}
    return {**item, **{name: _line(text) for name, text in texts.items() if text}}


def as_csl_json(works: Iterable[Work]) -> str:
    """Return works as a CSL-JSON document."""
    return json.dumps([csl(work) for work in works], ensure_ascii=False, indent=1)


def as_bibtex(works: Iterable[Work]) -> str:
    """Return works as BibTeX, in plain LaTeX but for letters that it has no name for."""
    library = bibtexparser.Library()
    library.add([_entry(work) for work in works])
    return bibtexparser.write_string(library)


def _entry(work: Work) -> Entry:
    in_journal = work.form == "article-journal"
    # The inner braces keep a title's capitals, and a name that has “and” in it, as they are.
    texts = {
        "title": f"{{{_escaped(work.title)}}}",
        "author": f"{{{_escaped(work.author)}}}" if work.author else "",
        "journal" if in_journal else "howpublished": _escaped(work.container),
        "year": str(work.published[0]) if work.published else "",
        "date": "-".join(f"{part:02}" for part in work.published) if len(work.published) == 3 else "",
        "doi": _escaped(work.doi),
        "url": work.url,
        "urldate": work.read_on.isoformat() if work.read_on else "",
        "note": _escaped(work.note),
    }
    return Entry(
        "article" if in_journal else "misc", work.key, [Field(name, text) for name, text in texts.items() if text]
    )


class _Writer(rispy.RisWriter):
    """RIS without a line of its own before each reference, which not every program skips."""

    def set_header(self, count: int) -> str:
        """Return no header."""
        return ""


def as_ris(works: Iterable[Work]) -> str:
    """Return works as RIS."""
    return str(rispy.dumps([_reference(work) for work in works], implementation=_Writer))


def _reference(work: Work) -> dict[str, Any]:
    reference: dict[str, Any] = {
        "type_of_reference": RIS_TYPES[work.form],
        "id": work.key,
        "authors": [_line(work.author)] if work.author else [],
        "title": _line(work.title),
        "secondary_title": _line(work.container),
        "year": str(work.published[0]) if work.published else "",
        "date": _slashed(work.published) if len(work.published) == 3 else "",
        "doi": _line(work.doi),
        "urls": [work.url] if work.url else [],
        "access_date": _slashed(_parts(work.read_on)) if work.read_on else "",
        "notes": [_line(work.note)] if work.note else [],
    }
    return {name: value for name, value in reference.items() if value}


@dataclass(frozen=True)
class Format:
    """A kind of file: its name, how its media type is called, and what writes it."""

    label: str
    media_type: str
    write: Callable[[Iterable[Work]], str]


#: By the ending of its address.
FORMATS = {
    "bib": Format("BibTeX", "application/x-bibtex", as_bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", as_ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", as_csl_json),
}


def written(ending: str, works: Iterable[Work]) -> str:
    """Return works as a file of that ending. Raises KeyError for an ending that is not among ``FORMATS``."""
    return FORMATS[ending].write(works)


def _line(text: str) -> str:
    """Return the text on one line, without characters that no file can hold: a new line would begin a new field."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def _escaped(text: str) -> str:
    return str(_latex.unicode_to_latex(_line(text)))


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _slashed(parts: tuple[int, ...]) -> str:
    return "/".join(f"{part:02}" for part in parts)
