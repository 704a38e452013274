"""The checks that a page must meet before it is published. The lists below are the table of contents."""

from collections.abc import Iterable

from publishing.kinds import Kind

from . import balance, claims, findings, texts
from .base import Check, Draft, Issue, Level

ALL: tuple[Check, ...] = (
    texts.has_title,
    texts.has_summary,
    texts.says_what_it_covers,
    texts.has_body,
    texts.has_change_note,
    texts.marks_are_whole,
    texts.claims_stay_out_of_headings,
    texts.headings_do_not_skip,
    texts.links_lead_somewhere,
    texts.pictures_have_alternatives,
    texts.upload_left_no_trace,
    claims.are_known,
    claims.have_caveats,
    claims.are_not_retired,
    claims.are_reviewed,
    claims.say_whom_they_are_about,
    claims.words_are_not_stronger,
    claims.have_nothing_waiting,
    claims.are_few_in_a_block,
    balance.effects_come_with_harms,
    balance.harms_take_their_room,
    balance.harms_come_early,
    findings.overstatements_are_settled,
    findings.claims_are_marked,
)


def run(draft: Draft, kind: Kind) -> list[Issue]:
    """Return what stands against publishing the draft, errors first, each list in the order of the page."""
    issues = [issue for check in (*ALL, *kind.checks) for issue in check(draft)]
    order = {text.field: place for place, text in enumerate(kind.texts(draft.snapshot), start=1)}
    return sorted(issues, key=lambda issue: (issue.level != Level.ERROR, order.get(issue.field, 0), issue.line))


def errors(issues: Iterable[Issue]) -> list[Issue]:
    """Return those that stop."""
    return [issue for issue in issues if issue.level == Level.ERROR]


def warnings(issues: Iterable[Issue]) -> list[Issue]:
    """Return those that are to be acknowledged."""
    return [issue for issue in issues if issue.level == Level.WARNING]


__all__ = ["ALL", "Check", "Draft", "Issue", "Level", "errors", "run", "warnings"]
