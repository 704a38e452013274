"""What readers see of pages: publications, their cancellations and the claims that they make."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.faces import ClaimFace
from claims.models import ClaimVersion
from records.models import Record, RecordQuerySet, Redaction


class PublicationQuerySet(RecordQuerySet):
    """Publications as readers meet them: live is a question about time."""

    def standing(self) -> Self:
        """Keep what was not cancelled."""
        return self.filter(cancellation=None)

    def whole(self) -> Self:
        """Keep what has its words: a redaction took out those of the others."""
        redacted = Redaction.objects.filter(model=Publication._meta.label_lower)
        return self.exclude(pk__in=redacted.values("record"))

    def live(self, moment: datetime | None = None) -> Self:
        """Keep the one that is live on each page at ``moment`` (now), withdrawals among them."""
        moment = moment or timezone.now()
        newer = Publication._base_manager.filter(
            page=OuterRef("page"), cancellation=None, live_at__lte=moment, live_at__gt=OuterRef("live_at")
        )
        return self.standing().filter(~Exists(newer), live_at__lte=moment)

    def shown(self, moment: datetime | None = None) -> Self:
        """Keep what readers can read at ``moment`` (now): live, and no withdrawal."""
        return self.live(moment).filter(is_withdrawal=False)

    def last_shown(self, moment: datetime | None = None) -> Self:
        """Keep the last one of each page that readers could read by ``moment`` (now), withdrawn since or not.

        One whose words were taken out by a redaction warns of nothing: the one before it stands.
        """
        moment = moment or timezone.now()
        readable = Publication.objects.standing().whole().filter(is_withdrawal=False, live_at__lte=moment)
        newer = readable.filter(page=OuterRef("page"), live_at__gt=OuterRef("live_at"))
        return self.standing().whole().filter(~Exists(newer), is_withdrawal=False, live_at__lte=moment)

    def dated(self) -> Self:
        """Annotate when each page was first live, and when this version, or what a claim on it says, last changed."""
        of_page = Publication._base_manager.filter(page=OuterRef("page"), cancellation=None, is_withdrawal=False)
        claims = PublishedClaim._base_manager.filter(publication=OuterRef("pk")).order_by().values("publication")
        told = claims.annotate(newest=Max("claim_version__claim__versions__at")).values("newest")
        return self.annotate(
            first_live_at=Subquery(of_page.order_by("live_at").values("live_at")[:1]),
            changed_at=Greatest("live_at", Coalesce(Subquery(told), "live_at")),
        )

    def come(self) -> Self:
        """Keep what is or was live."""
        return self.standing().filter(live_at__lte=timezone.now())

    def scheduled(self) -> Self:
        """Keep what goes live later."""
        return self.standing().filter(live_at__gt=timezone.now())


class Publication(Record):
    """One numbered version of a page, live from ``live_at`` on until the next; a withdrawal is one too.

    ``content`` is the snapshot of its kind, with claim slugs and picture file names; ``copy_version`` the version
    of the working copy that it was made from.
    """

    series = "page"

    page = models.ForeignKey("publishing.Page", models.PROTECT, related_name="publications", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("number"))
    live_at = models.DateTimeField(_("live from"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    change_note = models.CharField(_("change note"), max_length=300, blank=True)
    is_correction = models.BooleanField(_("admits a mistake"), default=False)
    is_withdrawal = models.BooleanField(_("withdraws the page"), default=False)
    public_note = models.TextField(_("public note"), blank=True)
    reviewer_name = models.CharField(_("reviewer"), max_length=150, blank=True)
    reviewer_role = models.CharField(_("reviewer’s role"), max_length=150, blank=True)
    reviewer_interests = models.CharField(_("reviewer’s interests"), max_length=300, blank=True)
    copy_version = models.PositiveIntegerField(default=0)
    content = models.JSONField(_("content"), default=dict)

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ("-live_at", "-id")
        indexes = (
            models.Index(F("page"), F("live_at").desc(), name="publication_page_live"),
            models.Index(F("live_at").desc(), F("id").desc(), name="publication_live"),
        )
        constraints = (
            models.UniqueConstraint(fields=("page", "number"), name="publication_number_once"),
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | ~Q(public_note=""), name="publication_withdrawal_has_note"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def reviewer(self) -> str:
        """Who reviewed this version, with role and interests, or ""."""
        return ", ".join(filter(None, (self.reviewer_name, self.reviewer_role, self.reviewer_interests)))

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of all words and texts."""
        return {
            "title": notice[:120],
            "summary": "",
            "change_note": "",
            "public_note": notice,
            "reviewer_name": "",
            "reviewer_role": "",
            "reviewer_interests": "",
            "content": {
                **{key: type(value)() for key, value in self.content.items()},
                "schema": self.content.get("schema", 1),
                "title": notice[:120],
                "body": notice,
            },
        }

    def forget(self) -> None:
        """Let readers find no word that was taken out."""
        from publishing.indexing import index_page  # which reads these models

        index_page(self.page)


class Cancellation(Record):
    """That a scheduled publication was called off before it went live."""

    series = "publication__page"

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="cancellation")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Record.Meta):
        verbose_name = _("cancellation")
        verbose_name_plural = _("cancellations")

    def __str__(self) -> str:
        return str(self.publication)

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of the reason."""
        return {"reason": notice[:300]}


class PublishedClaimQuerySet(RecordQuerySet):
    """Where claims are made, as readers meet it."""

    def shown(self) -> Self:
        """Keep those of the publications that readers can read now."""
        return self.filter(publication__in=Publication.objects.shown())


class PublishedClaim(Record):
    """That a publication makes (or reports) a claim, and what the claim said then."""

    series = "publication__page"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="claims")
    claim_version = models.ForeignKey(ClaimVersion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    reported = models.BooleanField(_("reported"), default=False)

    objects: ClassVar[Any] = PublishedClaimQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("published claim")
        verbose_name_plural = _("published claims")
        ordering = ("publication", "position")
        constraints = (
            models.UniqueConstraint(fields=("publication", "position"), name="published_claim_position_once"),
        )

    def __str__(self) -> str:
        return str(self.claim_version)

    @cached_property
    def face_then(self) -> ClaimFace:
        """Return what the claim said when the page was published."""
        return self.claim_version.as_face()

    def redacted(self, notice: str) -> dict[str, Any]:
        """Hold no words, so change nothing."""
        return {"reported": self.reported}
