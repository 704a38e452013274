"""The rows that editors change: questions, caveats, claims and their evidence."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.choices import About, Read, Relation, Severity, Stance
from claims.faces import CaveatFace, EvidenceFace

from .fields import FixedSlug, choice_constraint, slug_constraint
from .sources import Source

if TYPE_CHECKING:
    from .records import ClaimVersion


class Question(FixedSlug):
    """What claims answer, each with its stance. ``answer`` is a proposal until a moderator signs it off."""

    text = models.CharField(_("question"), max_length=200)
    yes_no = models.BooleanField(
        _("can be answered yes or no"),
        default=True,
        help_text=_("Untick it to hide the stance of its claims."),
    )
    answer = models.CharField(
        _("answer"),
        max_length=250,
        blank=True,
        help_text=_("One sentence, or two short ones. Readers see it once a moderator signs it off."),
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("slug",)
        constraints = (slug_constraint("question"),)

    def __str__(self) -> str:
        return self.text


class Caveat(FixedSlug):
    """What must be said with a claim: one or two full sentences that make sense alone."""

    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    text = models.CharField(_("text"), max_length=300)
    names_population = models.BooleanField(
        _("says whom the evidence is about"),
        default=False,
        help_text=_("Tick it if the text says that the evidence is about other people or another condition."),
    )

    class Meta:
        verbose_name = _("caveat")
        verbose_name_plural = _("caveats")
        ordering = ("slug",)
        constraints = (slug_constraint("caveat"), choice_constraint("caveat", "severity", Severity))

    def __str__(self) -> str:
        return f"{self.get_severity_display()} {self.text}"

    def as_face(self) -> CaveatFace:
        """Return the caveat as readers see it."""
        return CaveatFace(
            slug=self.slug, severity=self.severity, text=self.text, names_population=self.names_population
        )


class Claim(FixedSlug):
    """One checkable statement about health, kept once. Readers see its newest ClaimVersion, never this row."""

    statement = models.CharField(_("statement"), max_length=300, help_text=_("One full sentence."))
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    population = models.CharField(
        _("in whom"), max_length=100, default="keratosis pilaris", help_text=_("Whom the evidence is about.")
    )
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("question")
    )
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=Stance.choices,
        blank=True,
        help_text=_("What it answers to the question."),
    )
    caveats = models.ManyToManyField(Caveat, through="ClaimCaveat", related_name="claims", verbose_name=_("caveats"))
    searched_on = models.DateField(_("searched on"), null=True, blank=True)
    searched_where = models.CharField(
        _("searched where"), max_length=300, blank=True, help_text=_("Needed where no study was found.")
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("successor"),
        editable=False,
    )

    versions: "models.Manager[ClaimVersion]"

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ("slug",)
        permissions = (("sign_off_claim", "Can sign off a claim’s verdict"),)
        constraints = (
            slug_constraint("claim"),
            choice_constraint("claim", "about", About),
            choice_constraint("claim", "stance", Stance, blank=True),
            models.CheckConstraint(
                condition=Q(question=None, stance="") | Q(question__isnull=False) & ~Q(stance=""),
                name="claim_stance_with_question",
                violation_error_message=_("A claim has a stance if, and only if, it answers a question."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=models.F("id")), name="claim_succeeds_another"
            ),
        )

    def __str__(self) -> str:
        return self.statement


class ClaimCaveat(models.Model):
    """That a claim carries a caveat. A caveat in use cannot be deleted."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="carried")
    caveat = models.ForeignKey(Caveat, models.PROTECT, related_name="+", verbose_name=_("caveat"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("caveat of the claim")
        verbose_name_plural = _("caveats of the claim")
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "caveat"),
                name="claim_carries_caveat_once",
                violation_error_message=_("The claim carries this caveat already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.caveat)


class Evidence(models.Model):
    """The tie between one claim and one source. ``n`` counts people; ``extract`` is copied, at most 40 words."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    relation = models.CharField(_("relation"), max_length=12, choices=Relation.choices)
    read = models.CharField(
        _("what was read"),
        max_length=20,
        choices=Read.choices,
        help_text=_("What was not read is not cited."),
    )
    locator = models.CharField(_("where in it"), max_length=200, blank=True)
    extract = models.CharField(_("extract"), max_length=400, blank=True, help_text=_("Copied; at most 40 words."))
    design = models.CharField(_("kind of study"), max_length=200, blank=True)
    n = models.PositiveIntegerField(_("people"), null=True, blank=True)
    population = models.CharField(_("in whom"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "source"),
                name="evidence_source_once_a_claim",
                violation_error_message=_("This source bears on the claim already."),
            ),
            choice_constraint("evidence", "relation", Relation),
            choice_constraint("evidence", "read", Read),
        )

    def __str__(self) -> str:
        return f"{self.source.key} {self.get_relation_display()}"

    def clean(self) -> None:
        """Raise ValidationError for an extract of more than 40 words."""
        if len(self.extract.split()) > 40:
            raise ValidationError({"extract": _("Copy at most 40 words.")})

    def as_face(self) -> EvidenceFace:
        """Return the evidence as readers see it."""
        return EvidenceFace(
            source=self.source.as_face(),
            relation=self.relation,
            locator=self.locator,
            extract=self.extract,
            design=self.design,
            n=self.n or 0,
            population=self.population,
            read=self.read,
        )
