"""What readers have seen, or what is in use, is not deleted: the admin says why and names what needs it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _


class KeepsWhatIsUsed(admin.ModelAdmin):
    """A ModelAdmin that deletes one row at a time, and none that something still needs."""

    def why_kept(self, obj: Any) -> str:
        """Return the sentence that says why ``obj`` cannot be deleted; "" if it can be."""
        raise NotImplementedError

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out “delete selected”: each row is judged by itself."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse what is in use, whoever asks."""
        return super().has_delete_permission(request, obj) and not (obj and self._why_kept(obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead back to the row, with the reason, where it cannot be deleted."""
        obj = self.get_object(request, unquote(object_id))
        if obj is not None and super().has_delete_permission(request, obj) and (why := self._why_kept(obj)):
            messages.error(request, why)
            return redirect(self._address("change", obj.pk))
        return super().delete_view(request, object_id, extra_context)

    def _why_kept(self, obj: Model) -> str:
        # The admin asks many times while it shows one page.
        if "_kept" not in vars(obj):
            vars(obj)["_kept"] = self.why_kept(obj)
        return vars(obj)["_kept"]

    def _address(self, view: str, *args: Any) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{view}"
        return reverse(name, args=args)


def named(names: list[str], limit: int = 10) -> str:
    """Return names for a sentence, the rest of a long list as a number."""
    shown = ", ".join(names[:limit])
    rest = len(names) - limit
    return _("%(names)s and %(rest)d more") % {"names": shown, "rest": rest} if rest > 0 else shown
