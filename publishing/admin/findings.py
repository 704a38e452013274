"""The step at which editors and moderators settle what the claim finder found on a page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from publishing import actions
from publishing.findings import PageFinding, findings
from publishing.models.findings import Why

from .step import Step

#: The button with which a moderator agrees to the reasons that editors gave.
AGREE = "agree"
#: Where the page goes on after something was settled: the script puts the focus there.
OPEN = "#open"


class SettleForm(forms.Form):
    """Which sentences, and one reason for all of them; none where a moderator agrees to those given."""

    chosen = forms.MultipleChoiceField(
        label=_("Sentences"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one sentence."),
            "invalid_choice": _("The page was changed meanwhile. Look at its sentences again."),
        },
    )
    why = forms.ChoiceField(
        label=_("Why they need no mark"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the reasons.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Needed for “other…”. Moderators read it."),
    )

    def __init__(self, data: Any = None, *, found: list[PageFinding]) -> None:
        super().__init__(data)
        self.is_agreed = bool(data) and AGREE in data
        self.fields["why"].required = not self.is_agreed
        field: Any = self.fields["chosen"]
        field.choices = list(dict.fromkeys((each.fingerprint, each.finding.text) for each in found))

    def clean(self) -> dict[str, Any]:
        """Demand words for “other”."""
        cleaned = super().clean() or {}
        if not self.is_agreed and cleaned.get("why") == Why.OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", _("Say in your own words why this needs no mark."))
        return {**cleaned, AGREE: self.is_agreed}


class Findings(Step):
    """What reads like a claim and carries no mark, or overstates, with what would be better."""

    path = "findings"
    link = _("Sentences to settle…")
    title = _("Sentences that read like claims")
    intro = _(
        "Mark the claim, reword the sentence, or say here why it needs no mark. You are asked again when the words "
        "of a sentence change. A sentence that overstates is best reworded."
    )
    button = _("Settle the chosen sentences")
    done = _("Settled.")
    permission = actions.findings.SETTLE
    template = "admin/publishing/findings.html"

    def make_form(self, data: Any = None) -> SettleForm:
        """Look at the page as it is saved, and ask about what was found."""
        self.found = self._look()
        return SettleForm(data, found=self.found)

    def _look(self) -> list[PageFinding]:
        kind = self.copy.kind
        return findings(kind, kind.snapshot(self.copy), self.copy.page)

    def act(self, data: dict[str, Any]) -> None:
        """Record the decision, or that a moderator agrees."""
        chosen = [each for each in self.found if each.fingerprint in data["chosen"]]
        page, by, seen = self.copy.page, self.request.user, _seen(self.request.POST.getlist("seen"))
        if data[AGREE]:
            actions.nod_findings(page=page, found=chosen, by=by, seen=seen)
        else:
            why, words = data["why"], data["words"]
            actions.settle_findings(page=page, found=chosen, why=why, words=words, by=by, seen=seen)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Settle, and stay here while anything is open."""
        response = super().post(request, **kwargs)
        return HttpResponseRedirect(request.path + OPEN) if response.status_code == 302 else response

    def refuse(self, form: Any, error: ValidationError) -> None:
        """Show the refusal, beside what is said of each sentence now."""
        form.add_error(None, error.messages)
        self.found = self._look()

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """List what overstates first, then the rest, then what is settled, with who said why."""
        chosen = set(form.data.getlist("chosen")) if form.is_bound else set()
        rows: list[dict[str, Any]] = [{"each": each, "is_chosen": each.fingerprint in chosen} for each in self.found]
        open_rows = [row for row in rows if row["each"].is_to_be_seen]
        may_nod = self.request.user.has_perm(actions.findings.NOD)
        return super().show(
            form,
            open_rows=sorted(open_rows, key=lambda row: not row["each"].finding.risky),
            settled_rows=[row for row in rows if not row["each"].is_to_be_seen],
            needs_nod=not actions.findings.needs_no_nod(self.request.user),
            may_agree=may_nod and any(row["each"].waits_for_nod for row in rows),
            publish_url=self.model_admin.step_url("publish", self.copy),
            **more,
        )


def _seen(posted: list[str]) -> dict[str, int]:
    """Return the key of the decision that was shown with each sentence, from “fingerprint:key”."""
    pairs = (each.partition(":") for each in posted)
    return {mark: int(key) for mark, _colon, key in pairs if key.isascii() and key.isdigit()}
