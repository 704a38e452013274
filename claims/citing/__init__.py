"""How claims, questions, pages and sources are cited: a ``Work`` in, the words of a style or a file out.

Pure: nothing here asks the database. The styles are CSL's, read by citeproc-py; BibTeX and RIS are written by
libraries of their own, so that no title, whatever is in it, breaks a file.
"""

from .formats import FORMATS, Format, csl, written
from .styles import apa, vancouver
from .works import Work, of_claim, of_page, of_question, of_source

__all__ = [
    "FORMATS",
    "Format",
    "Work",
    "apa",
    "csl",
    "of_claim",
    "of_page",
    "of_question",
    "of_source",
    "vancouver",
    "written",
]
