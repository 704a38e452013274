"""WorkingCopyAdmin: the stock admin of one kind of page, with its steps beside it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from publishing.actions import discard, save_copy
from publishing.models import WorkingCopy

from . import steps
from .conflicts import conflict
from .filters import StatusFilter
from .step import Step


class WorkingCopyAdmin(admin.ModelAdmin):
    """Writes working copies through the actions; a subclass names the form and ``kind``."""

    class Media:
        css = {"all": ("admin_editor/editor.css", "admin_editor/rows.css", "admin_publishing/steps.css")}
        js = (
            forms.Script("admin_editor/editor.js", defer=True),
            forms.Script("admin_editor/rows.js", defer=True),
            forms.Script("admin_editor/preview.js", defer=True),
            forms.Script("admin_editor/unsaved.js", defer=True),
        )

    kind: ClassVar[str]
    steps: ClassVar[tuple[type[Step], ...]] = steps.ALL
    change_form_template = "admin/publishing/change_form.html"
    list_display: tuple[str, ...] = ("title", "status", "saved_at", "saved_by")
    list_filter = (StatusFilter,)
    list_select_related: ClassVar[tuple[str, ...]] = ("page", "saved_by")
    search_fields: ClassVar[tuple[str, ...]] = ("title", "page__slug", "summary")
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

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the same fields out where they stand under headings."""
        asked = set(self.get_fields(request, obj))
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name in asked]})
            for title, options in super().get_fieldsets(request, obj)
        ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest a slug from the title of a new page."""
        return {} if obj else {"slug": ("title",)}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer no button beside a chooser that deletes what is chosen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

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
            for step in self.steps
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
                for step in self.steps
                if step.link and step.is_open(request.user, copy)
            ]
        )
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        both = conflict(context["adminform"].form, formsets)
        offered += [] if copy is None else self.more_links(request, copy)
        told = [] if copy is None else self.notices(copy)
        more = {"steps": offered, "notices": told, "preview_path": self.preview_path(copy), **both}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def more_links(self, request: HttpRequest, copy: Any) -> list[dict[str, Any]]:
        """Return address (``url``) and words (``label``) of what only the site knows to offer beside the steps."""
        return []

    def notices(self, copy: Any) -> list[str]:
        """Return what the editors of a page have to be told above its form, in sentences."""
        return []

    def preview_path(self, copy: WorkingCopy | None) -> str:
        """Return the address that the form is posted to for its live preview."""
        if copy is None:
            return reverse("live_preview", kwargs={"kind": self.kind})
        return reverse("live_preview_of", kwargs={"kind": self.kind, "pk": copy.pk})

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

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Say in the history that rows changed places, too."""
        moved = [formset for formset in formsets or () if formset.is_reordered]
        names = [str(_("order of %(rows)s") % {"rows": formset.model._meta.verbose_name_plural}) for formset in moved]
        said = super().construct_change_message(request, form, formsets, add)
        return [*said, {"changed": {"fields": names}}] if names else said

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only pages be deleted that no reader has seen."""
        seen = obj is not None and obj.page.publications.exists()
        return not seen and super().has_delete_permission(request, obj)

    def why_kept(self, copy: Any) -> str:
        """Return the sentence that says what still needs a draft; "" if nothing does."""
        return ""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead back to the draft, with the reason, where something still needs it."""
        copy = self.get_object(request, unquote(object_id))
        if copy is not None and self.has_delete_permission(request, copy) and (why := self.why_kept(copy)):
            messages.error(request, why)
            return HttpResponseRedirect(self.step_url("change", copy))
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the copy along with its page."""
        discard(copy=obj, by=request.user)
