"""The profile of whoever is signed in, and the way out of e-mail for whoever is not."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .actions import unsubscribe
from .mail import read_token
from .models import User


class ProfileForm(forms.ModelForm):
    """What a member decides alone."""

    class Meta:
        model = User
        fields = ("public_name", "email", "wants_digest", "wants_alerts")

    def clean_public_name(self) -> str:
        """Refuse an e-mail address: readers see this name."""
        name = self.cleaned_data["public_name"].strip()
        if "@" in name:
            raise forms.ValidationError(_("Readers see this name. Do not use an e-mail address."))
        return name


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and save the profile of whoever is signed in."""
    member: Any = request.user
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=User.objects.get(pk=member.pk))
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    context = {**admin.site.each_context(request), "title": _("Your profile"), "form": form}
    return render(request, "admin/accounts/profile.html", context)


@csrf_exempt  # the signed token says who asks, and mail programs post without a cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET) and stop (POST) one kind of e-mail, without signing in; 404 in plain words for a broken token."""
    named = read_token(token)
    if named is None:
        return render(request, "accounts/unsubscribe_broken.html", status=404)
    kind = unsubscribe(token=token) if request.method == "POST" else named[1]
    return render(request, "accounts/unsubscribe.html", {"kind": kind, "is_done": request.method == "POST"})
