"""What can be done on the screen of a row: for each act its form, and what follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.actions import locked, sign_off
from claims.admin.forms import SignOffForm
from claims.admin.signoff import seen
from claims.choices import Outcome
from claims.models import Claim, ClaimVersion
from claims.queries import newest_face
from claims.source_actions import settle_source_finding
from moderation.actions import Quote, raise_flag
from moderation.actions.rows import Settled, leave, mark_turned_away_seen
from moderation.queue import Act, Kind, Row
from moderation.queue.findings import find_again
from moderation.queue.listing import read_queue
from moderation.queue.sources import finding_of
from publishing.actions import nod_findings, settle_findings
from publishing.models import Page

from .reasons import DISMISSALS
from .row_forms import DismissForm, FlagForm, LeaveForm, SettleForm
from .subjects import SENTENCES

#: Who signs these off has judged what puts them here: then they stay away as if they were left.
SETTLED_BY_SIGN_OFF = (Kind.SECOND_HAND, Kind.WEAK_SOURCES, Kind.OTHER_POPULATION)


@dataclass(frozen=True)
class Doing:
    """An act: ``form`` makes its form from a row and what was posted, ``do`` does it and returns what to tell.

    ``key`` leads to it, ``heading``, ``help`` and ``label`` (of its button) are what the screen says of it.
    """

    form: Callable[[Row, Any], forms.Form]
    do: Callable[[Row, dict[str, Any], Any], str]
    key: str
    heading: Any
    label: Any
    help: Any = ""


def _sign_off_form(row: Row, data: Any) -> forms.Form:
    if data is not None:
        return SignOffSeen(data)
    claim = Claim.objects.get(slug=row.claims[0])
    return SignOffSeen.showing(newest_face(claim))


class SignOffSeen(SignOffForm):
    """A sign-off of what the moderator saw."""

    claim_seen = forms.CharField(widget=forms.HiddenInput, required=False)


def _sign_off(row: Row, data: dict[str, Any], by: Any) -> str:
    claim = locked(Claim.objects.get(slug=row.claims[0]))
    if seen(claim) != data.pop("claim_seen"):
        raise Settled(row)
    version = sign_off(claim=claim, by=by, **data)
    after = read_queue().find(row.key) if row.kind in SETTLED_BY_SIGN_OFF else None
    if after is not None:
        leave(row=after, reason=data["reasons"], by=by)
    return _("“%(claim)s” is signed off as version %(number)d.") % {"claim": row.subject, "number": version.number}


def _leave(row: Row, data: dict[str, Any], by: Any) -> str:
    leave(row=row, reason=data["reason"], by=by)
    return _("“%(row)s” stays as it is.") % {"row": row.title}


def _flag(row: Row, data: dict[str, Any], by: Any) -> str:
    claim = Claim.objects.get(slug=row.claims[0]) if row.claims else None
    page = Page.objects.get(pk=row.page) if row.page else None
    quote = Quote(find_again(row)[1].finding.text) if row.kind in SENTENCES else None
    raise_flag(doubt=data["doubt"], words=data["words"], claim=claim, page=page, quote=quote, by=by)
    return _("Your report is in the queue.")


def _seen(row: Row, data: dict[str, Any], by: Any) -> str:
    count = mark_turned_away_seen(subject=row.subject, by=by)
    return ngettext("%d report is marked as seen.", "%d reports are marked as seen.", count) % count


def _nod(row: Row, data: dict[str, Any], by: Any) -> str:
    place, found = find_again(row)
    nod_findings(page=place.page, found=[found], by=by)
    return _("You agreed: %(row)s may stay.") % {"row": row.title}


def _settle(row: Row, data: dict[str, Any], by: Any) -> str:
    settle(row=row, why=data["why"], words=data["words"], by=by)
    return _("%(row)s is settled.") % {"row": row.title}


def settle(*, row: Row, why: str, words: str, by: Any) -> None:
    """Settle the sentence that a row is about."""
    place, found = find_again(row)
    settle_findings(page=place.page, found=[found], why=why, words=words, by=by)


def _accept(row: Row, data: dict[str, Any], by: Any) -> str:
    versions = _settle_source(row, Outcome.ACCEPT, "", by)
    if not versions:
        return _("Accepted. What readers see of claims stays as it is.")
    return _("Accepted. Claims that warn readers at once: %(count)d.") % {"count": len(versions)}


def _dismiss(row: Row, data: dict[str, Any], by: Any) -> str:
    _settle_source(row, Outcome.DISMISS, data["reason"], by)
    return _("Dismissed, with your reason on record.")


def _settle_source(row: Row, how: str, reason: str, by: Any) -> list[ClaimVersion]:
    return settle_source_finding(finding=finding_of(row), how=how, reason=reason, by=by)


def _flag_form(row: Row, data: Any) -> forms.Form:
    return FlagForm(data, initial={"words": row.title if row.kind in SENTENCES else ""})


#: In the order in which the screen offers them.
DOES: dict[Act, Doing] = {
    Act.NOD: Doing(
        lambda row, data: forms.Form(data),
        _nod,
        key="s",
        heading=gettext_lazy("The editor’s reason"),
        label=gettext_lazy("Agree with it"),
    ),
    Act.SETTLE: Doing(
        lambda row, data: SettleForm(data),
        _settle,
        key="s",
        heading=gettext_lazy("It needs no mark"),
        label=gettext_lazy("Settle it"),
        help=gettext_lazy("It stays settled until its words change."),
    ),
    Act.ACCEPT: Doing(
        lambda row, data: forms.Form(data),
        _accept,
        key="s",
        heading=gettext_lazy("It is true"),
        label=gettext_lazy("Accept it"),
        help=gettext_lazy(
            "Claims that cite the source warn readers at once. If only its title is another one, the source counts "
            "as “not checked”, and readers are not warned."
        ),
    ),
    Act.DISMISS: Doing(
        lambda row, data: DismissForm(data, reasons=[str(each) for each in DISMISSALS]),
        _dismiss,
        key="l",
        heading=gettext_lazy("It is not true"),
        label=gettext_lazy("Dismiss it"),
    ),
    Act.SIGN_OFF: Doing(
        _sign_off_form,
        _sign_off,
        key="s",
        heading=gettext_lazy("Your judgement of the claim"),
        label=gettext_lazy("Sign off"),
        help=gettext_lazy("Its row becomes what readers see, and any notice goes."),
    ),
    Act.SEEN: Doing(
        lambda row, data: forms.Form(data),
        _seen,
        key="s",
        heading=gettext_lazy("Reports that were only counted"),
        label=gettext_lazy("I have seen this"),
    ),
    Act.LEAVE: Doing(
        lambda row, data: LeaveForm.for_kind(row.kind, data),
        _leave,
        key="l",
        heading=gettext_lazy("Leave it as it is"),
        label=gettext_lazy("Leave it as it is"),
        help=gettext_lazy("The row goes, with your reason on record."),
    ),
    Act.FLAG: Doing(
        _flag_form,
        _flag,
        key="f",
        heading=gettext_lazy("Raise a flag"),
        label=gettext_lazy("Raise a flag"),
        help=gettext_lazy("For a doubt that others should judge. This row stays."),
    ),
}


@dataclass(frozen=True)
class Offer:
    """An act as the screen of a row offers it."""

    act: Act
    doing: Doing
    form: forms.Form
    is_main: bool

    @property
    def name(self) -> str:
        """What its button posts."""
        return self.act.value


def offers(row: Row, bound: Mapping[Act, forms.Form]) -> list[Offer]:
    """Return the acts of a row, the main one first, with their forms; ``bound`` are forms that were refused."""
    acts = [act for act in DOES if act in row.acts]
    return [
        Offer(act, DOES[act], bound.get(act) or DOES[act].form(row, None), is_main=place == 0)
        for place, act in enumerate(acts)
    ]


@transaction.atomic
def carry_out(act: Act, row: Row, form: forms.Form, by: Any) -> str:
    """Do what a valid form says, and return what to tell. Raises ValidationError, PermissionDenied."""
    return DOES[act].do(row, dict(form.cleaned_data), by)


def with_undo(told: str, act: Act, row: Row, url: str) -> str:
    """Return the message, with a link to where a row that was left can be brought back."""
    if act != Act.LEAVE:
        return told
    return format_html('{} <a href="{}" data-key="u">{}</a>', told, url, _("Undo"))
