"""What editors are told of moderation on their own pages of the admin, which the site's admin mixes in."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim
from moderation.actions.steps import DECIDE
from moderation.followed import followed
from moderation.models import Flag, FlagStep
from moderation.queries import changed_under, open_flags_on, sent_back
from publishing.models import Page, Publication


class SentBackFilter(admin.SimpleListFilter):
    """Pages that a moderator sent back and that were not published anew since."""

    title = gettext_lazy("moderation")
    parameter_name = "moderation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the pages to mend."""
        return [("sent-back", gettext_lazy("Sent back by a moderator"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep them."""
        if self.value() != "sent-back":
            return queryset
        return queryset.filter(page__in=[step.sent_back_id for step in sent_back()])


class TellsOfModeration:
    """For the admin of a kind of page: what was sent back and why, and the way to the moderators' bar."""

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Offer the pages that were sent back."""
        return (*super().get_list_filter(request), SentBackFilter)  # type: ignore[misc]

    def notices(self, copy: Any) -> list[str]:
        """Say who sent the page back or changed what it tells, when and why, until a newer version is live."""
        back = _("%(name)s sent this page back on %(day)s: %(reason)s")
        changed = _("%(name)s agreed with a report on %(day)s (%(changes)s): %(reason)s")
        said = [_said(back, step) for step in sent_back(copy.page)]
        said += [_said(changed, step) for step in changed_under(copy.page)]
        return [*super().notices(copy), *said]  # type: ignore[misc]

    def more_links(self, request: HttpRequest, copy: Any) -> list[dict[str, Any]]:
        """Lead moderators to the page under their bar, once readers have seen it."""
        links = super().more_links(request, copy)  # type: ignore[misc]
        if request.user.has_perm(DECIDE) and copy.live_copy_version is not None:
            links.append({"url": bar_url(copy.page), "label": _("Open with the moderators’ bar")})
        return links


class LeadsToBar:
    """For the admin of publications: a way to the page under the moderators' bar."""

    def get_list_display(self, request: HttpRequest) -> Any:
        """Add the link for moderators."""
        shown = super().get_list_display(request)  # type: ignore[misc]
        return (*shown, "bar") if request.user.has_perm(DECIDE) else shown

    @admin.display(description=gettext_lazy("moderation"))
    def bar(self, publication: Publication) -> SafeString:
        """The link."""
        return format_html('<a href="{}">{}</a>', bar_url(publication.page), _("Open with the moderators’ bar"))


def _said(words: str, step: FlagStep) -> str:
    day = date_format(timezone.localtime(step.at))
    values = {"name": step.by_name, "day": day, "reason": step.reason}
    return words % {**values, "changes": ", ".join(followed(step))}


def bar_url(page: Page) -> str:
    """Return the address of a page under the moderators' bar."""
    return reverse("moderation_admin:page", args=[page.pk])


def doubts_on(user: Any, claim: Claim) -> list[tuple[str, str]]:
    """Return each open flag on a claim in words, with the address of its screen for who judges flags."""
    may_judge = user.has_perm(DECIDE)
    flags = open_flags_on(claim)
    return [(_doubt(flag), reverse("moderation_admin:flag", args=[flag.pk]) if may_judge else "") for flag in flags]


def _doubt(flag: Flag) -> str:
    day = date_format(timezone.localtime(flag.raised_at))
    parts = (flag.token, str(flag.get_doubt_display()), day, _("serious") if flag.is_serious else "")
    return " · ".join(filter(None, parts))
