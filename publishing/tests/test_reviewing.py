"""Pages are reviewed by risk, and show how old the checks of their claims are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import Article
from claims.actions import sign_off, sign_off_answer
from claims.models import Claim
from publishing import actions, kinds
from publishing.models import Publication
from publishing.plans import plan
from publishing.queries import pages_grown_cautious
from publishing.reviewing import overdue_pages, page_risk
from tests import factory

START = datetime(2026, 5, 3, 12, tzinfo=UTC)
DUE, CAUTION, LAPSED = (datetime(*day, 12, tzinfo=UTC) for day in ((2027, 5, 4), (2027, 7, 4), (2027, 11, 4)))
BODY = "## Found\n\nSome [may help](claim:helps), and it [can scar](claim:scars)."
PAGE = "/articles/what-helps/"


@pytest.fixture
def clock(db: None) -> Iterator[Any]:
    """A clock that starts on 3 May 2026 and moves on by hand."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def copy(clock: Any, edith: User, mo: User) -> Article:
    """A page that makes a claim about an effect and one about harm, both signed off on the same day."""
    factory.signed("helps", by=mo, about="effect", statement="It may help.")
    factory.signed("scars", by=mo, about="harm", statement="It can scar.")
    made = factory.article(by=edith, body=BODY)
    factory.published(made, by=edith)
    return made


def html(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def ids(copy: Article) -> list[str]:
    return [issue.id for issue in plan(copy, change_note="Again.").issues]


def sign_again(mo: User, *slugs: str) -> None:
    for slug in slugs:
        claim = Claim.objects.get(slug=slug)
        sign_off(claim=claim, verdict="supported", certainty="low", reasons="As the review says.", by=mo)


def test_a_page_says_by_when_it_is_reviewed(client: Client, copy: Article, clock: Any) -> None:
    assert "Next review due by 3 May 2027." in html(client)
    clock.move_to(datetime(2027, 5, 3, 12, tzinfo=UTC))
    page = html(client)
    assert "Next review due by 3 May 2027." in page and "was due for a review" not in page


def test_a_late_page_says_so_at_its_top(client: Client, copy: Article, clock: Any) -> None:
    clock.move_to(DUE)
    page = html(client)
    assert "This page was due for a review on 3 May 2027." in page
    assert "Its claims have dates of their own: each note says whether that claim is still checked." in page
    assert "Next review due by" not in page


def test_publishing_it_again_is_a_review(client: Client, copy: Article, clock: Any, edith: User) -> None:
    clock.move_to(DUE)
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="Looked at again.")
    assert "Next review due by 4 May 2028." in html(client)
    old = html(client, f"{PAGE}versions/1/")
    assert "was due for a review" not in old and "Next review" not in old


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("Nothing to say.", "3 May 2028"),
        ("It is [so](claim:plain).", "3 May 2028"),
        ("It is [so](claim:careful).", "3 November 2027"),
        ("It [can scar](claim:scars).", "3 May 2027"),
        ('Some say [it can scar](claim:scars "reported").', "3 May 2028"),
    ],
)
def test_an_article_is_as_risky_as_the_riskiest_claim_it_makes(
    body: str, due: str, client: Client, clock: Any, edith: User, mo: User
) -> None:
    factory.signed("plain", by=mo, caveats=(factory.caveat("mild", "note", "It is mild."),))
    factory.signed("careful", by=mo)
    factory.signed("scars", by=mo, about="harm")
    factory.published(factory.article(by=edith, body=f"## Found\n\n{body}"), by=edith)
    assert f"Next review due by {due}." in html(client)


@pytest.mark.parametrize(("kind", "risk"), [("article", "low"), ("treatment", "high"), ("aftercare", "high")])
def test_pages_that_people_act_on_are_of_high_risk(kind: str, risk: str) -> None:
    assert page_risk(kinds.get(kind), []) == risk


def test_overdue_pages_are_listed_the_most_overdue_first(copy: Article, clock: Any, edith: User, mo: User) -> None:
    young = factory.article("young", by=edith, title="Is it new?")
    clock.move_to(datetime(2026, 6, 3, 12, tzinfo=UTC))
    treatment = factory.published(factory.treatment(by=edith), by=edith)
    withdrawn = factory.published(factory.article("gone", by=edith, title="Is it gone?", body=BODY), by=edith)
    actions.withdraw(page=withdrawn.page, public_note="Too old.", by=mo)
    factory.published(young, by=edith)
    clock.move_to(LAPSED)
    first = Publication.objects.get(page=copy.page)
    assert overdue_pages(date(2027, 11, 4)) == [(first, date(2027, 5, 3)), (treatment, date(2027, 6, 3))]
    assert overdue_pages(date(2027, 6, 3)) == [(first, date(2027, 5, 3))]
    assert overdue_pages(date(2027, 5, 3)) == []


