"""House rules that a linter cannot see: no domain logic in signals, and one place that marks HTML as safe."""

import ast
import re

import pytest

from .test_rooms import ROOT, modules, templates


def imported(source: str) -> set[str]:
    """Return every name that a module imports, with where it comes from."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


#: The groups are set after each migration: Django offers no other way, and no domain logic hangs on it.
SIGNALS = {"accounts/apps.py": {"django.db.models.signals.post_migrate"}}


def signals(source: str) -> set[str]:
    return {name for name in imported(source) if "signals" in name or ".dispatch" in name}


def test_no_domain_logic_hangs_on_signals() -> None:
    found = {str(path.relative_to(ROOT)): signals(path.read_text()) for _room, path in modules()}
    assert {name: used for name, used in found.items() if used} == SIGNALS


def test_a_signal_is_found() -> None:
    assert signals("from django.db.models.signals import post_save") == {"django.db.models.signals.post_save"}
    assert signals("from django.dispatch import receiver") == {"django.dispatch.receiver"}


def marks_safe(source: str) -> bool:
    """Whether a module takes words for HTML unescaped, by any of Django's ways."""
    tree = ast.parse(source)
    names = {name.rpartition(".")[2] for name in imported(source)}
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    calls = {getattr(node.func, "id", "") for node in ast.walk(tree) if isinstance(node, ast.Call)}
    built = {"SafeString", "SafeText"} & calls
    return bool({"mark_safe", "SafeData"} & (names | used) or built or "__html__" in source)


def test_only_the_markup_marks_anything_safe() -> None:
    found = [path.relative_to(ROOT) for _room, path in modules() if marks_safe(path.read_text())]
    assert found, "The one place that may do so was not found."
    assert [path for path in found if path.parts[:2] != ("claims", "markup")] == []


def test_no_template_switches_escaping_off() -> None:
    found = [name for _room, name, source in templates() if re.search(r"\|\s*safe(seq)?\b|autoescape\s+off", source)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.safestring import mark_safe",
        "safestring.mark_safe(words)",
        "SafeString(words)",
        "class Words:\n    def __html__(self): ...",
    ],
)
def test_a_way_around_escaping_is_found(source: str) -> None:
    assert marks_safe(source)
    assert not marks_safe("from django.utils.safestring import SafeString\ndef show() -> SafeString: ...")
