"""What follows when a moderator agrees: five consequences, each with its own fields, several at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.forms import CaveatForm, SignOffForm
from claims.faces import ClaimFace
from claims.models import Caveat
from moderation.actions import AddCaveat, Consequence, Correct, SendBack, SignOff, Withdraw
from publishing.models import Page


class AddCaveatForm(forms.Form):
    """A caveat that exists; a new one is written in ``NewCaveatForm``."""

    use_required_attribute = False
    prefix = "caveat"
    caveat = forms.ModelChoiceField(
        label=gettext_lazy("Caveat"),
        queryset=Caveat.objects.all(),
        required=False,
        empty_label=gettext_lazy("A new one, written below"),
    )


class NewCaveatForm(CaveatForm):
    """A caveat that is written here and now."""

    use_required_attribute = False

    class Meta(CaveatForm.Meta):
        fields = ("severity", "text", "names_population", "slug")  # type: ignore[assignment]


class SendBackForm(forms.Form):
    """The page that its editors have to mend."""

    use_required_attribute = False
    prefix = "send_back"
    page = forms.ModelChoiceField(label=gettext_lazy("Page"), queryset=Page.objects.none())


class WithdrawForm(forms.Form):
    """The page that readers lose, and what they read in its place."""

    use_required_attribute = False
    prefix = "withdraw"
    page = forms.ModelChoiceField(label=gettext_lazy("Page"), queryset=Page.objects.none())
    public_note = forms.CharField(
        label=gettext_lazy("Public note"),
        widget=AdminTextareaWidget({"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Readers who open the page see this. Say what was wrong and what to do instead."),
    )


class CorrectForm(forms.Form):
    """What the site tells readers that it had wrong."""

    use_required_attribute = False
    prefix = "correct"
    wrong = forms.CharField(
        label=gettext_lazy("What was wrong"), widget=AdminTextareaWidget({"rows": 2}), max_length=2000
    )
    since = forms.DateField(
        label=gettext_lazy("Since when"),
        required=False,
        widget=forms.DateInput({"type": "date", "class": "vDateField"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty if nobody knows."),
    )
    changed = forms.CharField(
        label=gettext_lazy("What changed"), widget=AdminTextareaWidget({"rows": 2}), max_length=2000
    )


@dataclass(frozen=True)
class Offer:
    """One consequence as the screen offers it: its forms, and what it does in words."""

    name: str
    label: str
    told: str
    forms: tuple[Any, ...]
    is_chosen: bool


class Following:
    """The consequences of one agreement. ``data`` None is a screen that was just opened."""

    def __init__(self, data: Any, *, face: ClaimFace | None, pages: list[tuple[Page, str]]) -> None:
        self.data, self.face, self.pages = data, face, pages
        self.chosen = set(data.getlist("follows")) if data is not None else set()
        self.offers = [offer for offer in self._all() if offer.forms]

    def consequences(self) -> list[Consequence] | None:
        """Return what was chosen, in the order in which it is done; None where a field of it is not valid."""
        chosen = [offer for offer in self.offers if offer.is_chosen]
        # All of them are looked at, so that all of their errors show. What is not bound is not asked for.
        valid = [form.is_valid() for offer in chosen for form in offer.forms if form.is_bound]
        return [_MAKE[offer.name](*offer.forms) for offer in chosen] if all(valid) else None

    def _all(self) -> Iterator[Offer]:
        if self.face is not None:
            told = _("Readers see it at once, and “Being re-checked” until the claim is signed off.")
            yield self._offer("caveat", _("Add a caveat"), told, *self._caveat())
            told = _("Readers see it at once, with the changes that wait. It takes “Being re-checked” off.")
            yield self._offer("sign_off", _("Sign the claim off anew"), told, self._judgement())
        told = _("Its editors see your reason on the page’s form until a newer version is live.")
        yield self._offer("send_back", _("Send a page back to its editors"), told, *self._page_form(SendBackForm))
        told = _("Its address answers “gone”, with your note. A scheduled version is called off.")
        yield self._offer("withdraw", _("Withdraw a page"), told, *self._page_form(WithdrawForm))
        told = _("It stands in the public list of corrections.")
        yield self._offer("correct", _("Publish a correction"), told, self._kept(CorrectForm(self._bound("correct"))))

    def _offer(self, name: str, label: str, told: str, *offered: Any) -> Offer:
        return Offer(name, label, told, offered, name in self.chosen)

    def _bound(self, name: str) -> Any:
        return self.data if name in self.chosen else None

    def _kept(self, form: Any) -> Any:
        """Let a form that is not looked at keep what was typed into it."""
        if self.data is not None and not form.is_bound:
            for name, field in form.fields.items():
                if (typed := field.widget.value_from_datadict(self.data, {}, form.add_prefix(name))) is not None:
                    form.initial[name] = typed
        return form

    def _judgement(self) -> Any:
        data = self._bound("sign_off")
        return self._kept(SignOffForm(data) if data is not None else SignOffForm.showing(self.face))

    def _caveat(self) -> tuple[Any, ...]:
        data = self._bound("caveat")
        is_new = data is not None and not data.get("caveat-caveat")
        new = NewCaveatForm(data if is_new else None, prefix="new_caveat")
        return self._kept(AddCaveatForm(data)), self._kept(new)

    def _page_form(self, form_class: Any) -> tuple[Any, ...]:
        if not self.pages:
            return ()
        form = form_class(self._bound(form_class.prefix))
        form.fields["page"].queryset = Page.objects.filter(pk__in=[page.pk for page, _title in self.pages])
        choices = [(page.pk, f"{title} ({page})") for page, title in self.pages]
        # Where there are several, none is chosen for the moderator: a wrong one would be withdrawn.
        form.fields["page"].choices = choices if len(choices) == 1 else [("", _("Choose a page")), *choices]
        return (self._kept(form),)


def _sign_off(form: SignOffForm) -> Consequence:
    said = dict(form.cleaned_data)
    return SignOff(said.pop("verdict"), said.pop("certainty"), said.pop("reasons"), said)


def _add_caveat(existing: AddCaveatForm, new: NewCaveatForm) -> Consequence:
    return AddCaveat(existing.cleaned_data["caveat"] or new.save(commit=False))


_MAKE: dict[str, Any] = {
    "caveat": _add_caveat,
    "sign_off": _sign_off,
    "send_back": lambda form: SendBack(form.cleaned_data["page"]),
    "withdraw": lambda form: Withdraw(form.cleaned_data["page"], form.cleaned_data["public_note"]),
    "correct": lambda form: Correct(
        form.cleaned_data["wrong"], form.cleaned_data["changed"], form.cleaned_data["since"]
    ),
}
