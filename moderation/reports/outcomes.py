"""What became of a report, in the words that its reader is told. Of anybody else's report it tells the answer alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from moderation.choices import State
from moderation.models import Flag, FlagStep
from moderation.queries import written_since
from publishing.models import Page, Publication

#: Longer chains of “same as” are a mistake.
MOST_LINKS = 5


@dataclass(frozen=True)
class Change:
    """One thing that changed because of a report, and where to see it."""

    words: str
    url: str


@dataclass(frozen=True)
class Outcome:
    """Where a report stands: ``words`` first, then what changed, and the moderators' reason.

    ``earlier`` is the outcome of the report that has the answer to this one.
    """

    state: str
    words: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    more: str = ""
    earlier: "Outcome | None" = None

    @property
    def headline(self) -> str:
        """The answer in a few words, where its reason does not follow."""
        if self.earlier is not None:
            return _("Same as an earlier report. Its answer: %(answer)s") % {"answer": self.earlier.headline}
        return str(State(self.state).label) if self.state != State.AGREED else self.words


@dataclass(frozen=True)
class Moment:
    """One line of a report's history."""

    at: datetime
    words: str


def outcome(flag: Flag, links: int = MOST_LINKS) -> Outcome:
    """Return where a report stands now."""
    step = _steps(flag).order_by("-number").first()
    if step is None or step.state == State.RECEIVED:
        more = _("Nobody has looked at it yet. Reports of harm come first.")
        return Outcome(State.RECEIVED, str(State.RECEIVED.label), more=more)
    if step.state == State.WAITING:
        return Outcome(step.state, str(State.WAITING.label), reason=step.reason, more=_waiting(step))
    if step.state == State.AGREED:
        changes = tuple(_changes(step))
        words = changes[0].words if changes else str(State.AGREED.label)
        return Outcome(step.state, words, changes, step.reason)
    if step.state == State.NOT_AGREED:
        return Outcome(step.state, _("Not changed, because:"), reason=step.reason)
    if step.state == State.DUPLICATE:
        earlier = outcome(step.same_as, links - 1) if links else None
        return Outcome(step.state, _("Same as an earlier report, see its answer:"), earlier=earlier)
    return Outcome(step.state, str(State.LOOKING.label), reason=step.reason)


def history(flag: Flag) -> list[Moment]:
    """Return when a report came to where it stands, without what was taken back as a mistake."""
    steps = list(_steps(flag).order_by("number"))
    undone = {step.undoes for step in steps} | {step.number for step in steps if step.undoes}
    found = [Moment(flag.raised_at, str(State.RECEIVED.label))]
    state: str = State.RECEIVED
    for step in steps:
        if step.number not in undone and (step.state != state or step.state == State.WAITING):
            found.append(Moment(step.at, _line(step, state)))
            state = step.state
    return found


def _steps(flag: Flag) -> Any:
    return FlagStep.objects.filter(flag=flag).select_related(
        "same_as", "claim_version__claim", "withdrawal__page", "sent_back"
    )


def _line(step: FlagStep, before: str) -> str:
    if step.state == State.LOOKING and before not in (State.RECEIVED, State.WAITING):
        return _("Opened again: being looked at")
    if step.state == State.WAITING:
        return f"{State.WAITING.label}. {_waiting(step)}"
    return str(State(step.state).label)


def _waiting(step: FlagStep) -> str:
    if step.waits_until is None:
        return ""
    said = {"whom": step.waits_on, "day": date_format(step.waits_until)}
    return _("We asked: %(whom)s. We wait until %(day)s.") % said


def _changes(step: FlagStep) -> Iterator[Change]:
    """Yield what followed from an agreement, the most telling first."""
    if step.claim_version is not None:
        version = step.claim_version
        words = _("You were right: changed in version %(number)d") % {"number": version.number}
        yield Change(words, f"{reverse('claims:claim', args=[version.claim.slug])}#history")
    if step.withdrawal is not None:
        yield Change(_("You were right: the page was taken away"), step.withdrawal.page.get_absolute_url())
    if step.sent_back is not None:
        yield _sent_back(step.sent_back, _said_first(step).at)
    if step.correction_id is not None:
        yield Change(_("You were right: we published a correction"), reverse("moderation:corrections"))


def _said_first(step: FlagStep) -> FlagStep:
    """Return the step that first said what a step says again because another one was taken back."""
    while step.undoes:
        step = FlagStep.objects.filter(flag=step.flag_id, number__lt=step.undoes).latest("number")
    return step


def _sent_back(page: Page, since: datetime) -> Change:
    """Return what became of a page that went back: the first version that was written since, or its withdrawal."""
    newer = written_since(page, since).order_by("is_withdrawal", "number").first()
    if newer is None:
        day = date_format(localtime(since))
        words = _("You were right. The page went back to its editors on %(day)s.") % {"day": day}
        return Change(words, page.get_absolute_url())
    return _rewritten(page, newer)


def _rewritten(page: Page, newer: Publication) -> Change:
    if newer.is_withdrawal:
        return Change(_("You were right: the page was taken away"), page.get_absolute_url())
    words = _("You were right: changed in version %(number)d") % {"number": newer.number}
    return Change(words, page.url("changes", number=newer.number))
