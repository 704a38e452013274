"""What the daily e-mail tells one member: what waits, and what was answered, since the last one."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from moderation.choices import CLOSED, DECIDE, Doubt
from moderation.models import Flag, FlagStep
from moderation.queries import CONSEQUENCES, editor_of, sent_back
from moderation.queue import Kind
from moderation.queue.listing import read_queue
from publishing.actions.publications import PUBLISH
from publishing.models import Page, Publication
from publishing.queries import pages_grown_cautious

from .followed import followed
from .mail import absolute, flag_url, members, writers

#: The longest list in an e-mail.
MOST = 10
#: What is new to somebody who never had a digest.
FIRST_LOOK_BACK = timedelta(days=1)


@dataclass(frozen=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        shown = [f"- {line}" for line in self.lines[:MOST]]
        more = len(self.lines) - MOST
        if more > 0:
            shown.append(_("and %(number)d more") % {"number": more})
        return "\n".join([self.heading, *shown])


class Digest:
    """One day's news, read once for all members."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def for_member(self, member: User) -> list[Section]:
        """Return what there is to tell a member; nothing where nothing waits and nothing was answered."""
        since = member.last_digest_at or self.now - FIRST_LOOK_BACK
        sections: list[Section | None] = []
        if member.has_perm(DECIDE):
            sections += [self._waiting(), self._new_flags(since)]
        if member.has_perm(PUBLISH):
            sections += [self._sent_back(member), self._grown_cautious(), self._answers(since)]
        return [section for section in sections if section is not None and section.lines]

    # --- moderators -----------------------------------------------------------------------------------------

    def _waiting(self) -> Section:
        lines = [f"{kind.label}: {number}" for kind, number in self._counted]
        days = (self.now - self._oldest.raised_at).days if self._oldest else 0
        if self._oldest and days and lines:
            said = ngettext("waiting for %(days)d day: %(flag)s", "waiting for %(days)d days: %(flag)s", days)
            lines.append(said % {"days": days, "flag": _line(self._oldest)})
        return Section(_("Waiting in the queue"), tuple(lines))

    def _new_flags(self, since: datetime) -> Section:
        return Section(_("New reports"), tuple(_line(flag) for flag in self._open_flags if flag.raised_at > since))

    @cached_property
    def _counted(self) -> list[tuple[Kind, int]]:
        return read_queue().counts()

    @cached_property
    def _open_flags(self) -> list[Flag]:
        """The open flags: harm first, then what is serious, then the oldest."""
        flags = Flag.objects.open().select_related("claim", "page")
        return sorted(flags, key=lambda flag: (flag.doubt != Doubt.HARMED, not flag.is_serious, flag.raised_at))

    @cached_property
    def _oldest(self) -> Flag | None:
        return min(self._open_flags, key=lambda flag: flag.raised_at, default=None)

    # --- editors --------------------------------------------------------------------------------------------

    def _sent_back(self, member: User) -> Section:
        """Name the member's pages, and those whose writers get no digest: somebody has to mend them."""
        theirs = [page for page in self._pages_sent_back if self._is_for(member, self._writers[page.pk])]
        return Section(
            _("Pages that a moderator sent back to you"),
            tuple(f"{page} {absolute(editor_of(page))}" for page in theirs),
        )

    def _is_for(self, member: User, writers: set[int]) -> bool:
        return member.pk in writers or not writers & self._readers

    @cached_property
    def _readers(self) -> set[int]:
        return {member.pk for member in members() if member.wants_digest}

    @cached_property
    def _pages_sent_back(self) -> list[Page]:
        return list(dict.fromkeys(step.sent_back for step in sent_back() if step.sent_back))

    @cached_property
    def _writers(self) -> dict[int, set[int]]:
        return writers(self._pages_sent_back)

    def _grown_cautious(self) -> Section:
        return Section(_("Live pages whose claims take more care now than their words"), self._cautious_lines)

    @cached_property
    def _cautious_lines(self) -> tuple[str, ...]:
        rows = Publication.objects.shown().filter(page__in=pages_grown_cautious()).select_related("page")
        found = rows.defer("content").order_by("title")
        return tuple(f"{row.title} {absolute(row.page.get_absolute_url())}" for row in found)

    def _answers(self, since: datetime) -> Section:
        undone = FlagStep.objects.filter(flag=OuterRef("flag"), undoes=OuterRef("number"))
        steps = FlagStep.objects.filter(at__gt=since, state__in=CLOSED, undoes=0).filter(~Exists(undone))
        found = steps.select_related("flag__claim", "flag__page", *CONSEQUENCES).order_by("-at")
        counted = Counter(_answer(step) for step in found)
        lines = tuple(f"{line} × {number}" if number > 1 else line for line, number in counted.items())
        return Section(_("Reports answered since"), lines)


def _line(flag: Flag) -> str:
    """Name the flag by what it is about: what a reader wrote is no matter for e-mail."""
    return f"{flag.subject} {flag_url(flag)}"


def _answer(step: FlagStep) -> str:
    """Say what a flag was answered with, and what changed because of it."""
    answer = f"{step.flag.subject}: {step.get_state_display()}"
    changed = ", ".join(followed(step))
    return f"{answer} ({changed})" if changed else answer
