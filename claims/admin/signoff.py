"""The page on which a moderator judges a claim: sign-off, notice and taking back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from claims.actions import SIGN_OFF, locked, retire, set_notice, sign_off
from claims.models import Claim, ClaimVersion
from claims.queries import newest_face, row_face, rows
from records.digests import digest

from .forms import NoticeForm, RetireForm, SignOffForm
from .nextcheck import NextCheck
from .words import compare

MadeOn = list[tuple[str, str, bool]]


class SignOffPage(admin.ModelAdmin):
    """A ModelAdmin with a page at ``<id>/sign-off/`` for those who may sign off."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before the admin's own addresses, which take any path."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_sign_off"
        view = self.admin_site.admin_view(self.sign_off_view)
        return [path("<path:object_id>/sign-off/", view, name=name), *super().get_urls()]

    def may_sign_off(self, request: HttpRequest) -> bool:
        """Whether this person judges claims."""
        return request.user.has_perm(SIGN_OFF)

    def sign_off_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the page, or do what one of its buttons says."""
        if not self.may_sign_off(request):
            raise PermissionDenied(_("Only a moderator may do this."))
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404(_("There is nothing at this address."))
        return self.judge(request, row) if request.method == "POST" else self.show(request, row)

    def show(self, request: HttpRequest, row: Any) -> HttpResponse:
        """Answer with the page as it stands."""
        raise NotImplementedError

    def judge(self, request: HttpRequest, row: Any) -> HttpResponse:
        """Do what the pressed button says."""
        raise NotImplementedError

    def judged(self, request: HttpRequest, row: Any, message: str) -> HttpResponse:
        """Note what was done in the admin's history, tell it, and lead back to the row."""
        self.log_change(request, row, message)
        messages.success(request, message)
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(reverse(name, args=[row.pk]))

    def page(self, request: HttpRequest, template: str, row: Any, status: int = 200, **context: Any) -> HttpResponse:
        """Render one of the moderators' pages in the admin's frame."""
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "original": row}
        return TemplateResponse(request, template, {**frame, **context}, status=status)


class ClaimSignOff(SignOffPage):
    """The moderators' page of a claim."""

    def made_on(self, slug: str) -> MadeOn:
        """Return title and address of each live page that has the claim, and whether it only reports it.

        This room knows no pages; the site's own admin overrides this.
        """
        return []

    def show(self, request: HttpRequest, row: Claim, status: int = 200, **bound: forms.Form) -> HttpResponse:
        """Show both faces side by side, with the forms; ``bound`` holds one that was refused."""
        claim = rows(Claim.objects.filter(pk=row.pk)).get()
        public = newest_face(claim)
        made = self.made_on(claim.slug)
        retirement = RetireForm(site=self.admin_site)
        context = {
            "title": _("Sign off a claim"),
            "subtitle": claim.slug,
            "public": public,
            "next_check": NextCheck.of(public),
            "rows": compare(public, row_face(claim, public)),
            "seen": seen(claim),
            "made_on": made,
            "pages": len(made),
            "judgement": SignOffForm.showing(public),
            "notice": NoticeForm(),
            "retirement": retirement,
            "refused": next(iter(bound), ""),
            "media": self.media + retirement.media,
        }
        return self.page(request, "admin/claims/claim/sign_off.html", claim, status, **{**context, **bound})

    def judge(self, request: HttpRequest, row: Claim) -> HttpResponse:
        """Sign off, set the notice or take the claim back."""
        does = {"sign_off": self._sign_off, "notice": self._notice, "retire": self._retire}
        act = does.get(request.POST.get("act", ""))
        return act(request, row) if act else self.show(request, row, status=400)

    def _sign_off(self, request: HttpRequest, row: Claim) -> HttpResponse:
        form = SignOffForm(request.POST)
        with transaction.atomic():
            # Locked before it is compared: what is signed off is what the moderator saw.
            row = locked(row)
            if request.POST.get("seen") != seen(row):
                form.add_error(None, _("This claim changed while you were reading. Here it is as it stands now."))
                return self.show(request, row, status=409, judgement=form)
            version = _tried(form, sign_off, claim=row, by=request.user)
        if version is None:
            return self.show(request, row, judgement=form)
        return self.judged(request, row, _("Signed off as version %(number)d.") % {"number": version.number})

    def _notice(self, request: HttpRequest, row: Claim) -> HttpResponse:
        form = NoticeForm(request.POST)
        version = _tried(form, set_notice, claim=row, by=request.user)
        if version is None:
            return self.show(request, row, notice=form)
        told = version.as_face().notice_words
        return self.judged(request, row, _("Readers are told: “%(notice)s”.") % {"notice": told})

    def _retire(self, request: HttpRequest, row: Claim) -> HttpResponse:
        form = RetireForm(request.POST, site=self.admin_site)
        version = _tried(form, retire, claim=row, by=request.user)
        if version is None:
            return self.show(request, row, retirement=form)
        return self.judged(request, row, _("Taken back: every page that makes the claim says so now."))


def seen(claim: Claim) -> str:
    """Return the fingerprint of what a moderator sees of a claim: its public and its proposed face."""
    public = newest_face(claim)
    faces = {"public": public.as_json() if public else None, "proposed": row_face(claim, public).as_json()}
    return digest(faces, str(public.number if public else 0))


def _tried(form: forms.Form, action: Any, **arguments: Any) -> ClaimVersion | None:
    """Return what the action wrote with the form's values; None, the reasons on the form, if it refused."""
    if not form.is_valid():
        return None
    try:
        return action(**form.cleaned_data, **arguments)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
