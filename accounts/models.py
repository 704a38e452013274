"""The people who sign in."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An editor, moderator or operator. Readers have no accounts."""

    public_name = models.CharField(
        _("public name"),
        max_length=80,
        blank=True,
        help_text=_(
            "The name readers see beside this person’s work. Empty: readers see “the editors”. "
            "What was published earlier keeps the name of that day."
        ),
    )
    is_demo = models.BooleanField(
        _("demo account"),
        default=False,
        editable=False,
        help_text=_("Made for trying the site; its password is known, so it works in demo mode only."),
    )
    wants_digest = models.BooleanField(
        _("one e-mail a day"),
        default=True,
        help_text=_("What waits: reports, pages sent back, claims that take more care now."),
    )
    wants_alerts = models.BooleanField(
        _("an e-mail at once"),
        default=True,
        help_text=_("When something is serious. For moderators; at most one an hour about the same claim or page."),
    )
    last_digest_at = models.DateTimeField(_("last daily e-mail"), null=True, blank=True, editable=False)

    @property
    def shown_name(self) -> str:
        """The name that readers see; never the user name, e-mail address or legal name."""
        return self.public_name or gettext("the editors")

    @property
    def can_be_mailed(self) -> bool:
        """Whether e-mail reaches somebody who may still sign in; demo accounts are there in demo mode only."""
        return bool(self.email) and self.is_active and (settings.DEMO or not self.is_demo)
