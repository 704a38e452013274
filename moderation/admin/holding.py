"""Saying on a screen that one is on a row, for rows and flags alike."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from moderation.actions.rows import hold_rows, release_rows, take_over
from moderation.models import Hold

#: What the buttons post.
HOLDING = ("hold", "release", "take_over")


def renew(request: HttpRequest, key: str) -> None:
    """Keep the hold of who has the screen open."""
    Hold.objects.filter(key=key, by=request.user.pk).update(at=timezone.now())


def act_on_hold(request: HttpRequest, key: str, posted: str) -> HttpResponse:
    """Hold a row, let go of it, or take it over, and lead back to the screen."""
    if posted == "release":
        release_rows(keys=[key], by=request.user)
        messages.success(request, _("You let go of this row."))
    elif posted == "take_over":
        take_over(key=key, by=request.user)
        messages.success(request, _("You are on this row now."))
    elif hold_rows(keys=[key], by=request.user):
        messages.warning(request, _("Somebody else is on this row already."))
    return redirect(request.get_full_path())
