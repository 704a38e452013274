"""Sentences that the claim finder finds on live pages wait in the queue until a moderator settles them."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from moderation.models import Flag
from moderation.queue import Kind, Risk, Row
from moderation.queue.listing import read_queue
from publishing import findings
from publishing.actions import settle_findings, withdraw
from publishing.models import FindingDecision, Publication
from tests import factory

pytestmark = pytest.mark.django_db

PROMISE = "Needling is safe and effective."
PLAIN = "Needling softens dry skin."
LIST = "/admin/moderation/queue/"


def live(by: User, *sentences: str, why: str = "reports") -> Publication:
    """Publish a page whose risky sentences an editor gave a reason for."""
    copy = factory.article(by=by, body="\n\n".join(("## Found", *sentences)))
    found = [each for each in findings.findings(copy.kind, copy.kind.snapshot(copy), copy.page) if each.finding.risky]
    if found:
        settle_findings(page=copy.page, found=found, why=why, by=by)
    return factory.published(copy, by=by)


@pytest.fixture
def lax(settings: Any) -> None:
    """A site where one pair of eyes is enough to publish."""
    settings.FOUR_EYES = False


def only_row() -> Row:
    (row,) = read_queue().rows
    return row


def post(client: Client, mo: User, row: Row, **posted: str) -> Any:
    client.force_login(mo)
    return client.post(row.url, {"seen": row.fingerprint, **posted})


def test_a_reason_that_no_moderator_saw_waits_for_a_nod(lax: None, edith: User, mo: User, client: Client) -> None:
    publication = live(edith, PROMISE, PROMISE)
    row = only_row()
    assert (row.kind, row.risk, row.page, row.reach) == (Kind.NOD, Risk.OVERSTATED, publication.page_id, 1)
    assert "Edith Mason says: reports somebody’s claim." in row.why
    client.force_login(mo)
    html = client.get(row.url).content.decode()
    for words in (f"<mark>{PROMISE}</mark>", "Better", "What the editor says", "Open the editor", 'value="nod"'):
        assert words in html, words
    assert post(client, mo, row, act="nod")["Location"] == LIST
    assert read_queue().rows == []


def test_a_sentence_that_overstates_waits_until_it_is_settled(lax: None, edith: User, mo: User, client: Client) -> None:
    publication = live(edith, PROMISE)
    ((_publication, found),) = findings.live_findings()
    settle_findings(page=publication.page, found=found, why="again", by=mo)
    row = only_row()
    assert (row.kind, row.risk, row.is_safe_in_bulk) == (Kind.FINDING, Risk.OVERSTATED, False)
    post(client, mo, row, act="settle", **{"settle-why": "quotation"})
    assert read_queue().rows == []
    assert FindingDecision.objects.latest("pk").why == "quotation"


def test_settling_in_other_words_takes_words(edith: User, mo: User, client: Client) -> None:
    live(edith, PLAIN)
    response = post(client, mo, only_row(), act="settle", **{"settle-why": "other"})
    assert "Say in your own words" in response.content.decode()
    assert only_row().kind == Kind.UNMARKED


def test_a_sentence_without_a_mark_is_settled_with_others(edith: User, mo: User, client: Client) -> None:
    live(edith, PLAIN)
    row = only_row()
    assert (row.risk, row.is_safe_in_bulk) == (Risk.UNMARKED, True)
    client.force_login(mo)
    line = {"form-0-key": row.key, "form-0-seen": row.fingerprint, "form-0-reason": "A common cream says so."}
    client.post(f"{LIST}bulk/", {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", **line})
    assert read_queue().rows == []
    assert FindingDecision.objects.get().reason == "A common cream says so."


def test_what_readers_cannot_see_waits_for_nobody(edith: User, mo: User) -> None:
    factory.article("draft", by=edith, body=PROMISE)
    publication = live(edith, PLAIN)
    withdraw(page=publication.page, public_note="It was wrong.", by=mo)
    assert read_queue().rows == []


def test_a_flag_on_a_sentence_goes_to_its_page_with_its_words(edith: User, mo: User, client: Client) -> None:
    publication = live(edith, PLAIN)
    row = only_row()
    client.force_login(mo)
    assert f"“{PLAIN}”" in client.get(row.url).content.decode()
    post(client, mo, row, act="flag", **{"flag-doubt": "not-true", "flag-words": "It does not."})
    assert Flag.objects.get().page == publication.page


def test_a_reason_in_a_draft_waits_for_a_nod_before_the_page_can_be_published(
    edith: User, mo: User, client: Client
) -> None:
    copy = factory.article(by=edith, body=f"## Found\n\n{PROMISE}")
    found = [each for each in findings.findings(copy.kind, copy.kind.snapshot(copy), copy.page) if each.finding.risky]
    assert read_queue().rows == []  # an editor has said nothing yet, and nothing is live
    settle_findings(page=copy.page, found=found, why="quotation", by=edith)
    row = only_row()
    assert (row.kind, row.reach, row.why[:22]) == (Kind.NOD, 0, "What helps?, a draft: ")
    client.force_login(mo)
    assert f"<mark>{PROMISE}</mark>" in client.get(row.url).content.decode()
    assert post(client, mo, row, act="nod")["Location"] == LIST
    assert read_queue().rows == []
    factory.published(copy, by=edith)


def test_a_flag_from_a_sentence_is_anchored_to_it(edith: User, mo: User, client: Client) -> None:
    publication = live(edith, PLAIN)
    sent = {"act": "flag", "flag-doubt": "not-true", "flag-words": "It says more than the trial."}
    post(client, mo, only_row(), **sent)
    flag = Flag.objects.get()
    assert (flag.page, flag.quote) == (publication.page, PLAIN)
    assert "Found in the text." in client.get(f"/admin/moderation/flags/{flag.pk}/").content.decode()
