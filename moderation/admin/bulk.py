"""Deciding several rows together, each with its own reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from moderation.actions.rows import Settled, alone_on, demand_free, leave, the_same
from moderation.queue import Act, Row
from moderation.queue.listing import read_queue
from publishing.models.findings import Why

from .access import for_moderators
from .acts import settle
from .frame import framed


class LineForm(forms.Form):
    """One of several rows with the reason why it may stay as it is."""

    use_required_attribute = False

    key = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why it may stay as it is"),
        max_length=300,
        widget=forms.TextInput({"class": "vTextField"}),
        error_messages={"required": gettext_lazy("Give a reason for this row, too.")},
    )


LineFormSet: Any = formset_factory(LineForm, extra=0)


def ask(request: HttpRequest, keys: list[str]) -> HttpResponse:
    """Show the chosen rows that can be decided together, with a field for the reason of each."""
    chosen = [row for row in read_queue().rows if row.key in keys]
    safe = [row for row in chosen if row.is_safe_in_bulk]
    lines = LineFormSet(initial=[{"key": row.key, "seen": row.fingerprint} for row in safe])
    return _show(request, lines, safe, [row for row in chosen if not row.is_safe_in_bulk])


@for_moderators
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Decide each row with its own reason, or none of them where a reason is missing."""
    lines = LineFormSet(request.POST)
    if not lines.is_valid():
        keys = {form["key"].value() for form in lines}
        return _show(request, lines, [row for row in read_queue().rows if row.key in keys], status=200)
    done, refused = _decide([form.cleaned_data for form in lines], request.user)
    messages.success(request, ngettext("%d row is decided.", "%d rows are decided.", done) % done)
    for sentence in refused:
        messages.warning(request, sentence)
    return redirect(reverse("moderation_admin:queue"))


@transaction.atomic
def _decide(lines: list[dict[str, str]], by: Any) -> tuple[int, list[str]]:
    """Return how many rows were decided, and a sentence for each that somebody else is on or was faster on."""
    alone_on(*(line["key"] for line in lines))
    queue = read_queue()
    done, refused = 0, []
    for line in lines:
        try:
            row = the_same(line["key"], line["seen"], queue)
            if not row.is_safe_in_bulk:
                raise ValidationError(_("This is decided by itself."))
            demand_free(key=row.key, by=by)
            decide_one(row, line["reason"], by)
            done += 1
        except (Settled, ValidationError) as error:
            said = {"row": line["key"], "why": " ".join(error.messages)}
            refused.append(_("Not decided: %(row)s. %(why)s") % said)
    return done, refused


def decide_one(row: Row, reason: str, by: Any) -> None:
    """Leave a row as it is, or settle a sentence in the moderator's own words."""
    BULK[next(act for act in BULK if act in row.acts)](row=row, reason=reason, by=by)


def _settle(*, row: Row, reason: str, by: Any) -> None:
    settle(row=row, why=Why.OTHER, words=reason, by=by)


#: How each act that is safe for many rows is done to one.
BULK: dict[Act, Any] = {Act.LEAVE: leave, Act.SETTLE: _settle}


def _show(
    request: HttpRequest, lines: BaseFormSet, rows: list[Row], others: list[Row] | None = None, status: int = 200
) -> HttpResponse:
    by_key = {row.key: row for row in rows}
    pairs = [(form, by_key.get(form["key"].value())) for form in lines]
    return framed(
        request,
        "admin/moderation/queue/bulk.html",
        title=_("Decide several rows"),
        lines=lines,
        pairs=pairs,
        others=others or [],
        status=status,
    )
