"""The claim finder: which sentences of a Markdown text make a claim about health, and which of them overstate.

Pure and deterministic: no database, no network, no model. The order of work: blocks (what a reader sees), sentences,
words (with their classes), gates (what is not looked at), rules with their scopes (judging).

A mark settles a plain claim in the clause where it stands, and never an overstatement: words inside a mark that
promise too much are found with ``marked`` set. Only what the sentence (or a table column's heading) says that others
say, under a "reported" mark, is told and not said.
"""

from .finding import FAMILIES, Finding
from .house import Watched, watched_words
from .loading import BadRule, rulebook
from .reading import find

__all__ = ["FAMILIES", "BadRule", "Finding", "Watched", "find", "rulebook", "watched_words"]
