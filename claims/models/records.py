"""The records that readers see: versions of claims and answers to questions."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from claims.choices import Certainty, Verdict
from claims.faces import ClaimFace
from records.models import Record, RecordQuerySet

from .fields import choice_constraint
from .register import Claim, Question


class NumberedQuerySet(RecordQuerySet):
    """Records that are numbered within their series."""

    def newest(self) -> Self:
        """Keep the newest record of each series."""
        model: Any = self.model
        series = model.series
        newer = model._base_manager.filter(**{series: OuterRef(series)}, number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))

    def as_at(self, moment: datetime | None) -> Self:
        """Keep the record of each series that readers saw at ``moment``, or see now (None)."""
        if moment is None:
            return self.newest()
        model: Any = self.model
        series = model.series
        newer = model._base_manager.filter(**{series: OuterRef(series)}, number__gt=OuterRef("number"), at__lte=moment)
        return self.filter(~Exists(newer), at__lte=moment)


class ClaimVersion(Record):
    """One numbered public face of a claim. The newest is what readers see wherever the claim stands."""

    series = "claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="versions", verbose_name=_("claim"))
    number = models.PositiveIntegerField(_("number"))
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices)
    face = models.JSONField(_("face"))

    objects: ClassVar[Any] = NumberedQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("claim version")
        verbose_name_plural = _("claim versions")
        ordering = ("claim", "-number")
        constraints = (
            models.UniqueConstraint(fields=("claim", "number"), name="claim_version_number_once"),
            choice_constraint("claim_version", "verdict", Verdict),
            choice_constraint("claim_version", "certainty", Certainty),
        )

    def __str__(self) -> str:
        return f"{self.face['slug']} {self.number}"

    def as_face(self) -> ClaimFace:
        """Return what readers saw of the claim in this version."""
        return ClaimFace.from_json(self.face, number=self.number, at=self.at.isoformat(), by_name=self.by_name)

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of all words; verdict and caveats' severities stay."""
        words = ("statement", "question_text", "population", "reasons", "searched_where", "notice")
        told = {name: notice for name in words if self.face[name]}
        caveats = [{**each, "text": notice} for each in self.face["caveats"]]
        return {"face": {**self.face, **told, "caveats": caveats, "evidence": []}}

    def forget(self) -> None:
        """Let readers find no word that was taken out."""
        _index_again()


class Answer(Record):
    """One numbered, signed-off answer to a question."""

    series = "question"

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    question_text = models.CharField(_("question as it was asked"), max_length=200)
    text = models.CharField(_("answer"), max_length=250)

    objects: ClassVar[Any] = NumberedQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("question", "-number")
        constraints = (models.UniqueConstraint(fields=("question", "number"), name="answer_number_once"),)

    def __str__(self) -> str:
        return self.text

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of the answer."""
        return {"question_text": notice[:200], "text": notice[:250]}

    def forget(self) -> None:
        """Let readers find no word that was taken out."""
        _index_again()


def _index_again() -> None:
    from claims.indexing import index_register  # which reads these models

    index_register()
