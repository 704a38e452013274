"""The flag's screen: all that is needed to judge it, and every act on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims.actions import locked
from claims.admin.signoff import seen as fingerprint
from moderation import actions
from moderation.actions import Overtaken
from moderation.actions.alike import answer_alike
from moderation.actions.rows import Held, alone_on, demand_free
from moderation.actions.steps import locked_flag
from moderation.models import FlagStep
from moderation.queue.listing import Filters, read_queue
from moderation.templatetags.moderation_words import state_words

from .access import for_moderators
from .following import Following
from .forms import ActForm, AgreeForm, AlikeForm, DisagreeForm, DuplicateForm, ReasonForm, ReopenForm, WaitForm, refuse
from .holding import HOLDING, act_on_hold, renew
from .queue import flag_address, to_the_next
from .scene import Scene, flags

Act = Callable[..., FlagStep]
#: What each button does, and the form in which its words are typed.
ACTS: dict[str, tuple[type[ActForm], Act]] = {
    "look": (ActForm, actions.look),
    "agree": (AgreeForm, actions.agree),
    "disagree": (DisagreeForm, actions.disagree),
    "wait": (WaitForm, actions.wait),
    "duplicate": (DuplicateForm, actions.same_as),
    "serious": (ActForm, actions.mark_serious),
    "reopen": (ReopenForm, actions.reopen),
    "undo": (ActForm, actions.undo),
}

#: With these a moderator is done with a report, and goes on in the queue.
ONWARD = ("agree", "disagree", "wait", "duplicate")


class Changed(ValidationError):
    """Raised where a claim changed while the moderator was reading what they would sign off."""


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def flag_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a flag with all that bears on it, or do what the pressed button says."""
    scene = Scene(request, get_object_or_404(flags(), pk=pk))
    if request.method != "POST":
        renew(request, scene.row_key)
        return _show(scene)
    name = request.POST.get("act", "")
    if name in HOLDING:
        return act_on_hold(request, scene.row_key, name)
    return _act(scene, name) if name in ACTS else _show(scene, status=400)


def _act(scene: Scene, name: str) -> HttpResponse:
    form = _form(scene, name, scene.request.POST)
    following = _following(scene, scene.request.POST) if name == "agree" else None
    consequences = following.consequences() if following else []
    if not form.is_valid() or consequences is None:
        return _show(scene, name, form, following)
    more = {"consequences": consequences} if following else {}
    row = read_queue().find(scene.row_key) if name in ONWARD and scene.request.GET.get("from") == "queue" else None
    try:
        step, others = _do(scene, name, form, **form.arguments(), **more)
    except (Overtaken, Changed, Held) as late:
        refuse(form, late)
        return _show(Scene(scene.request, flags().get(pk=scene.flag.pk)), name, form, following, status=409)
    except PermissionDenied as denied:
        refuse(form, ValidationError(str(denied)))
        return _show(scene, name, form, following)
    except ValidationError as error:
        refuse(form, error)
        return _show(scene, name, form, following)
    told = _done(step, others)
    messages.success(scene.request, _with_way_back(told, scene.request, step) if row else told)
    return to_the_next(scene.request, row) if row else redirect(scene.request.get_full_path())


@transaction.atomic
def _do(scene: Scene, name: str, form: ActForm, **arguments: Any) -> tuple[FlagStep, int]:
    """Call the action, and give the answer to the others if that is ticked; return the step and how many others.

    Raises what the actions raise, Changed, and Held where somebody else is on the row.
    """
    by, given = scene.request.user, scene.request.POST.get("seen", "")
    seen = int(given) if given.isdecimal() else -1
    alone_on(scene.row_key)
    demand_free(key=scene.row_key, by=by)
    if any(isinstance(each, actions.SignOff) for each in arguments.get("consequences", ())):
        locked_flag(scene.flag, seen, by)  # who was first is told before what that changed
        _refuse_unseen(scene)
    step = ACTS[name][1](flag=scene.flag, by=by, seen=seen, **arguments)
    if not form.cleaned_data.get("others"):
        return step, 0
    return step, len(answer_alike(step=step, others=_others_seen(scene.request), by=by))


def _others_seen(request: HttpRequest) -> dict[int, int]:
    """Return the other flags that the screen showed as open, each with the number of its newest step there."""
    pairs = (each.partition(":") for each in request.POST.get("others_seen", "").split(","))
    return {int(pk): int(number) for pk, _colon, number in pairs if pk.isdecimal() and number.isdecimal()}


def _refuse_unseen(scene: Scene) -> None:
    """Raise Changed where a sign-off would make public what the moderator has not seen."""
    if scene.claim is None or fingerprint(locked(scene.claim)) != scene.request.POST.get("claim_seen"):
        raise Changed(_("This claim changed while you were reading. Here it is as it stands now."))


def _form(scene: Scene, name: str, data: Any = None) -> ActForm:
    form_class = ACTS[name][0]
    more: dict[str, Any] = {"stock": scene.stock} if issubclass(form_class, ReasonForm) else {}
    more |= {"leads": scene.leads} if form_class is DuplicateForm else {}
    more |= {"alike": scene.open_alike} if issubclass(form_class, AlikeForm) else {}
    return form_class(data, flag=scene.flag, **more)


def _following(scene: Scene, data: Any = None) -> Following:
    return Following(data, face=scene.face, pages=scene.pages)


def _show(
    scene: Scene, name: str = "", refused: Any = None, following: Following | None = None, status: int = 200
) -> HttpResponse:
    """Render the screen, with a form that was refused in its place and open."""
    forms = {each: _form(scene, each) for each, (form_class, _do) in ACTS.items() if form_class is not ActForm}
    if name:
        forms[name] = refused
    context = {
        **admin.site.each_context(scene.request),
        "title": _("A flag"),
        "subtitle": scene.flag.token,
        "scene": scene,
        "flag": scene.flag,
        "forms": forms,
        "refused": name,
        "refusal": refused,
        "following": following or _following(scene),
        "is_nav_sidebar_enabled": False,
        "query": urlencode(Filters.from_query(scene.request.GET).as_query()),
    }
    return TemplateResponse(scene.request, "admin/moderation/flag.html", context, status=status)


def _with_way_back(told: str, request: HttpRequest, step: FlagStep) -> str:
    """Add a link to the flag, where the step can be taken back unless readers saw something because of it."""
    url = flag_address(step.flag_id, Filters.from_query(request.GET))
    words = _("See this report again") if step.has_consequences else _("Undo")
    return format_html('{} <a href="{}">{}</a>', told, url, words)


def _done(step: FlagStep, others: int) -> str:
    """Say what was done, with all that followed."""
    if step.undoes:
        return _("Taken back. It stands as before: “%(state)s”.") % {"state": state_words(step.state)}
    said = [_("Done: “%(state)s”.") % {"state": state_words(step.state)}]
    if step.claim_version is not None:
        said.append(_("Readers see version %(number)d of the claim.") % {"number": step.claim_version.number})
    if step.withdrawal is not None:
        said.append(_("The page %(page)s is withdrawn.") % {"page": step.withdrawal.page})
    if step.correction is not None:
        said.append(_("The correction is published."))
    if step.sent_back is not None:
        said.append(_("The editors of %(page)s are told.") % {"page": step.sent_back})
    if others:
        text = ngettext("%(count)d other report has its answer too.", "%(count)d other reports have it too.", others)
        said.append(text % {"count": others})
    return " ".join(said)
