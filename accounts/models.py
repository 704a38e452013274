"""The people who sign in."""

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

    @property
    def shown_name(self) -> str:
        """The name that readers see; never the user name, e-mail address or legal name."""
        return self.public_name or gettext("the editors")
