"""What moderators type on the screen of a row."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.choices import Doubt
from moderation.models.flags import MAX_WORDS
from moderation.queue import Kind
from publishing.models.findings import Why

from .reasons import at_hand


class ReasonForm(forms.Form):
    """A reason: one that is at hand, or one's own words."""

    use_required_attribute = False

    stock = forms.ChoiceField(label=gettext_lazy("Reasons at hand"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Or in your own words"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"class": "vTextField"}),
    )

    def __init__(self, *args: Any, reasons: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = reasons
        stock: Any = self.fields["stock"]
        stock.choices = [(str(number), reason) for number, reason in enumerate(reasons, start=1)]
        if not reasons:
            del self.fields["stock"]

    def clean(self) -> dict[str, Any]:
        """Put the reason together. Raises ValidationError without one."""
        data = super().clean() or {}
        stock = data.get("stock")
        parts = [self.reasons[int(stock) - 1] if stock else "", data.get("reason", "").strip()]
        data["reason"] = " ".join(filter(None, parts))
        if not data["reason"]:
            raise ValidationError(_("Choose a reason, or give your own."))
        return data


class LeaveForm(ReasonForm):
    """Why a row may stay as it is."""

    prefix = "leave"

    @classmethod
    def for_kind(cls, kind: Kind, data: Any = None) -> "LeaveForm":
        """Return the form with the reasons that are at hand for a kind of row."""
        return cls(data, reasons=at_hand(kind))


class DismissForm(ReasonForm):
    """Why what was found about a source is dismissed."""

    prefix = "dismiss"


class SettleForm(forms.Form):
    """Why a sentence needs no mark."""

    use_required_attribute = False
    prefix = "settle"

    why = forms.ChoiceField(
        label=gettext_lazy("Why it needs no mark"),
        choices=[choice for choice in Why.choices if choice[0] != Why.AGAIN],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"class": "vTextField"}),
    )


class FlagForm(forms.Form):
    """A doubt that a moderator raises."""

    use_required_attribute = False
    prefix = "flag"

    doubt = forms.ChoiceField(label=gettext_lazy("What is wrong"), choices=Doubt.choices, initial=Doubt.NOT_TRUE)
    words = forms.CharField(
        label=gettext_lazy("In your words"), max_length=MAX_WORDS, widget=forms.Textarea({"rows": 3})
    )
