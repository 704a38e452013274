"""What was found outside about sources, in the admin: the moderators' queue."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.actions import SIGN_OFF
from claims.choices import Outcome
from claims.models import ClaimVersion, SourceFinding
from claims.source_actions import consequence, settle_source_finding
from records.admin import ReadOnlyAdmin

from .keeping import named


class StateFilter(admin.SimpleListFilter):
    """Findings by whether they wait; without a choice, those that do."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices beside “open”."""
        return [("gone", gettext_lazy("open, no longer seen")), ("settled", gettext_lazy("settled"))]

    def choices(self, changelist: Any) -> Any:
        """Call what stands without a choice “open”, not “all”."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _("open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the findings in the chosen state."""
        if self.value() == "settled":
            return queryset.exclude(settled_at=None)
        found = queryset.filter(settled_at=None)
        return found.exclude(gone_at=None) if self.value() == "gone" else found


class ReasonForm(ActionForm):
    """The bar above the list, with a field for the reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("needed to dismiss")}),
    )


class SourceFindingAdmin(ReadOnlyAdmin):
    """Findings can be read, accepted and dismissed; nobody writes them by hand."""

    list_display = ("source_link", "kind", "what", "accepting", "state")
    list_display_links = ("kind",)
    list_filter = (StateFilter, "kind", "teller")
    list_select_related = ("source", "settled_by")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("source__key", "source__title", "detail")
    search_help_text = gettext_lazy("Search by the source’s key or title, or by what was found")
    action_form = ReasonForm
    actions = ("accept", "dismiss")
    fields = (
        ("source_link", "kind", "teller"),
        "what",
        "accepting",
        ("found_at", "last_seen_at", "gone_at"),
        ("settled_at", "settled_by", "how", "reason"),
    )
    readonly_fields = ("source_link", "what", "accepting")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        """Moderators settle."""
        return request.user.has_perm(SIGN_OFF)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFinding]:
        """Put the most urgent first."""
        return SourceFinding.objects.urgent_first()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Keep the order of the queue until somebody sorts by a column."""
        return ("urgency", "found_at")

    @admin.action(description=gettext_lazy("Accept: what was found is true"), permissions=["settle"])
    def accept(self, request: HttpRequest, queryset: QuerySet[SourceFinding]) -> None:
        """Accept the chosen findings."""
        self._settle(request, queryset, Outcome.ACCEPT)

    @admin.action(description=gettext_lazy("Dismiss, for the reason given"), permissions=["settle"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet[SourceFinding]) -> None:
        """Dismiss the chosen findings."""
        self._settle(request, queryset, Outcome.DISMISS)

    def _settle(self, request: HttpRequest, queryset: QuerySet[SourceFinding], how: Outcome) -> None:
        by: Any = request.user
        settled, written = 0, list[ClaimVersion]()
        for finding in list(queryset):
            try:
                written += settle_source_finding(finding=finding, how=how, reason=request.POST.get("reason", ""), by=by)
                settled += 1
                self.log_change(request, finding.source, f"{Outcome(how).label}: {finding.detail}")
            except ValidationError as error:
                if _by_now(finding, how):
                    settled += 1
                else:
                    messages.error(request, f"{finding}: {' '.join(error.messages)}")
        if settled:
            words = ngettext("%(count)d finding settled.", "%(count)d findings settled.", settled)
            messages.success(request, words % {"count": settled})
        if written:
            slugs = sorted({version.claim.slug for version in written})
            words = _("Readers see this at once on these claims, as “Being re-checked”: %(claims)s.")
            messages.warning(request, words % {"claims": named(slugs)})

    @admin.display(description=gettext_lazy("source"), ordering="source__key")
    def source_link(self, finding: SourceFinding) -> SafeString:
        """The source, where it can be put right."""
        address = reverse(f"{self.admin_site.name}:claims_source_change", args=[finding.source_id])
        return format_html('<a href="{}">{}</a>', address, finding.source.key)

    @admin.display(description=gettext_lazy("what was found"))
    def what(self, finding: SourceFinding) -> SafeString | str:
        """What was found, with a link to it."""
        if not finding.link.startswith(("https://", "http://")):
            return finding.detail
        link = '{} <a href="{}" rel="noreferrer">{}</a>'
        return format_html(link, finding.detail, finding.link, _("Look at it"))

    @admin.display(description=gettext_lazy("if it is accepted"))
    def accepting(self, finding: SourceFinding) -> str | None:
        """What accepting would do; nothing where it is settled."""
        return consequence(finding.kind) if finding.is_open else None

    @admin.display(description=gettext_lazy("state"), ordering="found_at")
    def state(self, finding: SourceFinding) -> str:
        """Since when it waits or is no longer seen, or who settled it how."""
        if finding.settled_by:
            return f"{finding.get_how_display()} ({finding.settled_by.shown_name})"
        words = _("no longer seen since %(date)s") if finding.gone_at else _("open since %(date)s")
        return words % {"date": date_format(localtime(finding.gone_at or finding.found_at), "SHORT_DATE_FORMAT")}


def _by_now(finding: SourceFinding, how: Outcome) -> bool:
    """Whether the one before it in the same list was accepted, and this one with it."""
    return how == Outcome.ACCEPT and SourceFinding.objects.filter(pk=finding.pk, how=how).exists()
