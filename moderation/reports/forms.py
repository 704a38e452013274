"""The report form. What it holds is checked here; whether it is kept is decided in ``sending``."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.faces import ClaimFace
from moderation.actions.raising import MAX_QUOTE
from moderation.choices import Doubt
from moderation.models.flags import MAX_WORDS

#: The field that people do not see, and that programs fill in.
TRAP = "subject_line"
EMAIL_LENGTH = 254


class ReportForm(forms.Form):
    """What is wrong, with which words, and where to send the answer; on a page also which passage and claim."""

    doubt = forms.ChoiceField(choices=Doubt.choices, widget=forms.RadioSelect)
    quote = forms.CharField(required=False, widget=forms.Textarea)
    claim = forms.ChoiceField(required=False)
    words = forms.CharField(required=False, widget=forms.Textarea)
    email = forms.EmailField(required=False, max_length=EMAIL_LENGTH)
    subject_line = forms.CharField(required=False)
    token = forms.CharField(required=False)

    def __init__(self, *args: Any, faces: Sequence[ClaimFace] = (), is_page: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doubt"].error_messages |= {"required": _("Choose what is wrong."), "invalid_choice": _(
            "Choose one of the four."
        )}  # fmt: skip
        self.fields["email"].error_messages["invalid"] = _(
            "That is no e-mail address. Write it like name@example.org, or leave it empty."
        )
        choices = [(face.slug, claim_in_words(face)) for face in faces]
        self.fields["claim"].choices = [("", _("The page as a whole, or I am not sure")), *choices]  # type: ignore[attr-defined]
        unwanted = [] if is_page else ["quote", "claim"]
        unwanted += [] if faces else ["claim"]
        unwanted += [] if settings.SENDS_MAIL else ["email"]
        for name in dict.fromkeys(unwanted):
            del self.fields[name]

    def clean_words(self) -> str:
        """Refuse words that are too long, with both numbers."""
        return _short_enough(self.cleaned_data["words"], MAX_WORDS)

    def clean_quote(self) -> str:
        """Refuse a passage that is too long, with both numbers."""
        return _short_enough(self.cleaned_data["quote"], MAX_QUOTE)

    def clean_subject_line(self) -> str:
        """Refuse what only a program, or a browser that fills in too much, writes here."""
        if self.cleaned_data[TRAP]:
            raise ValidationError(
                _("Please leave the hidden field empty. We have emptied it: send the form again.")
            )  # fmt: skip
        return ""


def claim_in_words(face: ClaimFace) -> str:
    """Return a claim in one line: its words never stand without verdict and gravest caveat."""
    caveat = face.gravest_caveat
    notice = f"{face.notice_words}." if face.notice else ""
    warning = f"{caveat.label} {caveat.text}" if caveat else ""
    return " ".join(filter(None, (f"“{face.statement}”", f"{face.verdict_words}.", notice, warning)))


def _short_enough(words: str, limit: int) -> str:
    words = words.replace("\r\n", "\n")
    if len(words) > limit:
        message = _("Use at most %(limit)d characters. You used %(used)d.")
        raise ValidationError(message % {"limit": limit, "used": len(words)})
    return words
