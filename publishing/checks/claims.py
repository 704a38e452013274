"""Checks of the claims that a page makes."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.choices import About, Verdict

from .base import Draft, Issue, Said

#: What a claim speaks of unless it says otherwise.
OWN_POPULATION = "keratosis pilaris"
#: Words that promise more than evidence can; they are fine where the claim's own statement has them.
STRONG = re.compile(
    r"\b(cures?|cured|proven|proves?|safe|safely|always|never|guaranteed?|guarantees|permanent(ly)?|completely"
    r"|eliminates?|miracle|best|effective|100 ?%|risk-free|painless|no side effects)(?!\w)",
    re.IGNORECASE,
)
MOST_IN_A_BLOCK = 3


def are_known(draft: Draft) -> Iterator[Issue]:
    """E003: a claim that a page marks or names is in the register."""
    for field, document in draft.documents.items():
        for issue in document.issues:
            if issue.kind == "unknown":
                yield draft.issue("E003", issue.message, field, issue.line)
    for row in draft.rows:
        if row.slug not in draft.faces:
            message = _("There is no claim called “%(slug)s”.")
            yield draft.issue("E003", message % {"slug": row.slug}, row.field, row.line)


def have_caveats(draft: Draft) -> Iterator[Issue]:
    """E004: a claim carries a caveat, reported or not."""
    for said in draft.said():
        if not said.face.caveats:
            message = _("Add a caveat to the claim “%(slug)s” first.")
            yield draft.issue("E004", message % {"slug": said.slug}, said.field, said.line)


def are_not_retired(draft: Draft) -> Iterator[Issue]:
    """E006: a claim that was taken back may be reported, but not made."""
    for said in draft.made():
        if said.face.verdict == Verdict.RETIRED:
            message = _("The claim “%(slug)s” was taken back. Report it, use its successor, or take it out.")
            yield draft.issue("E006", message % {"slug": said.slug}, said.field, said.line)


def are_reviewed(draft: Draft) -> Iterator[Issue]:
    """E007, W001: a claim about effect or harm is checked before it is made; of others readers are warned.

    One whose check has lapsed counts as one that nobody has checked; one that is only overdue is still fine.
    """
    for said in draft.made():
        if said.face.verdict != Verdict.UNREVIEWED and not said.face.has_lapsed:
            continue
        if said.face.about in (About.EFFECT, About.HARM):
            yield draft.issue("E007", _ask(said), said.field, said.line)
        else:
            yield draft.issue("W001", _warn(said), said.field, said.line)


def _ask(said: Said) -> str:
    message = _("Nobody has checked “%(slug)s”, and it is about effect or harm. Ask a moderator to sign it off.")
    if said.face.has_lapsed:
        message = _(
            "The last check of “%(slug)s”, about effect or harm, is too old. Ask a moderator to sign it off again."
        )
    return message % {"slug": said.slug}


def _warn(said: Said) -> str:
    message = _("Nobody has checked “%(slug)s”. Readers will see “Not checked yet”.")
    if said.face.has_lapsed:
        message = _("The last check of “%(slug)s” is too old. Readers will see “not currently checked”.")
    return message % {"slug": said.slug}


def say_whom_they_are_about(draft: Draft) -> Iterator[Issue]:
    """E008: a claim about other people than those with keratosis pilaris has a caveat that says so."""
    for said in draft.made():
        names = any(caveat.names_population for caveat in said.face.caveats)
        if said.face.population != OWN_POPULATION and not names:
            message = _("“%(slug)s” is about %(population)s. Give it a caveat that says so.")
            values = {"slug": said.slug, "population": said.face.population}
            yield draft.issue("E008", message % values, said.field, said.line)


def words_are_not_stronger(draft: Draft) -> Iterator[Issue]:
    """W002: the marked words promise no more than the claim."""
    for said in draft.made():
        allowed = {word.group().lower() for word in STRONG.finditer(said.face.statement)}
        strong = [word.group() for word in STRONG.finditer(said.words) if word.group().lower() not in allowed]
        if strong:
            message = _("“%(words)s” says more than the claim (%(strong)s). The claim is: “%(statement)s”")
            values = {"words": said.words, "strong": ", ".join(strong), "statement": said.face.statement}
            yield draft.issue("W002", message % values, said.field, said.line)


def have_nothing_waiting(draft: Draft) -> Iterator[Issue]:
    """W003: a claim's changes that wait for a sign-off are not what readers will see."""
    for said in draft.said():
        if said.slug in draft.waiting:
            message = _("“%(slug)s” has changes that wait for a sign-off. Readers will see the claim without them.")
            yield draft.issue("W003", message % {"slug": said.slug}, said.field, said.line)


def are_few_in_a_block(draft: Draft) -> Iterator[Issue]:
    """W005: a list or table makes at most three claims, as its notes stand after the whole of it."""
    for field, document in draft.documents.items():
        slugs = {(mark.block, mark.slug) for mark in document.marks}
        for block, count in sorted(Counter(block for block, _slug in slugs).items()):
            if count > MOST_IN_A_BLOCK and document.blocks[block].kind in ("list", "table"):
                message = ngettext(
                    "Split this list or table: it marks %(count)d claim.",
                    "Split this list or table: it marks %(count)d claims.",
                    count,
                )
                yield draft.issue("W005", message % {"count": count}, field, document.blocks[block].first_line)
