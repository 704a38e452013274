"""What search results are called and how they can be narrowed down."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.indexing import CLAIM, QUESTION, SOURCE
from publishing import kinds
from treatments.parts import HELP, STEP, WHO


@dataclass(frozen=True)
class Group:
    """Kinds of entry that readers may choose together: ``value`` stands in the address, ``label`` on the page."""

    value: str
    label: Any
    kinds: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Return all groups, in the order of the page."""
    pages = (Group(kind.name, kind.label_plural, (kind.name,)) for kind in kinds.all_kinds())
    return (
        Group(QUESTION, _("Questions"), (QUESTION,)),
        *pages,
        Group(CLAIM, _("Claims"), (CLAIM,)),
        Group(STEP, _("Steps and warnings"), (STEP, HELP, WHO)),
        Group(SOURCE, _("Sources"), (SOURCE,)),
    )


def group(value: str) -> Group | None:
    """Return the group of that value, if there is one."""
    return next((each for each in groups() if each.value == value), None)


@cache
def labels() -> dict[str, Any]:
    """Return what one result is called, by the kind of its entry."""
    return {
        **{kind.name: kind.label for kind in kinds.all_kinds()},
        CLAIM: _("Claim"),
        QUESTION: _("Question"),
        SOURCE: _("Source"),
        STEP: _("Step"),
        HELP: _("When to get help"),
        WHO: _("Who should not have it"),
    }
