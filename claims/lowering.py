"""What lowers certainty: GRADE's five reasons as the ticks that start a moderator's reasons. Pure.

Guyatt et al., GRADE: an emerging consensus on rating quality of evidence. BMJ 2008;336:924.
"""

from collections.abc import Collection, Iterator
from itertools import combinations

from django.conf import settings
from django.db.models import TextChoices
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from .choices import GRADED, Certainty


class Lowering(TextChoices):
    """Why certainty is lower than it might be, in GRADE's words and order."""

    BIAS = "risk_of_bias", gettext_lazy("risk of bias")
    INCONSISTENCY = "inconsistency", gettext_lazy("inconsistency")
    INDIRECTNESS = "indirectness", gettext_lazy("indirectness")
    IMPRECISION = "imprecision", gettext_lazy("imprecision")
    PUBLICATION_BIAS = "publication_bias", gettext_lazy("publication bias")

    @classmethod
    def explained(cls) -> list[tuple[str, str, str]]:
        """Return each reason's stored value, its words and one plain sentence on what it means."""
        return [(each.value, str(each.label), str(MEANINGS[each])) for each in cls]


MEANINGS = {
    Lowering.BIAS: gettext_lazy("The way the studies were done can make a result look better or worse than it is."),
    Lowering.INCONSISTENCY: gettext_lazy("The studies found different things, and nobody knows why."),
    Lowering.INDIRECTNESS: gettext_lazy(
        "The studies looked at other people, another treatment or another outcome than the claim is about."
    ),
    Lowering.IMPRECISION: gettext_lazy("There were so few people or events that chance could explain the result."),
    Lowering.PUBLICATION_BIAS: gettext_lazy("Studies that found nothing were probably never published."),
}


def misfit(ticked: Collection[str], certainty: str) -> str:
    """Return why reasons for a lower certainty do not fit a certainty; "" where they do, or none is ticked."""
    if not ticked:
        return ""
    if certainty == Certainty.HIGH:
        return _("Nothing lowers a certainty that is high: take the ticks off, or choose a lower one.")
    if certainty not in GRADED:
        return _("These ticks say why a graded certainty is lower: choose moderate, low or very low, or take them off.")
    return ""


def sentence(ticked: Collection[str]) -> str:
    """Return the sentence that starts the reasons, in GRADE's order whatever the order of the ticks; "" for none."""
    with override(settings.CONTENT_LANGUAGE):  # it becomes part of what the moderator writes
        words = [str(each.label) for each in Lowering if each in ticked]
        told = {"reasons": get_text_list(words, _("and"))}
        return _("Certainty is lower because of %(reasons)s.") % told if words else ""


def started(reasons: str, ticked: Collection[str]) -> str:
    """Return the reasons after the sentence of the ticks, which takes the place of one that stands there already.

    Without ticks the reasons stay as they were typed.
    """
    if not ticked:
        return reasons
    _before, rest = parted(reasons)
    return f"{sentence(ticked)} {rest}".strip()


def parted(reasons: str) -> tuple[list[str], str]:
    """Return the ticks that started the reasons, and the rest of them."""
    for ticked in _every_choice():
        opening = sentence(ticked)
        if reasons.startswith(opening):
            return list(ticked), reasons.removeprefix(opening).strip()
    return [], reasons


def _every_choice() -> Iterator[tuple[str, ...]]:
    for count in range(1, len(Lowering) + 1):
        yield from combinations(Lowering.values, count)
