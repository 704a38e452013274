"""Claims in the admin: the list, and the row that editors change beside what readers see."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.choices import Certainty, Stage, Verdict
from claims.models import Claim, ClaimVersion
from claims.queries import newest_face, row_face, rows

from .caution import publish_caution
from .filters import NextCheckFilter, VerdictFilter, WaitingFilter, with_newest
from .forms import ClaimForm
from .inlines import ClaimCaveatInline, EvidenceInline
from .keeping import KeepsWhatIsUsed, named
from .nextcheck import NextCheck
from .signoff import ClaimSignOff
from .words import compare


class ClaimList(ChangeList):
    """A page of claims with all that their rows and newest versions say, in a fixed number of queries."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        """Load what the list compares."""
        return rows(super().get_queryset(*args, **kwargs))


class ClaimAdmin(ClaimSignOff, KeepsWhatIsUsed):
    """The claims of the register. What is saved here is a proposal once readers see the claim."""

    form = ClaimForm
    list_display = ("slug", "statement", "verdict", "certainty", "waiting", "next_check", "about")
    list_display_links = ("slug", "statement")
    list_filter = (VerdictFilter, WaitingFilter, NextCheckFilter, "about")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("slug", "statement", "question__text")
    search_help_text = gettext_lazy("Search by slug, statement or question")
    autocomplete_fields = ("question",)
    inlines = (ClaimCaveatInline, EvidenceInline)
    fieldsets = (
        (None, {"fields": ("slug", "statement", ("about", "population"), ("question", "stance"))}),
        (
            gettext_lazy("Search for studies"),
            {
                "fields": (("searched_on", "searched_where"),),
                "description": gettext_lazy("Needed where no study was found."),
            },
        ),
    )

    class Media:
        css = {"all": ("admin_claims/claims.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Annotate what readers see now."""
        return with_newest(super().get_queryset(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Load each page of the list in a fixed number of queries."""
        return ClaimList

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> tuple[str, ...]:
        """A slug is an address: it never changes."""
        return ("slug",) if obj else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save caveats and evidence, then publish what they add in caution."""
        super().save_related(request, form, formsets, change)
        publish_caution(request, [form.instance])
        claim = rows(Claim.objects.filter(pk=form.instance.pk)).get()
        public = newest_face(claim)
        if public and row_face(claim, public) != public:
            told = _("Changes wait for a sign-off. Until then readers see version %(number)d.")
            messages.info(request, told % {"number": public.number})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Put the claim as readers see it beside what is proposed."""
        if obj := kwargs.get("obj"):
            context.update(self._shown(request, obj))
        return super().render_change_form(request, context, *args, **kwargs)

    def _shown(self, request: HttpRequest, obj: Claim) -> dict[str, Any]:
        # Afresh: a form that was refused has put its values on the row.
        claim = rows(Claim.objects.filter(pk=obj.pk)).get()
        public = newest_face(claim)
        proposed = row_face(claim, public)
        both = compare(public, proposed)
        return {
            "public": public,
            "subtitle": claim.slug,
            "rows": both,
            "changed_rows": [row for row in both if row.change],
            "is_waiting": public is not None and proposed != public,
            "made_on": self.made_on(claim.slug),
            "doubts": self.doubts(request, claim),
            "may_sign_off": self.may_sign_off(request),
        }

    def doubts(self, request: HttpRequest, claim: Claim) -> list[tuple[str, str]]:
        """Return words and address ("" for none) of each doubt that stands open on the claim.

        This room knows no flags; the site's own admin overrides this.
        """
        return []

    def view_on_site(self, claim: Claim) -> str | None:
        """Return the claim's public page, if readers see the claim."""
        return reverse("claims:claim", args=[claim.slug]) if vars(claim).get("newest_number") else None

    def why_kept(self, claim: Claim) -> str:
        """Say where readers have seen the claim."""
        if not ClaimVersion.objects.filter(claim=claim).exists():
            return ""
        pages = [f"“{title}”" for title, _url, _reported in self.made_on(claim.slug)]
        where = _(" It stands on: %(pages)s.") % {"pages": named(pages)} if pages else ""
        return _("Readers have seen this claim, so it cannot be deleted. Take it back instead.") + where

    @admin.display(description=gettext_lazy("verdict"), ordering="newest_verdict")
    def verdict(self, claim: Any) -> str:
        """The verdict that readers see."""
        return str(Verdict(claim.newest_verdict).label) if claim.newest_verdict else _("Not public yet")

    @admin.display(description=gettext_lazy("certainty"), ordering="newest_certainty")
    def certainty(self, claim: Any) -> str:
        """The certainty that readers see."""
        return str(Certainty(claim.newest_certainty).label) if claim.newest_certainty else ""

    @admin.display(description=gettext_lazy("waiting"))
    def waiting(self, claim: Claim) -> str:
        """What waits for a moderator."""
        public = newest_face(claim)
        if public is None:
            return ""
        changes = _("Changes wait") if row_face(claim, public) != public else ""
        return " · ".join(each for each in (changes, public.notice_words) if each)

    @admin.display(description=gettext_lazy("next check by"))
    def next_check(self, claim: Claim) -> str:
        """The day by which a moderator is to check the claim again, and how late that is."""
        check = NextCheck.of(newest_face(claim))
        if check is None:
            return ""
        late = "" if check.stage == Stage.IN_TIME else capfirst(str(check.stage.label))
        return " · ".join(each for each in (date_format(check.due_on, "SHORT_DATE_FORMAT"), late) if each)
