"""FindingDecision: that somebody settled what the claim finder had found on a page."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.fields import choice_constraint
from records.models import Record, RecordQuerySet


class Why(models.TextChoices):
    """Why a finding needs no mark; with “look again” a decision is taken back."""

    REPORTS = "reports", _("reports somebody’s claim")
    QUOTATION = "quotation", _("quotation")
    ADVICE = "advice", _("advice only")
    NOT_HEALTH = "not-health", _("not about health")
    OTHER = "other", _("other…")
    AGAIN = "again", _("look again")


class FindingDecision(Record):
    """That a sentence of a page is settled, with the reason, or is to be looked at again.

    It is known by its ``fingerprint``, so it stays settled where it moves and comes up again when it changes, or
    moves into a block quote or out of one.
    ``is_nod`` tells that a moderator decided, or somebody who needs none, which is what a risky sentence needs. A
    draft that is discarded
    takes its page along and leaves the decisions, so the key to the page is held by nothing.
    """

    series = "page_id"

    page = models.ForeignKey(
        "publishing.Page", models.DO_NOTHING, db_constraint=False, related_name="decisions", verbose_name=_("page")
    )
    fingerprint = models.CharField(max_length=64)
    sentence = models.TextField(_("sentence"))
    rule = models.CharField(_("rule"), max_length=60)
    is_risky = models.BooleanField(_("overstates"))
    is_nod = models.BooleanField(_("a moderator’s"))
    why = models.CharField(_("reason"), max_length=12, choices=Why.choices)
    words = models.CharField(_("in words"), max_length=300, blank=True)

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("decision on a finding")
        verbose_name_plural = _("decisions on findings")
        permissions = (
            ("settle_finding", "Can settle what the claim finder finds"),
            ("settle_risky_finding", "Can settle sentences that overstate"),
            ("override_four_eyes", "Can settle sentences that overstate alone, by a recorded reason"),
        )
        indexes = (models.Index(fields=("page", "fingerprint"), name="finding_decision_of_page"),)
        constraints = (
            models.CheckConstraint(condition=~Q(why=Why.OTHER) | ~Q(words=""), name="finding_decision_other_has_words"),
            choice_constraint("finding_decision", "why", Why),
        )

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.sentence[:60]}"

    @property
    def is_open(self) -> bool:
        """Whether it asks to look again, and so settles nothing."""
        return self.why == Why.AGAIN

    @property
    def reason(self) -> str:
        """The reason in words."""
        if self.why == Why.OTHER:
            return self.words
        return ": ".join(filter(None, (str(self.get_why_display()), self.words)))

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of the words."""
        return {"sentence": notice, "words": notice[:300]}