def test_a_page_that_only_reports_risky_claims_is_not_overdue_with_them(copy: Article, edith: User) -> None:
    body = 'Some say it [can scar](claim:scars "reported").'
    factory.published(factory.article("reports", by=edith, title="What do others say?", body=body), by=edith)
    assert [each.page.slug for each, _due in overdue_pages(date(2028, 5, 3))] == ["what-helps"]
    assert [each.page.slug for each, _due in overdue_pages(date(2028, 5, 4))] == ["what-helps", "reports"]


def test_overdue_pages_take_a_fixed_number_of_queries(copy: Article, edith: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            overdue_pages(date(2029, 1, 1))
        return len(captured)

    before = count()
    for number in range(3):
        factory.published(factory.article(f"page-{number}", by=edith, body=BODY), by=edith)
    assert count() == before <= 3


def test_a_claim_that_is_late_stops_nobody(copy: Article, clock: Any) -> None:
    for moment in (START, DUE, CAUTION):
        clock.move_to(moment)
        assert ids(copy) == [], moment


def test_a_claim_whose_check_has_lapsed_counts_as_unchecked(copy: Article, clock: Any, edith: User, mo: User) -> None:
    factory.signed("plain", by=mo)
    clock.move_to(datetime(2028, 8, 4, 12, tzinfo=UTC))
    assert ids(copy) == ["KP.E007", "KP.E007"]
    copy.body = "## Found\n\nIt is [so](claim:plain)."
    actions.save_copy(copy=copy, by=edith)
    assert ids(copy) == ["KP.W001"]
    copy.body = BODY.replace("(claim:helps)", '(claim:helps "reported")').replace(
        "(claim:scars)", '(claim:scars "reported")'
    )
    actions.save_copy(copy=copy, by=edith)
    assert ids(copy) == []
    copy.body = BODY
    actions.save_copy(copy=copy, by=edith)
    sign_again(mo, "helps", "scars")
    assert ids(copy) == []


def test_a_page_shows_the_stage_in_its_notes_its_tally_and_its_cards(client: Client, copy: Article, clock: Any) -> None:
    clock.move_to(LAPSED)
    page = html(client)
    assert page.count("(not currently checked)") == 2
    assert page.count("Sources back this – not currently checked") >= 4
    assert "2 not currently checked" in page and "backed by sources" not in page
    assert page.count("Due for a new check since 3 May 2027.") == 4
    assert page.count('data-verdict="supported"') == 4


def test_an_old_version_shows_its_claims_as_old_as_they_were_then(
    client: Client, copy: Article, clock: Any, edith: User, mo: User
) -> None:
    clock.move_to(DUE)
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="The second.")
    clock.move_to(LAPSED)
    sign_again(mo, "helps", "scars")
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="The third.")
    line = "Due for a new check since 3 May 2027."
    assert line not in html(client, f"{PAGE}versions/1/")
    assert line in html(client, f"{PAGE}versions/2/")
    assert "not currently checked" not in html(client, f"{PAGE}versions/2/")
    assert line not in html(client)


def test_the_page_of_changes_shows_claims_as_old_as_they_were_then(
    client: Client, copy: Article, clock: Any, edith: User, mo: User
) -> None:
    factory.signed("late", by=mo, about="harm", statement="It can sting.")
    clock.move_to(DUE)
    copy.body = BODY.replace("it [can scar](claim:scars)", "it [can sting](claim:late)")
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="The second.")
    clock.move_to(LAPSED)
    claims = html(client, f"{PAGE}versions/2/changes/").split('id="claims"')[1]
    (gone, new) = claims.split("No longer on this page")
    assert "It can scar." in gone and "It can sting." in new
    assert "Due for a new check" not in gone and "Due for a new check since 3 May 2027." in new
    assert "not currently checked" not in claims


def test_time_alone_is_not_having_become_more_careful(client: Client, copy: Article, clock: Any) -> None:
    clock.move_to(LAPSED)
    assert "We have become more careful" not in html(client)
    assert pages_grown_cautious() == set()


def test_the_short_answer_says_how_old_its_check_is(client: Client, clock: Any, edith: User, mo: User) -> None:
    question = factory.question(answer="Perhaps.")
    factory.signed("helps", by=mo, about="harm", question=question, stance="yes")
    sign_off_answer(question=question, text="Perhaps.", by=mo)
    factory.published(factory.article(by=edith, question=question), by=edith)
    clock.move_to(LAPSED)
    page = html(client)
    assert "<strong>Sources back this – not currently checked.</strong> Due for a new check since 3 May 2027." in page


def test_the_home_page_and_the_list_show_the_stage(client: Client, clock: Any, edith: User, mo: User) -> None:
    factory.signed("scars", by=mo, about="harm")
    text = "It [can scar](claim:scars)."
    factory.published(factory.article(by=edith, summary=text, body=f"## Found\n\n{text}"), by=edith)
    clock.move_to(LAPSED)
    for address, shown in (("/", 2), ("/articles/", 1)):
        page = html(client, address)
        assert page.count("Sources back this – not currently checked") == shown, address
        assert page.count("Due for a new check since 3 May 2027.") == shown, address
