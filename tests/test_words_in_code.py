"""Words for people in Python and in scripts go through gettext, and dates and times through the locale."""

import ast
import re
from collections.abc import Iterator
from typing import TypeGuard

import pytest

from .test_rooms import ROOT, modules

# --- Python ---------------------------------------------------------------------------------------------------

GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
#: What operators and programmers read, on the command line, at the start and in logs, is in English.
OPERATORS = ("management/", "kpsite/content/", "kpsite/settings.py", "kpsite/test_settings.py", "kpsite/mailing.py",
             "kpsite/services.py", "kpsite/languages.py", "kpsite/databases.py", "claims/outside/", "claims/finder/",
             "records/checking.py", "accounts/checks.py")  # fmt: skip
#: Raised for mistakes in the code, never shown to people.
MISTAKES = {"CommandError", "ImproperlyConfigured", "LookupError", "RuntimeError", "TypeError", "ValueError"}
MISTAKES |= {"AppendOnlyError", "NotImplementedError", "TransactionManagementError"}
LOGGERS = {"logger", "logging"}
#: Neither is shown in the site's language: names of permissions, which Django keeps in the database, and these.
ALLOWED = {
    *("Crossref", "PubMed", "Retraction Watch"),  # names
    "Keratosis pilaris",  # for machines
    *(
        "Claims with their verdicts and caveats",
        "A claim is to be shown only with its verdict, in words, and its caveats.",
    ),  # for programmers
    *("keratosis pilaris", "the procedure", "until healed", "describe this picture"),  # content to begin with
    "mark mark-alarming",  # classes
    "Invalid response",  # what an old script typed into texts
    *("Its address was deleted.", "It will be tried again."),  # for the log
    "Loaded from files.",  # goes into records, with the starter content
}
#: Two words, one after the other; what has signs in it that no sentence has is for machines.
WORDS = re.compile(r"[A-Za-z’]{2,},? [a-z“%(A-Z]*[a-z]{2,}")
MACHINE = re.compile(
    r"[<>{}=;|\\]|^[a-z]+(-[a-z]+)+ |PRAGMA|SELECT|INSERT INTO|@@ %s|^a about an |^add change view|\n   "
)
#: Arguments and attributes that name something for people, even with one word.
NAMES = {"verbose_name", "verbose_name_plural", "help_text", "label", "label_plural", "description", "empty_label"}
CHOICES = {"TextChoices", "IntegerChoices"}


def unmarked(source: str) -> list[str]:
    """Return the literals of a module that people would read and no translation covers."""
    tree = ast.parse(source)
    hidden = {id(each) for node in ast.walk(tree) if _is_hidden(node) for each in ast.walk(node)}
    hidden |= {id(value.elts[0]) for node in ast.walk(tree) if _is_choices(node) for value in _members(node)}
    names = {id(each) for node in ast.walk(tree) for each in _names(node)}
    literals = [(id(node), node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    shown = [(key, words) for key, words in literals if isinstance(words, str) and words not in ALLOWED]
    return [words for key, words in shown if key not in hidden and (key in names or _is_sentence(words))]


def _is_sentence(words: str) -> bool:
    return bool(WORDS.search(words) and not MACHINE.search(words))


def _is_hidden(node: ast.AST) -> bool:
    """Whether what stands in a node is translated, or read by nobody but programmers."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return _name(node.exc.func) in MISTAKES
    if isinstance(node, ast.Assign):
        return [_name(target) for target in node.targets] == ["permissions"]
    if isinstance(node, ast.arg | ast.AnnAssign):
        return node.annotation is not None and isinstance(node.annotation, ast.Constant)
    return isinstance(node, ast.Call) and (_name(node.func) in GETTEXT or _owner(node.func) in LOGGERS)


def _names(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the values of a node that name something for people."""
    if (isinstance(node, ast.keyword) and node.arg in NAMES) or (
        isinstance(node, ast.Assign) and _name(node.targets[0]) in NAMES
    ):
        yield node.value
    elif _is_choices(node):
        yield from (value.elts[-1] for value in _members(node))


def _is_choices(node: ast.AST) -> TypeGuard[ast.ClassDef]:
    return isinstance(node, ast.ClassDef) and bool({_name(base) for base in node.bases} & CHOICES)


def _members(node: ast.ClassDef) -> list[ast.Tuple]:
    """Return the choices of a class, each a stored value with its words."""
    values = [each.value for each in node.body if isinstance(each, ast.Assign)]
    return [value for value in values if isinstance(value, ast.Tuple)]


def _name(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def _owner(node: ast.AST) -> str:
    return _name(node.value) if isinstance(node, ast.Attribute) else ""


def test_no_module_holds_words_that_cannot_be_translated() -> None:
    read = {str(path.relative_to(ROOT)): path.read_text() for _room, path in modules()}
    found = {name: words for name, source in read.items()
             if not any(each in name for each in OPERATORS) and (words := unmarked(source))}  # fmt: skip
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        'raise ValidationError("Say why.")',
        'raise ValidationError(f"Say why, {name}.")',
        'messages.success(request, "All is saved.")',
        'at = models.DateTimeField(verbose_name="at")',
        'class Meta:\n    verbose_name = "claim"',
        'class Verdict(models.TextChoices):\n    GOOD = "good", "Good"',
        'words = "two words" if x else ""',
    ],
)
def test_words_in_a_module_that_cannot_be_translated_are_found(source: str) -> None:
    assert unmarked(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Two words."""\nraise ValidationError(_("Say why.") % {"name": name})',
        'class Verdict(models.TextChoices):\n    GOOD = "good", _("Good")',
        'raise TypeError("not for people")',
        'logger.error("not for people")',
        'header = "text/plain; charset=utf-8"',
    ],
)
def test_what_a_module_translates_is_no_finding(source: str) -> None:
    assert unmarked(source) == []
