"""A content folder into the database: all of it or nothing, in the name of the starter content."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claims.actions import apply_caution, sign_off, sign_off_answer
from claims.choices import Verdict
from claims.faces import ClaimFace
from claims.models import Claim, Question
from claims.queries import newest_answers, newest_face, row_face, rows
from publishing.models import Page

from .hands import starter
from .library import ALL, Library, read_library
from .pages import named_pages, put_pages
from .putting import Putter
from .reading import ContentError, Problem, Row
from .settling import read_settled, settled_problems
from .shapes import CLAIM, QUESTION, REGISTER
from .validating import problems_of

Tell = Callable[[str], None]


def is_empty() -> bool:
    """Whether the site has neither claims nor pages yet."""
    return not Claim.objects.exists() and not Page.objects.exists()


def load(folder: Path, *, tell: Tell, force: bool = False) -> None:
    """Load a content folder, telling what is done line by line.

    Raises ContentError, with nothing written, where anything must be put right.
    """
    library = read_library(folder)
    settled = read_settled(folder)
    tell(f"Checking {sum(len(library.of(shape)) for shape in ALL)} entries in {folder} …")
    if problems := problems_of(library) or list(settled_problems(settled, named_pages(library))):
        raise ContentError(problems)
    with transaction.atomic():
        putter = Putter(by=starter(), force=force, tell=tell)
        putter.survey(*(shape.model for shape in ALL))
        for shape in REGISTER:
            putter.put_all(shape, library.of(shape))
        problems = [*_sign_off_claims(library, putter), *_sign_off_answers(library, putter)]
        if problems:
            raise ContentError(problems)
        put_pages(library, putter, settled)


def _sign_off_claims(library: Library, putter: Putter) -> list[Problem]:
    """Sign off each claim whose newest version says something else, and return what does not fit."""
    problems, signed = [], 0
    claims = {claim.slug: claim for claim in rows()}
    for row in library.of(CLAIM):
        claim = claims[row.values["slug"]]
        newest = newest_face(claim)
        if not putter.is_ours(claim) or not _is_news(row, row_face(claim, newest), newest):
            continue
        try:
            sign_off(claim=claim, by=putter.by, **_judgement(row))
            signed += 1
        except ValidationError as error:
            problems += [row.problem(message, "verdict") for message in error.messages]
    # Claims that stay as an editor left them still take on the caution of changed caveats and sources.
    apply_caution(claims=claims.values(), by=putter.by)
    putter.tell(f"Claims: {signed} signed off")
    return problems


def _judgement(row: Row) -> dict[str, Any]:
    return {key: row.values[key].strip() for key in ("verdict", "certainty", "reasons")}


def _is_news(row: Row, proposed: ClaimFace, newest: ClaimFace | None) -> bool:
    """Whether a sign-off would tell readers anything new; a claim that nobody judged has none."""
    judgement = _judgement(row)
    if newest is None:
        return judgement["verdict"] != Verdict.UNREVIEWED
    if newest.verdict == Verdict.RETIRED:
        return False
    if newest.verdict == judgement["verdict"] == Verdict.UNREVIEWED:
        judgement = {"verdict": newest.verdict, "certainty": newest.certainty, "reasons": newest.reasons}
    return replace(proposed, **judgement, notice="", successor="") != newest


def _sign_off_answers(library: Library, putter: Putter) -> Iterable[Problem]:
    problems, signed = [], 0
    answers = newest_answers(row.values["slug"] for row in library.of(QUESTION))
    questions = {question.slug: question for question in Question.objects.all()}
    for row in library.of(QUESTION):
        slug, text = row.values["slug"], row.values.get("answer", "").strip()
        newest = answers.get(slug)
        if not text or not putter.is_ours(questions[slug]) or (newest is not None and newest.text == text):
            continue
        try:
            sign_off_answer(question=questions[slug], text=text, by=putter.by)
            signed += 1
        except ValidationError as error:
            problems += [row.problem(message, "answer") for message in error.messages]
    putter.tell(f"Answers: {signed} signed off")
    return problems
