"""A page as readers see it, under the moderators' bar: what stands open on it, and ways to flag what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from claims.choices import Verdict
from claims.faces import ClaimFace
from claims.models import Claim
from claims.queries import newest_faces
from moderation.actions import raise_flag
from moderation.as_readers import public_response
from moderation.choices import Doubt
from moderation.models import Flag
from moderation.models.flags import MAX_WORDS
from moderation.passages import AROUND, Quote, anchored, locate
from moderation.queries import open_flags_on
from publishing import kinds
from publishing.findings import PageFinding, findings, unsettled
from publishing.models import Page, Publication, PublishedClaim
from publishing.rendering import frameable

from .access import for_moderators
from .forms import refuse
from .passage import passage_of, text_of


class RaiseForm(forms.Form):
    """A doubt on a claim of the page, or on words of it that were pasted or selected."""

    use_required_attribute = False

    doubt = forms.ChoiceField(label=gettext_lazy("What is wrong"), choices=Doubt.choices, initial=Doubt.NOT_TRUE)
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=MAX_WORDS,
        widget=AdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy("Say what made you doubt it. Whoever judges it reads this."),
    )
    passage = forms.CharField(
        label=gettext_lazy("The words of the page"),
        required=False,
        max_length=1000,
        strip=False,
        widget=AdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy("Select them on the page below, or copy and paste them. Leave it empty for a claim."),
    )
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class MadeClaim:
    """A claim of the page as readers see it now, with its open flags."""

    face: ClaimFace
    reported: bool
    flags: tuple[Flag, ...]

    @property
    def needs_a_look(self) -> bool:
        """Whether nobody has checked it, or it is being re-checked."""
        return self.face.verdict == Verdict.UNREVIEWED or bool(self.face.notice)


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def page_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page under the bar, or raise the flag that was filled in there."""
    page = _page(pk)
    if request.method != "POST":
        return _show(request, page, RaiseForm())
    form = RaiseForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form)
    try:
        flag = _raise(request, page, form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _show(request, page, form)
    messages.success(request, _("Flagged: %(token)s. It waits with the others to be judged.") % {"token": flag.token})
    return redirect("moderation_admin:page", pk=page.pk)


@for_moderators
@require_safe
def page_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the public page itself, for the frame under the bar."""
    return frameable(public_response(request, _page(pk).get_absolute_url()))


def _page(pk: int) -> Page:
    """Return a page that readers can see or could. Raises Http404."""
    page = get_object_or_404(Page, pk=pk)
    if not page.publications.come().exists():
        raise Http404(_("Readers have not seen this page yet."))
    return page


def _raise(request: HttpRequest, page: Page, data: dict[str, Any]) -> Flag:
    """Raise the flag. Raises ValidationError where the words are not on the page."""
    said = {"doubt": data["doubt"], "words": data["words"], "by": request.user, "page": page}
    if slug := request.POST.get("claim"):
        claim = get_object_or_404(Claim, slug=slug, pk__in=_made_on(page).values("claim_version__claim"))
        return raise_flag(claim=claim, **said)
    return raise_flag(quote=_quote(request, page, data), **said)


def _quote(request: HttpRequest, page: Page, data: dict[str, Any]) -> Quote:
    """Return the words that were selected or pasted as they stand on the page, with those around them."""
    if not data["passage"].strip():
        raise ValidationError({"passage": _("Select or paste the words first, or choose a claim.")})
    text = text_of(request, page)
    wanted = Quote(data["passage"], data["before"][-AROUND:], data["after"][:AROUND])
    place = locate(text, wanted)
    if place is None:
        raise ValidationError({"passage": _("These words are not on the page as readers see it now.")})
    return anchored(text, *place)


def _made_on(page: Page) -> Any:
    return PublishedClaim.objects.shown().filter(publication__page=page)


def _made(page: Page, flags: Iterable[Flag]) -> list[MadeClaim]:
    """Return the page's claims in its order, each with the flags that stand open on it."""
    rows = _made_on(page).order_by("position").values_list("claim_version__claim__slug", "reported")
    made = dict(rows)
    faces = newest_faces(made)
    on = {slug: tuple(each for each in flags if each.claim and each.claim.slug == slug) for slug in made}
    return [MadeClaim(faces[slug], reported, on[slug]) for slug, reported in made.items() if slug in faces]


def _show(request: HttpRequest, page: Page, form: RaiseForm) -> HttpResponse:
    flags = list(open_flags_on(page))
    newest = page.publications.live().get()
    text = text_of(request, page) if any(each.quote for each in flags) else ""
    mine = [each for each in flags if each.page_id == page.pk]
    passages = [found for each in mine if (found := passage_of(request, each, text))]
    made = _made(page, flags)
    context = {
        **admin.site.each_context(request),
        "title": newest.title,
        "page": page,
        "publication": newest,
        "form": form,
        "made": made,
        "unchecked": [each for each in made if each.needs_a_look],
        "flags": [each for each in flags if not (each.page_id == page.pk and each.quote)],
        "flag_count": len(flags),
        "findings": _findings(page, newest),
        "passages": passages,
        "versions_url": page.url("versions"),
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "admin/moderation/page.html", context)


def _findings(page: Page, newest: Publication) -> list[PageFinding]:
    """Return what nobody settled yet of what the claim finder finds in a page's live text."""
    if newest.is_withdrawal:
        return []
    kind = kinds.get(page.kind)
    return unsettled(findings(kind, kind.upgraded(newest.content), page))
