"""Alert: when moderators last got an e-mail at once about a subject, so that a flood of reports is one e-mail."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: At most one e-mail at once about one subject in this time.
QUIET = timedelta(hours=1)


class AlertQuerySet(models.QuerySet):
    """Alerts by what they are about."""

    def take(self, subject: str) -> bool:
        """Take the right to send about ``subject`` now; False where somebody did within the hour. Safe in a race."""
        now = timezone.now()
        _alert, is_new = self.get_or_create(subject=subject, defaults={"at": now})
        return is_new or bool(self.about(subject).filter(at__lte=now - QUIET).update(at=now))

    def about(self, subject: str) -> Self:
        """Keep the one about a subject."""
        return self.filter(subject=subject)


class Alert(models.Model):
    """The last e-mail at once about a claim or a page."""

    subject = models.CharField(_("about"), max_length=150, unique=True)
    at = models.DateTimeField(_("sent"))

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail at once")
        verbose_name_plural = _("e-mails at once")

    def __str__(self) -> str:
        return self.subject
