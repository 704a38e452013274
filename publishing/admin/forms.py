"""The forms that editors and moderators fill in: the working copy, and each step that is an action."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.identifiers import SLUG, SLUG_LENGTH
from publishing.actions import Conflict
from publishing.models import Page, WorkingCopy
from publishing.plans import Plan


class NewSlug(forms.Form):
    """The slug of a page that is still to be made, of a certain kind."""

    kind = ""
    slug = forms.CharField(
        label=_("Slug"),
        max_length=SLUG_LENGTH,
        validators=[RegexValidator(SLUG, _("Use a–z, 0–9 and hyphens."))],
        help_text=_("The page’s address ends with it. Later only a moderator can change it."),
    )

    def clean_slug(self) -> str:
        """Refuse a slug that is taken, reserved or was another page's."""
        slug = self.cleaned_data["slug"]
        try:
            Page(kind=self.kind, slug=slug).full_clean()
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return slug


class WorkingCopyForm(NewSlug, forms.ModelForm):
    """A working copy with the version that the editor saw; a new one with the slug of its page.

    ``conflict`` is the newer copy if somebody saved one since. A form that ``is_preview`` asks for no version.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"title", "summary", "covers", "lead_alt"} & set(self.fields):  # none for who may only look
            self.fields[name].widget.attrs["class"] = "vLargeTextField"
        self.conflict: WorkingCopy | None = None
        self.is_preview = False
        if self.instance.pk:
            self.fields.pop("slug", None)
            self.initial["seen_version"] = self.instance.version
        else:
            self.fields.pop("seen_version", None)

    def clean(self) -> dict[str, Any]:
        """Refuse to save over a newer save, and keep both texts."""
        cleaned = super().clean() or {}
        if self.instance.pk and not self.is_preview:
            # Locked until the admin's transaction ends, so nobody saves between this and our own save.
            newest = type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)
            if newest.version != cleaned.get("seen_version"):
                self._keep_both(newest)
        return cleaned

    def _keep_both(self, newest: Any) -> None:
        self.conflict = newest
        self.add_error(None, Conflict(newest))
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data[self.add_prefix("seen_version")] = str(newest.version)
        self.data = data


class PublishForm(forms.Form):
    """What an editor says when publishing: what changed, from when on, who reviewed it, which warnings were seen."""

    change_note = forms.CharField(
        label=_("What changes?"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("One public sentence, such as “First version.” or “Adds a trial of 2026.”"),
    )
    is_correction = forms.BooleanField(
        label=_("This corrects a mistake"),
        required=False,
        help_text=_("Readers see that the page was wrong before."),
    )
    live_at = forms.SplitDateTimeField(
        label=_("Go live later"),
        required=False,
        widget=AdminSplitDateTime,
        help_text=_("Leave it empty to publish now. The time is that of the site."),
    )
    reviewer_name = forms.CharField(
        label=_("Reviewed by"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Only a clinician who read this very version. Leave it empty otherwise."),
    )
    reviewer_role = forms.CharField(
        label=_("Their role"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    reviewer_interests = forms.CharField(
        label=_("Their interests"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("What they sell or are paid for in this field, or “none declared”."),
    )
    acknowledged = forms.MultipleChoiceField(
        label=_("Warnings I have seen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["acknowledged"]
        field.choices = [(issue.key, issue.message) for issue in plan.warnings]  # type: ignore[attr-defined]
        if not plan.warnings:
            del self.fields["acknowledged"]

    def clean_live_at(self) -> Any:
        """Refuse a moment that has passed."""
        live_at = self.cleaned_data["live_at"]
        if live_at is not None and live_at <= timezone.now():
            raise ValidationError(_("Choose a moment that is still to come, or leave it empty to publish now."))
        return live_at

    def clean(self) -> dict[str, Any]:
        """Demand role and interests of a reviewer who is named."""
        cleaned = super().clean() or {}
        named = cleaned.get("reviewer_name", "")
        for name in ("reviewer_role", "reviewer_interests"):
            if named and not cleaned.get(name):
                self.add_error(name, _("Readers need to know this of a reviewer who is named."))
        return cleaned


class WithdrawForm(forms.Form):
    """Why a page goes away, in words for readers."""

    public_note = forms.CharField(
        label=_("Public note"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Readers who open the page see this in its place. Say what was wrong and what to do instead."),
    )


class RenameForm(forms.Form):
    """The page's new slug."""

    slug = forms.CharField(
        label=_("New slug"),
        max_length=SLUG_LENGTH,
        validators=[RegexValidator(SLUG, _("Use a–z, 0–9 and hyphens."))],
        help_text=_("The old address leads to the new one for ever."),
    )


class CancelForm(forms.Form):
    """Why a scheduled version is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs={"class": "vTextField"}))


class ConfirmForm(forms.Form):
    """Nothing to fill in: only the button."""


class RestoreForm(forms.Form):
    """Which version of the working copy an old text takes the place of."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
