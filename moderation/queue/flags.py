"""Rows for reports: one for each claim or page, however many reports there are on it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.choices import Doubt, State
from moderation.models import Flag, FlagStep, TurnedAway

from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene

RISKS = {
    Doubt.HARMED.value: Risk.HARMED,
    Doubt.NOT_TRUE.value: Risk.SAID_TO_BE_UNTRUE,
    Doubt.OUT_OF_DATE.value: Risk.SAID_TO_BE_OUT_OF_DATE,
    Doubt.CONFUSING.value: Risk.SAID_TO_CONFUSE,
}


def flags(scene: Scene) -> Iterator[Row]:
    """Reports that nobody has judged, grouped by what they are about; reports turned away count with them."""
    away: dict[str, list[TurnedAway]] = defaultdict(list)
    for counted in TurnedAway.objects.filter(seen_at=None):
        away[counted.subject].append(counted)
    for key, group in grouped(scene.today).items():
        yield _row(scene, key, group, away.pop(group[0].subject, []))
    for subject, each in away.items():
        yield _away_row(subject, each)


def grouped(today: date) -> dict[str, list[Flag]]:
    """Return the open flags by the key of their row, the most urgent flag of each first."""
    newest = FlagStep.objects.filter(flag=OuterRef("pk")).order_by("-number")
    found = Flag.objects.open().select_related("claim", "page")
    groups: dict[str, list[Flag]] = defaultdict(list)
    for flag in found.annotate(waits_until=Subquery(newest.values("waits_until")[:1])):
        groups[key_of(flag)].append(flag)
    for group in groups.values():
        group.sort(key=lambda flag: (-_risk(flag, today), flag.raised_at, flag.pk))
    return groups


def key_of(flag: Flag) -> str:
    """Return the key of the row in which a flag stands while it is open."""
    about = f"claim:{flag.claim.slug}" if flag.claim else f"page:{flag.page_id}"
    return f"{Kind.FLAG.value}:{about}"


def _risk(flag: Flag, today: date) -> int:
    until = vars(flag).get("waits_until")
    if flag.state == State.WAITING and until is not None and until > today:
        return Risk.WAITING_OUTSIDE
    return max(RISKS[flag.doubt], Risk.SERIOUS) if flag.is_serious else RISKS[flag.doubt]


def _row(scene: Scene, key: str, group: list[Flag], away: list[TurnedAway]) -> Row:
    first, turned_away = group[0], sum(each.count for each in away)
    return Row(
        key=key,
        kind=Kind.FLAG,
        subject=first.subject,
        title=_title(scene, first),
        why=_why(group, away),
        risk=_with_harm(_risk(first, scene.today), away),
        reach=scene.reach(first.claim.slug) if first.claim else 1,
        since=min(flag.raised_at for flag in group),
        fingerprint=fingerprint(flags=[[flag.pk, flag.state, flag.is_serious] for flag in group]),
        claims=(first.claim.slug,) if first.claim else (),
        page=None if first.claim else first.page_id,
        count=len(group) + turned_away,
    )


def _title(scene: Scene, flag: Flag) -> str:
    """Return what readers call it: the claim in its public words, whatever is proposed, or the page's title."""
    if flag.claim is None:
        made = (each for pages in scene.made.values() for each in pages)
        return next((each.title for each in made if each.page == flag.page_id), flag.subject)
    public = scene.faces.get(flag.claim.slug)
    return public.statement if public else flag.claim.statement


def _why(group: list[Flag], away: list[TurnedAway]) -> str:
    counts = {doubt: sum(flag.doubt == doubt for flag in group) for doubt in Doubt.values}
    said = "; ".join(f"{count} × {Doubt(doubt).label}" for doubt, count in counts.items() if count)
    parts = [said]
    if any(flag.is_serious for flag in group):
        parts.append(_("Marked as serious."))
    if words := next((flag.words for flag in group if flag.words), ""):
        parts.append(f"“{shortened(words)}”")
    if waiting := sum(flag.state == State.WAITING for flag in group):
        text = ngettext("%(count)d waits for an answer.", "%(count)d wait for an answer.", waiting)
        parts.append(text % {"count": waiting})
    if turned_away := sum(each.count for each in away):
        text = ngettext("%(count)d more was only counted.", "%(count)d more were only counted.", turned_away)
        parts.append(text % {"count": turned_away})
    parts += _of_harm(away)
    return " · ".join(parts)


def _away_row(subject: str, counted: list[TurnedAway]) -> Row:
    count = sum(each.count for each in counted)
    text = ngettext(
        "%(count)d report was counted and not kept: too many came within an hour.",
        "%(count)d reports were counted and not kept: too many came within an hour.",
        count,
    )
    return Row(
        key=f"{Kind.TURNED_AWAY.value}:{subject}",
        kind=Kind.TURNED_AWAY,
        subject=subject,
        title=subject,
        why=" · ".join([text % {"count": count}, *_of_harm(counted)]),
        risk=_with_harm(Risk.TURNED_AWAY, counted),
        reach=1,
        since=min(each.hour for each in counted),
        fingerprint=fingerprint(counted=sorted([each.pk, each.count] for each in counted)),
        count=count,
    )


def _with_harm(risk: int, counted: list[TurnedAway]) -> int:
    """Return a risk beside reports that were only counted: harm comes first whether or not its words were kept."""
    return Risk.HARMED if any(each.harmed for each in counted) else risk


def _of_harm(counted: list[TurnedAway]) -> list[str]:
    harmed = sum(each.harmed for each in counted)
    text = ngettext(
        "%(count)d of those only counted tells of harm.", "%(count)d of those only counted tell of harm.", harmed
    )
    return [text % {"count": harmed}] if harmed else []


def shortened(words: str, most: int = 140) -> str:
    """Return words on one line, cut at a word's end."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
