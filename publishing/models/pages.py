"""Page, the lasting thing at an address, and WorkingCopy, the row that editors change."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.identifiers import SLUG, SLUG_LENGTH
from pictures.models import Picture
from publishing import kinds

from .records import Publication
from .topics import Topic
from .typed import Typed


def slug_field() -> models.CharField:
    """Return the column of a page's slug."""
    return models.CharField(
        _("slug"),
        max_length=SLUG_LENGTH,
        validators=[RegexValidator(SLUG, _("Use a–z, 0–9 and single hyphens."))],
    )


class PageQuerySet(models.QuerySet):
    """Pages by where readers find them."""

    def at(self, kind: str, *slugs: str) -> Self:
        """Keep the pages of a kind that are at one of these slugs, or once were."""
        return self.filter(Q(slug__in=slugs) | Q(former_slugs__slug__in=slugs), kind=kind).distinct()

    def once_at(self, kind: str, slug: str) -> Self:
        """Keep the page of a kind that was at a slug and is no longer, if there is one."""
        return self.at(kind, slug).exclude(slug=slug)


class Page(models.Model):
    """The lasting thing at an address. Its slug changes only by ``rename_page``."""

    kind = models.CharField(_("kind"), max_length=30)
    slug = slug_field()

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        permissions = (
            ("publish_page", "Can publish pages"),
            ("withdraw_page", "Can withdraw pages"),
            ("rename_page", "Can change the addresses of pages"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="page_slug_once_a_kind",
                violation_error_message=_("Another page has this slug. Choose a different one."),
            ),
            models.CheckConstraint(condition=Q(slug__regex=SLUG), name="page_slug_shape"),
        )

    def __str__(self) -> str:
        return f"/{kinds.get(self.kind).path}/{self.slug}/"

    def get_absolute_url(self) -> str:
        """Return the page's public address."""
        return self.url("page")

    def clean(self) -> None:
        """Raise ValidationError for a slug that is reserved or once led to another page."""
        if self.slug in kinds.get(self.kind).reserved:
            raise ValidationError({"slug": _("This word is part of other addresses. Choose a different slug.")})
        if FormerSlug.objects.filter(kind=self.kind, slug=self.slug).exclude(page=self.pk).exists():
            raise ValidationError({"slug": _("This slug once led to another page and still does.")})

    def url(self, name: str, **kwargs: Any) -> str:
        """Return one of the page's addresses: ``page``, ``versions``, ``version`` or ``changes``."""
        return reverse(f"{kinds.get(self.kind).path}:{name}", kwargs={"slug": self.slug, **kwargs})


class FormerSlug(models.Model):
    """A slug that a page had once. It redirects for ever and is never given away."""

    kind = models.CharField(_("kind"), max_length=30)
    slug = slug_field()
    page = models.ForeignKey(Page, models.PROTECT, related_name="former_slugs", verbose_name=_("page"))

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        constraints = (models.UniqueConstraint(fields=("kind", "slug"), name="former_slug_once_a_kind"),)

    def __str__(self) -> str:
        return self.slug


class WorkingCopyQuerySet(models.QuerySet):
    """Working copies with what stands published of them."""

    def with_status(self) -> Self:
        """Annotate what ``WorkingCopy.status`` reads, in the same query."""
        standing = Publication.objects.standing().filter(page=OuterRef("page")).order_by("-live_at")
        come = standing.filter(live_at__lte=timezone.now())
        return self.annotate(
            live_copy_version=Subquery(come.values("copy_version")[:1]),
            live_is_withdrawal=Subquery(come.values("is_withdrawal")[:1]),
            scheduled_at=Subquery(standing.filter(live_at__gt=timezone.now()).values("live_at")[:1]),
        )


class WorkingCopy(Typed):
    """What editors change of one page; it may be incomplete. Saved through ``publishing.actions.save_copy``."""

    page = models.OneToOneField(Page, models.PROTECT, related_name="+", editable=False, verbose_name=_("page"))
    title = models.CharField(_("title"), max_length=120, help_text=_("States no claim: a topic or a question."))
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences under the title. May mark claims."),
    )
    covers = models.CharField(
        _("what this page covers, and for whom"),
        max_length=200,
        blank=True,
        help_text=_(
            "Plain words that state no claim, such as “Covers what was found about microneedling for bumps on arms "
            "and legs. For adults who think about having it.”"
        ),
    )
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("Readers find the page under each, and see it beside other pages on the same topic."),
    )
    lead_picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    lead_alt = models.CharField(
        _("alternative text"), max_length=200, blank=True, help_text=_("Says what the lead picture shows.")
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("saved by")
    )

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page's public address."""
        return self.page.get_absolute_url()

    @property
    def kind(self) -> kinds.Kind:
        """Its kind of page."""
        return kinds.get(self.page.kind)

    @property
    def status(self) -> str:
        """Draft, Live, Live with unpublished changes, Scheduled or Withdrawn; needs ``with_status``."""
        row: Any = self
        if row.scheduled_at is not None:
            return str(_("Scheduled"))
        if row.live_copy_version is None:
            return str(_("Draft"))
        if row.live_is_withdrawal:
            return str(_("Withdrawn"))
        return str(_("Live")) if row.live_copy_version == self.version else str(_("Live with unpublished changes"))
