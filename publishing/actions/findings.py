"""Decisions on what the claim finder found."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing.checks.findings import shortened
from publishing.findings import PageFinding, newest_decisions
from publishing.models import FindingDecision, Page
from publishing.models.findings import Why

from .copies import demand

SETTLE = "publishing.settle_finding"
LONGEST = 300
NOD = "publishing.settle_risky_finding"
#: Neither group has it: a site may give it to somebody for whom no moderator is at hand.
OVERRIDE = "publishing.override_four_eyes"


@transaction.atomic
def settle_findings(
    *,
    page: Page,
    found: Collection[PageFinding],
    why: str,
    by: Any,
    words: str = "",
    seen: Mapping[str, int] | None = None,
) -> list[FindingDecision]:
    """Record one reason for several findings of a page, or (“again”) take earlier reasons back.

    What an editor says of a risky one waits for a moderator's nod; what a moderator says is one, and so is what
    somebody says who may override four eyes. ``seen`` is as for
    ``nod_findings``. Raises ValidationError where nothing is chosen, the reason is unknown or has no words, or
    somebody decided since; PermissionDenied.
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
    _is_as_seen(page, found, seen)
    return _record(page, [(each, why, words) for each in found], by)


@transaction.atomic
def nod_findings(
    *, page: Page, found: Collection[PageFinding], by: Any, seen: Mapping[str, int] | None = None
) -> list[FindingDecision]:
    """Record that a moderator agrees to the reasons that editors gave for risky findings of a page.

    ``seen`` has, for each sentence's fingerprint, the key of the decision that the moderator read (0: none); without
    it, what was read is what stands with ``found``. Raises ValidationError where none of them waits for that, or
    another reason was given since; PermissionDenied.
    """
    demand(by, NOD)
    _is_as_seen(page, found, seen)
    waiting = [each for each in found if each.waits_for_nod]
    if not waiting:
        raise ValidationError(_("Choose at least one sentence that waits for a moderator."))
    given = [(each, each.decision.why, each.decision.words) for each in waiting if each.decision]
    return _record(page, given, by)


def needs_no_nod(user: Any) -> bool:
    """Tell whether what this person says of a risky sentence is enough by itself."""
    return user.has_perm(NOD) or user.has_perm(OVERRIDE)


def _is_as_seen(page: Page, found: Collection[PageFinding], seen: Mapping[str, int] | None) -> None:
    """Lock the page. Raises ValidationError for what somebody decided on since it was seen."""
    Page.objects.select_for_update().get(pk=page.pk)
    newest = newest_decisions([page.pk])[page.pk]
    for each in found:
        read = each.decision_pk if seen is None else seen.get(each.fingerprint)
        now = newest.get(each.fingerprint)
        if read != (now.pk if now else 0):
            message = _("What is said of “%(words)s” changed while you were reading. Read it again, then decide.")
            raise ValidationError(message % {"words": shortened(each)})


def _record(page: Page, given: list[tuple[PageFinding, str, str]], by: Any) -> list[FindingDecision]:
    """Write a decision for each sentence, once where it stands on the page twice."""
    is_nod = needs_no_nod(by)
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
