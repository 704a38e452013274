"""Decisions on what the claim finder found."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing.findings import PageFinding
from publishing.models import FindingDecision, Page
from publishing.models.findings import Why

from .copies import demand

SETTLE = "publishing.settle_finding"
LONGEST = 300
NOD = "publishing.settle_risky_finding"


@transaction.atomic
def settle_findings(
    *, page: Page, found: Collection[PageFinding], why: str, by: Any, words: str = ""
) -> list[FindingDecision]:
    """Record one reason for several findings of a page, or (“again”) take earlier reasons back.

    What an editor says of a risky one waits for a moderator's nod; what a moderator says is one. Raises
    ValidationError where nothing is chosen, or the reason is unknown or has no words; PermissionDenied.
    """
    demand(by, SETTLE)
    words = words.strip()
    if not found:
        raise ValidationError(_("Choose at least one sentence."))
    if why not in Why.values:
        raise ValidationError({"why": _("Choose one of the reasons.")})
    if why == Why.OTHER and not words:
        raise ValidationError({"words": _("Say in your own words why this needs no mark.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("Say it in at most %(count)d letters.") % {"count": LONGEST}})
    return _record(page, [(each, why, words) for each in found], by)


@transaction.atomic
def nod_findings(*, page: Page, found: Collection[PageFinding], by: Any) -> list[FindingDecision]:
    """Record that a moderator agrees to the reasons that editors gave for risky findings of a page.

    Raises ValidationError where none of them waits for that, PermissionDenied.
    """
    demand(by, NOD)
    waiting = [each for each in found if each.waits_for_nod]
    if not waiting:
        raise ValidationError(_("Choose at least one sentence that waits for a moderator."))
    given = [(each, each.decision.why, each.decision.words) for each in waiting if each.decision]
    return _record(page, given, by)


def _record(page: Page, given: list[tuple[PageFinding, str, str]], by: Any) -> list[FindingDecision]:
    """Write a decision for each sentence, once where it stands on the page twice."""
    Page.objects.select_for_update().get(pk=page.pk)
    is_nod = by.has_perm(NOD)
    made = {}
    for each, why, words in given:
        if each.fingerprint in made:
            continue
        made[each.fingerprint] = FindingDecision(
            page=page, fingerprint=each.fingerprint, sentence=each.finding.text, rule=each.finding.rule,
            is_risky=each.finding.risky, is_nod=is_nod, why=str(why), words=words, by=by,
        )  # fmt: skip
    for decision in made.values():
        decision.save()
    return list(made.values())
