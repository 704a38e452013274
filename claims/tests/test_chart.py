"""The chart of certainty by question, and the table behind it."""

from dataclasses import replace

import pytest
from django.test import Client

from accounts.models import User
from claims.ageing import aged, day_of
from claims.browsing import by_question
from claims.chart import chart
from claims.faces import ClaimFace

from .scenes import rich_claim, words

FACE = ClaimFace("a", "It helps.", "effect", question="q", question_text="Does it?", verdict="supported",
                 certainty="moderate", checked_on="2026-01-01")  # fmt: skip
RIVAL = replace(FACE, slug="b", verdict="refuted", certainty="no_studies")


def test_a_bar_is_filled_as_far_as_the_evidence_is_certain() -> None:
    drawn = chart(by_question([FACE, RIVAL])).rows[0]
    assert [(bar.filled, bar.verdict, bar.is_struck) for bar in drawn.bars] == [
        (3, "supported", False),
        (0, "refuted", True),
    ]
    assert drawn.counts == [0, 1, 0, 0, 1, 0]


def test_a_row_says_in_words_what_it_shows_and_never_a_claims_own() -> None:
    drawn = chart(by_question([FACE, RIVAL, replace(RIVAL, slug="c")])).rows[0]
    assert drawn.words == (
        "3 claims: 1 × Sources back this, evidence: fair (moderate certainty); "
        "2 × Evidence says otherwise, evidence: no study found"
    )
    assert "It helps" not in drawn.words


def test_a_claim_that_nobody_currently_checks_is_struck_out() -> None:
    old = aged(replace(FACE, checked_on="2020-01-01"), day_of(None))
    bar = chart(by_question([old])).rows[0].bars[0]
    assert (bar.verdict, bar.is_struck) == ("lapsed", True)


def test_an_ungraded_claim_measures_nothing() -> None:
    bar = chart(by_question([replace(FACE, certainty="not_graded")])).rows[0].bars[0]
    assert (bar.filled, bar.is_graded) == (0, False)


@pytest.mark.django_db
def test_the_drawing_has_a_name_and_the_table_the_same_figures(client: Client, mo: User) -> None:
    rich_claim(mo)
    html = words(client, "/evidence/")
    assert 'role="img" aria-labelledby="chart-1"' in html
    said = "1 claim: 1 × Sources back this, evidence: weak (low certainty)"
    assert f'<title id="chart-1">{said}</title>' in html and f"<td>{said}</td>" in html
    drawing = html[html.index('class="chart-rows"') : html.index("</details>")]
    assert "It may help a little." not in drawing and "style=" not in drawing
