"""WorkingCopyAdmin: the stock admin of one kind of page, with its steps beside it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from publishing.actions import discard, save_copy
from publishing.changes import changes
from publishing.models import WorkingCopy

from . import steps
from .filters import StatusFilter
from .typing import typed_copy


class WorkingCopyAdmin(admin.ModelAdmin):
    """Writes working copies through the actions; a subclass names the form and ``kind``."""

    class Media:
        css = {"all": ("admin_editor/editor.css",)}
        js = (
            forms.Script("admin_editor/editor.js", defer=True),
            forms.Script("admin_editor/preview.js", defer=True),
            forms.Script("admin_editor/unsaved.js", defer=True),
        )

    kind: ClassVar[str]
    change_form_template = "admin/publishing/change_form.html"
    list_display = ("title", "status", "saved_at", "saved_by")
    list_filter = (StatusFilter,)
    list_select_related = ("page", "saved_by")
    search_fields = ("title", "page__slug", "summary")
    ordering = ("-saved_at",)
    actions = None
    show_full_result_count = False
    save_on_top = True
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read what stands published along with the copies."""
        return super().get_queryset(request).with_status()  # type: ignore[attr-defined]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for a slug only once, and carry along which version the editor saw."""
        left_out = "seen_version" if obj is None else "slug"
        return [name for name in self.form._meta.fields or () if name != left_out]

    @admin.display(description=_("status"))
    def status(self, copy: WorkingCopy) -> str:
        """Draft, Live, Live with unpublished changes, Scheduled or Withdrawn."""
        return copy.status

    def get_urls(self) -> list[URLPattern]:
        """Add the address of each step before the admin's own."""
        info = self.opts.app_label, self.opts.model_name
        mine = [
            path(
                f"<int:pk>/{step.path}/",
                self.admin_site.admin_view(step.as_view(model_admin=self)),
                name=f"{info[0]}_{info[1]}_{step.path}",
            )
            for step in steps.ALL
        ]
        return mine + super().get_urls()

    def step_url(self, name: str, copy: WorkingCopy) -> str:
        """Return the address of a step, or of ``change``."""
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[copy.pk])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save through the action, which makes the page of a new copy and counts versions."""
        save_copy(copy=obj, by=request.user, slug=form.cleaned_data.get("slug", ""), kind=self.kind)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Offer the steps that this person may take with this page."""
        copy = kwargs.get("obj")
        offered = (
            []
            if copy is None
            else [
                {"url": self.step_url(step.path, copy), "label": step.link}
                for step in steps.ALL
                if step.link and step.is_open(request.user, copy)
            ]
        )
        more = {"steps": offered, "preview_path": self.preview_path(copy), **self._conflict(context)}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def preview_path(self, copy: WorkingCopy | None) -> str:
        """Return the address that the form is posted to for its live preview."""
        if copy is None:
            return reverse("live_preview", kwargs={"kind": self.kind})
        return reverse("live_preview_of", kwargs={"kind": self.kind, "pk": copy.pk})

    def _conflict(self, context: dict[str, Any]) -> dict[str, Any]:
        """Return how what was typed differs from a newer save, if there was one."""
        form = context["adminform"].form
        newer = getattr(form, "conflict", None)
        if newer is None:
            return {}
        mine = typed_copy(form, [each.formset for each in context["inline_admin_formsets"]])
        return {"conflict_changes": changes(newer.kind, newer.kind.snapshot(newer), newer.kind.snapshot(mine))}

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go on to the preview or to publishing if that button was pressed."""
        return self._next_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to the preview or to publishing if that button was pressed."""
        return self._next_step(request, obj) or super().response_change(request, obj)

    def _next_step(self, request: HttpRequest, copy: WorkingCopy) -> HttpResponse | None:
        for name in ("preview", "publish"):
            if f"_{name}" in request.POST:
                return HttpResponseRedirect(self.step_url(name, copy))
        return None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only pages be deleted that no reader has seen."""
        seen = obj is not None and obj.page.publications.exists()
        return not seen and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the copy along with its page."""
        discard(copy=obj, by=request.user)
