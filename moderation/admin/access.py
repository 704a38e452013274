"""Who may open the moderators' screens."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from moderation.actions.steps import DECIDE

View = Callable[..., HttpResponse]


def for_moderators(view: View) -> View:
    """Return a view of the admin's that asks for a sign-in, and raises PermissionDenied for who judges no flags."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(DECIDE):
            raise PermissionDenied(_("Only a moderator may do this."))
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)
