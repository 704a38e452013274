"""Flag: a doubt raised on a claim or on a passage of a page. Readers call it a report."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.models.fields import choice_constraint
from moderation.choices import OPEN, Doubt, State
from publishing.models import Page

#: Digits and letters that nobody takes for one another when a receipt is read out.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
MAX_WORDS = 2000


def new_token() -> str:
    """Return a receipt number that cannot be guessed: 60 random bits, such as ``7F3K-92QD-XM4P``."""
    return "-".join("".join(secrets.choice(LETTERS) for _each in range(4)) for _group in range(3))


class FlagQuerySet(models.QuerySet):
    """Flags as moderators meet them."""

    def open(self) -> Self:
        """Keep those that nobody has judged yet."""
        return self.filter(state__in=OPEN)

    def about_claim(self, slug: str) -> Self:
        """Keep those raised on a claim, wherever it stands."""
        return self.filter(claim__slug=slug)

    def like(self, flag: "Flag") -> Self:
        """Keep the others that were raised on the same claim, or the same page without one."""
        same = self.exclude(pk=flag.pk).filter(claim=flag.claim)
        return same if flag.claim_id else same.filter(page=flag.page)


class Flag(models.Model):
    """A doubt raised on a claim, on a page, or on a passage of it.

    What was raised never changes; ``state`` and ``is_serious`` say what the newest of its steps says and are
    written with it. ``quote``, ``prefix`` and ``suffix`` are a W3C TextQuoteSelector into the text that readers
    saw. ``claim_number`` and ``page_number`` are the versions that were read (0 where there is none).
    """

    token = models.CharField(_("receipt"), max_length=20, unique=True, default=new_token, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("claim"))
    claim_number = models.PositiveIntegerField(_("version of the claim"), default=0)
    page = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("page"))
    page_number = models.PositiveIntegerField(_("version of the page"), default=0)
    doubt = models.CharField(_("what is wrong"), max_length=12, choices=Doubt.choices)
    words = models.TextField(_("in their words"), max_length=MAX_WORDS, blank=True)
    quote = models.TextField(_("passage"), blank=True)
    prefix = models.CharField(_("words before it"), max_length=64, blank=True)
    suffix = models.CharField(_("words after it"), max_length=64, blank=True)
    raised_at = models.DateTimeField(_("raised"), default=timezone.now, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("raised by"),
        help_text=_("Empty: a reader."),
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RECEIVED)
    is_serious = models.BooleanField(_("serious"), default=False)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        ordering = ("-raised_at", "-id")
        permissions = (("decide_flag", "Can judge flags"),)
        indexes = (
            models.Index(fields=("state", "raised_at"), name="flag_state_raised"),
            models.Index(fields=("raised_at",), name="flag_raised"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(page__isnull=False), name="flag_is_about_something"
            ),
            choice_constraint("flag", "state", State),
            choice_constraint("flag", "doubt", Doubt),
        )

    def __str__(self) -> str:
        return f"{self.token}: {self.subject}"

    def get_absolute_url(self) -> str:
        """Return the address at which whoever raised it sees what became of it."""
        return reverse("moderation:status", args=[self.token])

    @property
    def subject(self) -> str:
        """What it is about: the claim's name, or else the page's address."""
        return self.claim.slug if self.claim else str(self.page)

    @property
    def is_open(self) -> bool:
        """Whether nobody has judged it yet."""
        return self.state in OPEN


class Contact(models.Model):
    """Where to send the answer. A row of its own: it is deleted once the answer is sent."""

    flag = models.OneToOneField(Flag, models.CASCADE, related_name="contact")
    email = models.EmailField(_("e-mail"))

    class Meta:
        verbose_name = _("address for the answer")
        verbose_name_plural = _("addresses for the answer")

    def __str__(self) -> str:
        return str(self.flag.token)
