"""What a moderator types for each act on a flag, beside what follows when they agree."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from moderation.choices import Doubt, State
from moderation.models import Flag, StockReason
from moderation.templatetags.moderation_words import state_words

NO_STOCK = ("", _("None of these: in my own words"))


class ActForm(forms.Form):
    """One act on a flag."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, flag: Flag, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.flag = flag

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes, beside the flag and who acts."""
        return {}


class ReasonForm(ActForm):
    """An act that takes a reason: one of the stock reasons, own words, or one and then the other."""

    state: str
    stock = forms.ModelChoiceField(
        label=_("Reason"), queryset=StockReason.objects.none(), required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget({"rows": 3}),
        help_text=_("Whoever raised this reads it, after the reason chosen above."),
    )

    def __init__(self, *args: Any, stock: list[StockReason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [each for each in stock if each.state == self.state]
        field: Any = self.fields["stock"]
        field.queryset = StockReason.objects.filter(state=self.state)
        field.choices = [NO_STOCK, *((each.pk, each.text) for each in mine)]

    def arguments(self) -> dict[str, Any]:
        """Return the reason in one text."""
        said = (self.cleaned_data.get("stock"), self.cleaned_data["reason"])
        return {"reason": "\n\n".join(str(each).strip() for each in said if each)}


class NotedForm(ReasonForm):
    """A reason, and a note that stays among moderators."""

    note = forms.CharField(
        label=_("Note for moderators"),
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget({"rows": 2}),
        help_text=_("Nobody else sees it."),
    )

    def arguments(self) -> dict[str, Any]:
        """Add the note."""
        return {**super().arguments(), "note": self.cleaned_data["note"]}


class AlikeForm(ActForm):
    """An answer that the other open flags of the same thing may get as well."""

    def __init__(self, *args: Any, alike: list[Flag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alike:
            self.fields["others"] = forms.BooleanField(label=_others(alike), required=False, label_suffix="")


class WaitForm(NotedForm):
    """Whom one waits for, until when and why."""

    prefix = "wait"
    state = State.WAITING
    on = forms.CharField(
        label=_("Waiting on"),
        max_length=150,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=_("The report’s public page says it: “We asked: …”. Name nobody who would not want that."),
    )
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput({"type": "date", "class": "vDateField"}, format="%Y-%m-%d")
    )
    field_order = ("on", "until", "stock", "reason", "note")

    def arguments(self) -> dict[str, Any]:
        """Add on whom and until when."""
        return {**super().arguments(), "on": self.cleaned_data["on"], "until": self.cleaned_data["until"]}


class AgreeForm(AlikeForm, NotedForm):
    """Why the flag was right; what follows is asked for by ``moderation.admin.following``."""

    prefix = "agree"
    state = State.AGREED


class DisagreeForm(AlikeForm, NotedForm):
    """Why nothing changes."""

    prefix = "disagree"
    state = State.NOT_AGREED


class ReopenForm(ReasonForm):
    """The new source or reason. It is stock for “looking”, which the flag then is."""

    prefix = "reopen"
    state = State.LOOKING


class DuplicateForm(AlikeForm):
    """Which earlier flag has the answer."""

    prefix = "duplicate"
    earlier = forms.ModelChoiceField(
        label=_("Same as"),
        queryset=Flag.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the earlier report.")},
    )

    def __init__(self, *args: Any, leads: list[Flag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = leads
        field: Any = self.fields["earlier"]
        field.queryset = Flag.objects.filter(pk__in=[each.pk for each in self.offered])
        field.choices = [(each.pk, _line(each)) for each in self.offered]

    def arguments(self) -> dict[str, Any]:
        """Return the earlier flag."""
        return {"earlier": self.cleaned_data["earlier"]}


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Show an action's refusal in the form: at the fields it names, and above it for those it has not."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, messages in error.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)


def _others(alike: list[Flag]) -> str:
    count = len(alike)
    said = ngettext(
        "And the same answer for the %(count)d other open report of this.",
        "And the same answer for the %(count)d other open reports of this.",
        count,
    ) % {"count": count}
    if harmed := sum(each.doubt == Doubt.HARMED for each in alike):
        said += " " + ngettext("%(count)d tells of harm.", "%(count)d tell of harm.", harmed) % {"count": harmed}
    return said


def _line(flag: Flag) -> str:
    said = " ".join(flag.words.split())[:80]
    day = date_format(timezone.localtime(flag.raised_at), "SHORT_DATE_FORMAT")
    return " · ".join(filter(None, (flag.token, day, str(flag.get_doubt_display()), state_words(flag.state), said)))
