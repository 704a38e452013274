"""Checks that every sentence that the claim finder takes for a claim is marked, reworded or settled."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .base import Draft, Issue

if TYPE_CHECKING:
    from publishing.findings import PageFinding

#: The ids of the issues that are settled at the step for findings.
IDS = frozenset({"KP.E019", "KP.W014"})
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\([^()]*\)")
_LONGEST = 120
_FEW = 3


def overstatements_are_settled(draft: Draft) -> Iterator[Issue]:
    """E019: no sentence overstates, or a moderator agreed that it does not."""
    for each in draft.unsettled:
        if each.finding.risky:
            yield draft.issue("E019", _overstates(each), each.field, each.line)


def claims_are_marked(draft: Draft) -> Iterator[Issue]:
    """W014: what reads like a claim is marked, reworded or settled with a reason; one warning tells of them all."""
    plain = [each for each in draft.unsettled if not each.finding.risky]
    if not plain:
        return
    message = ngettext(
        "%(count)d sentence reads like a claim and carries no mark: %(named)s. Mark it, reword it, or say why not.",
        "%(count)d sentences read like claims and carry no mark: %(named)s. Mark each, reword it, or say why not.",
        len(plain),
    )
    named = ", ".join(f"“{shortened(each, 60)}”" for each in plain[:_FEW])
    if len(plain) > _FEW:
        named = _("%(named)s and %(more)d more") % {"named": named, "more": len(plain) - _FEW}
    yield draft.issue("W014", message % {"count": len(plain), "named": named}, plain[0].field, plain[0].line)


def _overstates(each: "PageFinding") -> str:
    if each.decision and each.waits_for_nod:
        message = _("“%(words)s” waits for a moderator to agree with the reason given: “%(reason)s”.")
        return message % {"words": shortened(each), "reason": each.decision.reason.rstrip(".")}
    values = {
        "words": each.finding.words,
        "sentence": shortened(each),
        "why": each.finding.why,
        "better": each.finding.better,
    }
    return _("“%(words)s” overstates, in “%(sentence)s”. %(why)s Better: %(better)s") % values


def shortened(each: "PageFinding", longest: int = _LONGEST) -> str:
    """Return a sentence on one line, without the targets of its links, cut to what an editor recognises it by."""
    sentence = " ".join(_LINK.sub(r"\g<words>", each.finding.text).split())
    return sentence.rstrip(".:;") if len(sentence) <= longest else f"{sentence[:longest].rsplit(' ', 1)[0]} …"
