"""Checks of a page's words, headings, links and pictures."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from publishing.snapshots import COVERS

from .base import Draft, Issue

MARK_IN_TITLE = re.compile(r"\]\(\s*claim", re.IGNORECASE)
PLACEHOLDER = re.compile(r"^\s*(describe this picture)?\s*$", re.IGNORECASE)


def has_title(draft: Draft) -> Iterator[Issue]:
    """E001: a page has a title."""
    if not draft.snapshot["title"].strip():
        yield draft.issue("E001", _("Give the page a title."), "title")


def has_summary(draft: Draft) -> Iterator[Issue]:
    """E002: a page has a summary."""
    if not draft.snapshot["summary"].strip():
        yield draft.issue("E002", _("Write a summary of one or two sentences."), "summary")


def says_what_it_covers(draft: Draft) -> Iterator[Issue]:
    """W015: a page says what it covers, and for whom (DISCERN 1 and 3: its aims, and whether they are relevant)."""
    if not draft.snapshot[COVERS].strip():
        yield draft.issue("W015", _("Say what this page covers, and for whom, in a sentence or two."), COVERS)


def has_body(draft: Draft) -> Iterator[Issue]:
    """E014: a page says something."""
    fields = [field for field in draft.documents if field != "summary"]
    rows = [words for field, words in draft.plain.items() if field != COVERS]
    if not any(draft.documents[field].blocks for field in fields) and not any(map(str.strip, rows)):
        yield draft.issue("E014", _("Write the text of the page."), next(iter(fields), ""))


def has_change_note(draft: Draft) -> Iterator[Issue]:
    """E011: a publication says what it changes. None means that nobody was asked yet."""
    if draft.change_note is not None and not draft.change_note.strip():
        yield draft.issue("E011", _("Say in one sentence what this version changes."), "change_note")


def marks_are_whole(draft: Draft) -> Iterator[Issue]:
    """E005: what looks like a mark is one."""
    for field, document in draft.documents.items():
        for issue in document.issues:
            if issue.kind not in ("unknown", "unknown_picture"):
                yield draft.issue("E005", issue.message, field, issue.line)


def claims_stay_out_of_headings(draft: Draft) -> Iterator[Issue]:
    """E009: titles and headings state no claims, and neither does what a page says that it covers."""
    if MARK_IN_TITLE.search(draft.snapshot["title"]):
        yield draft.issue("E009", _("Move the claim out of the title, into the text."), "title")
    if MARK_IN_TITLE.search(draft.snapshot[COVERS]):
        yield draft.issue("E009", _("Move the claim into the text: what the page covers is no claim."), COVERS)
    for field, mark in draft.marks():
        if mark.in_heading:
            message = _("Move the claim “%(words)s” out of the heading, into the text below it.")
            yield draft.issue("E009", message % {"words": mark.words}, field, mark.line)


def headings_do_not_skip(draft: Draft) -> Iterator[Issue]:
    """W004: headings go down one level at a time, from the one above the text on (WCAG 1.3.1)."""
    for field, document in draft.documents.items():
        top = before = draft.levels.get(field, 1)
        for heading in document.headings:
            if heading.level <= top:
                message = _("Use “%(marks)s” for “%(text)s”: it stands below a heading already.")
                values = {"text": heading.text, "marks": "#" * (top + 1)}
                yield draft.issue("W004", message % values, field, heading.line)
            elif heading.level > before + 1:
                message = _("“%(text)s” skips a level. Use %(marks)s.")
                values = {"text": heading.text, "marks": "#" * (before + 1)}
                yield draft.issue("W004", message % values, field, heading.line)
            before = max(heading.level, top)


def links_lead_somewhere(draft: Draft) -> Iterator[Issue]:
    """E012: a link inside the site leads to a page that readers can open."""
    for field, document in draft.documents.items():
        for link in document.links:
            if not link.href.startswith(("/", "#")) and not urlsplit(link.href).scheme:
                message = _("Write the link to %(href)s out in full, from the first “/” on.")
                yield draft.issue("E012", message % {"href": link.href}, field, link.line)
            inside = link.href.startswith("/") and not link.href.startswith("//")
            if inside and not draft.leads_somewhere(link.href):
                message = _("The link to %(href)s leads nowhere. Publish that page first, or mend the link.")
                yield draft.issue("E012", message % {"href": link.href}, field, link.line)


def pictures_have_alternatives(draft: Draft) -> Iterator[Issue]:
    """E010: a picture is in the library and has alternative text (WCAG 1.1.1)."""
    for field, document in draft.documents.items():
        for picture in document.pictures:
            if picture.slug not in draft.snapshot.get("pictures", {}):
                message = _("There is no picture called “%(slug)s”. Upload it, or mend its name.")
                yield draft.issue("E010", message % {"slug": picture.slug}, field, picture.line)
            elif PLACEHOLDER.match(picture.alt):
                message = _("Say in words what the picture “%(slug)s” shows, between its square brackets.")
                yield draft.issue("E010", message % {"slug": picture.slug}, field, picture.line)
    if draft.snapshot.get("lead_picture") and PLACEHOLDER.match(draft.snapshot.get("lead_alt", "")):
        yield draft.issue("E010", _("Say in words what the lead picture shows."), "lead_alt")


def upload_left_no_trace(draft: Draft) -> Iterator[Issue]:
    """E013: no words that a failed upload put into the text."""
    for field in draft.documents:
        for number, line in enumerate(str(draft.snapshot.get(field, "")).splitlines(), start=1):
            if line.strip() == "Invalid response":
                yield draft.issue("E013", _("Take out “Invalid response”: a picture was not added."), field, number)
