"""What moderators and editors type about claims and questions."""

from typing import Any

from django import forms
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims import lowering
from claims.choices import Certainty, Verdict
from claims.faces import ClaimFace
from claims.models import Caveat, Claim, Question
from claims.queries import newest_face

#: A moderator judges: “not checked yet” is no judgement, and taking a claim back has its own form.
JUDGEMENTS = [choice for choice in Verdict.choices if choice[0] not in (Verdict.UNREVIEWED, Verdict.RETIRED)]
MAX_ANSWER_WORDS = 25


def _ticks() -> list[tuple[str, str]]:
    return [(value, f"{capfirst(words)}: {meaning}") for value, words, meaning in lowering.Lowering.explained()]


class SignOffForm(forms.Form):
    """A verdict with its certainty and reasons, which start with what is ticked as lowering the certainty."""

    use_required_attribute = False

    verdict = forms.ChoiceField(label=_("Verdict"), choices=[("", "---------"), *JUDGEMENTS])
    certainty = forms.ChoiceField(
        label=_("Certainty"),
        choices=Certainty.choices,
        help_text=_("How sure the evidence makes us. The rating is ours, not a formal GRADE assessment."),
    )
    lowered = forms.MultipleChoiceField(
        label=_("What lowers the certainty"),
        choices=_ticks,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The reasons then start: “Certainty is lower because of …”. Only where the evidence is graded."),
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=AdminTextareaWidget({"rows": 4}),
        max_length=2000,
        help_text=_("One to three sentences, after those that your ticks make. Readers see them beside the verdict."),
    )

    def clean(self) -> dict[str, Any]:
        """Put the ticks into words at the start of the reasons. Refuse ticks that the certainty has no use for."""
        cleaned = super().clean() or self.cleaned_data
        ticked = cleaned.pop("lowered", [])
        if "certainty" in cleaned and (message := lowering.misfit(ticked, cleaned["certainty"])):
            self.add_error("lowered", message)
        if "reasons" in cleaned:
            cleaned["reasons"] = lowering.started(cleaned["reasons"], ticked)
        return cleaned

    @classmethod
    def showing(cls, face: ClaimFace | None) -> "SignOffForm":
        """Return the form filled in as readers see the claim now."""
        if face is None:
            return cls(initial={"certainty": Certainty.NOT_GRADED})
        ticked, rest = lowering.parted(face.reasons)
        said = {"lowered": ticked, "reasons": rest} if rest else {"reasons": face.reasons}
        return cls(initial={"verdict": face.verdict, "certainty": face.certainty, **said})


class NoticeForm(forms.Form):
    """The words that say that a claim is being looked at again."""

    use_required_attribute = False
    prefix = "notice"

    notice = forms.CharField(
        label=_("What readers are told"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=_("Empty: “Being re-checked”. Only a sign-off takes it off again."),
    )


class RetireForm(forms.Form):
    """Why a claim is taken back, and what stands in its place."""

    use_required_attribute = False
    prefix = "retire"

    reasons = forms.CharField(
        label=_("Reasons"),
        widget=AdminTextareaWidget({"rows": 3}),
        max_length=2000,
        help_text=_("Readers see them."),
    )
    successor = forms.ModelChoiceField(
        label=_("Successor"),
        queryset=Claim.objects.all(),
        required=False,
        help_text=_("The claim that stands in its place, if there is one: its address will lead there."),
    )

    def __init__(self, *args: Any, site: AdminSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.widget = AutocompleteSelect(Claim._meta.get_field("successor"), site, choices=field.choices)

    def clean_successor(self) -> Claim | None:
        """Refuse a successor that readers cannot see or that was taken back itself."""
        successor = self.cleaned_data["successor"]
        face = newest_face(successor) if successor else None
        if successor and (face is None or face.verdict == Verdict.RETIRED):
            raise ValidationError(_("Choose a claim that readers see and that was not taken back."))
        return successor


class SentenceWidget(AdminTextareaWidget):
    """Room for a sentence or two; they are stored in one line, however they were typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, in one line."""
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if isinstance(value, str) else value


class ClaimForm(forms.ModelForm):
    """The row of a claim."""

    class Meta:
        model = Claim
        fields = ("slug", "statement")
        widgets = {"statement": SentenceWidget}


class CaveatForm(forms.ModelForm):
    """The row of a caveat."""

    class Meta:
        model = Caveat
        fields = ("slug", "text")
        widgets = {"text": SentenceWidget}


class QuestionForm(forms.ModelForm):
    """A question with the answer that is proposed for it."""

    class Meta:
        model = Question
        fields = ("slug", "text", "yes_no", "answer")
        widgets = {"text": SentenceWidget, "answer": SentenceWidget}

    def clean_answer(self) -> str:
        """Refuse an answer that could not be signed off."""
        answer = self.cleaned_data["answer"].strip()
        if len(answer.split()) > MAX_ANSWER_WORDS:
            raise ValidationError(_("Answer in at most %(most)d words.") % {"most": MAX_ANSWER_WORDS})
        return answer
