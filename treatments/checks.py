"""What treatments and checklists must meet before they are published, beside what every page must.

The warnings are prompts after DISCERN (Charnock et al., J Epidemiol Community Health 1999;53:105, items 8 to 15)
and IPDAS (Elwyn et al., BMJ 2006;333:417). No score is made of them.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.choices import Certainty, Verdict
from publishing.checks import Check, Draft, Issue

from .choices import Urgency

#: Words that admit that something is not known.
NOT_KNOWN = re.compile(
    r"\b(not (been )?(known|studied|tested|proven|certain|clear)|unknown|uncertain|unclear|nobody knows|do not know"
    r"|no (trial|study|studies)|cannot (tell|say))\b",
    re.IGNORECASE,
)
UNSURE = (Certainty.LOW, Certainty.VERY_LOW, Certainty.NO_STUDIES)
A_FEW_WORDS = 60


def has_contraindications(draft: Draft) -> Iterator[Issue]:
    """E016: a treatment says who must not have it."""
    if not draft.snapshot["contraindications"]:
        message = _("Say who must not have this treatment, or must ask a doctor first: at least one row.")
        yield draft.issue("E016", message, "contraindications")


def benefits_are_not_longer_than_harms(draft: Draft) -> Iterator[Issue]:
    """W008: what it may do takes at most twice the words of what can go wrong."""
    benefits, harms = (len(draft.snapshot[name].split()) for name in ("benefits", "harms"))
    if benefits > A_FEW_WORDS and benefits > 2 * harms:
        message = _("%(benefits)d words on benefits, %(harms)d on harms: say more of what can go wrong.")
        yield draft.issue("W008", message % {"benefits": benefits, "harms": harms}, "harms")


def admits_what_is_not_known(draft: Draft) -> Iterator[Issue]:
    """W009: a treatment says what is not known of it (DISCERN 8)."""
    is_unsure = any(
        said.face.certainty in UNSURE or said.face.verdict in (Verdict.UNSUPPORTED, Verdict.CONTESTED)
        for said in draft.said()
    )
    words = " ".join(str(draft.snapshot[name]) for name in ("what_it_is", "benefits", "harms"))
    if not is_unsure and not NOT_KNOWN.search(words):
        yield draft.issue("W009", _("Say what is not known about this treatment."), "benefits")


def names_alternatives(draft: Draft) -> Iterator[Issue]:
    """W010: a treatment says what else there is (DISCERN 14)."""
    if not draft.snapshot["alternatives"].strip() and not draft.snapshot["other_choices"]:
        yield draft.issue("W010", _("Say what else there is, and choose other treatments to link."), "alternatives")


def tells_of_doing_nothing(draft: Draft) -> Iterator[Issue]:
    """W011: a treatment says what happens without it (DISCERN 12)."""
    if not draft.snapshot["if_nothing"].strip():
        yield draft.issue("W011", _("Say what happens if nothing is done."), "if_nothing")


def offers_questions_to_ask(draft: Draft) -> Iterator[Issue]:
    """W012: a treatment helps to talk it over: it lists questions to ask (DISCERN 15)."""
    lists = (block for block in draft.documents["before_you_decide"].blocks if block.kind == "list")
    if not any("?" in block.html for block in lists):
        yield draft.issue("W012", _("Add a list of questions to ask whoever offers it."), "before_you_decide")


def has_help(draft: Draft) -> Iterator[Issue]:
    """E017: a checklist says when to get help at once, and when the same day."""
    found = {item["urgency"] for item in draft.snapshot["items"]}
    for urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY):
        if urgency not in found:
            message = _("Say when to get help: add a “get help” item with the urgency “%(urgency)s”.")
            yield draft.issue("E017", message % {"urgency": urgency.label}, "items")


def has_treatment(draft: Draft) -> Iterator[Issue]:
    """W013: a checklist says what it is for."""
    if not draft.snapshot["treatment"]:
        yield draft.issue("W013", _("Choose the treatment that this checklist is for."), "treatment")


def has_steps(draft: Draft) -> Iterator[Issue]:
    """E018: a checklist has something to do or to leave alone."""
    if not any(not item["urgency"] for item in draft.snapshot["items"]):
        yield draft.issue("E018", _("Add what to do and what not to do."), "items")


TREATMENT: tuple[Check, ...] = (
    has_contraindications,
    benefits_are_not_longer_than_harms,
    admits_what_is_not_known,
    names_alternatives,
    tells_of_doing_nothing,
    offers_questions_to_ask,
)
CHECKLIST: tuple[Check, ...] = (has_help, has_steps, has_treatment)
