"""The step at which findings are settled, and how the Publish step leads to it."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from articles.models import Article
from publishing import actions
from publishing.findings import findings
from publishing.models import FindingDecision, Publication
from publishing.tests.desk import ROOT, words
from tests import factory

pytestmark = pytest.mark.django_db

BODY = "## Found\n\nNeedling is safe and effective.\n\nNeedling softens dry skin.\n\nIt soothes itchy skin."


@pytest.fixture
def copy(edith: User) -> Article:
    return factory.article(by=edith, body=BODY)


def step(copy: Article) -> str:
    return f"{ROOT}{copy.pk}/findings/"


def seen(answer: Any) -> list[str]:
    """Return what the page posts of the decisions that it showed."""
    return re.findall(r'name="seen" value="([^"]*)"', words(answer))


def chosen(answer: Any) -> list[str]:
    """Return the sentences that can be chosen, the graver ones first."""
    return re.findall(r'name="chosen" value="([^"]*)"', words(answer))


def test_the_list_says_why_and_what_would_be_better_the_graver_first(desk: Client, copy: Article) -> None:
    answer = desk.get(step(copy))
    shown = words(answer)
    assert len(chosen(answer)) == 3 and "3 sentences to settle" in shown
    assert shown.index("“safe and effective” overstates.") < shown.index("Needling softens dry skin.")
    assert "Better:" in shown and "Text, line 3" in shown
    assert "waits for a moderator" in shown and 'name="agree"' not in shown


def test_several_are_settled_with_one_reason(desk: Client, copy: Article, edith: User) -> None:
    page = desk.get(step(copy))
    _promise, *plain = chosen(page)
    answer = desk.post(step(copy), {"chosen": plain, "why": "advice", "words": "", "seen": seen(page)})
    assert (answer.status_code, answer["Location"]) == (302, f"{step(copy)}#open")
    assert FindingDecision.objects.filter(by=edith, why="advice").count() == 2
    shown = words(desk.get(step(copy)))
    assert "1 sentence to settle" in shown and "2 sentences are settled" in shown and "Edith Mason" in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"why": "advice"}, "Choose at least one sentence."),
        ({"chosen": ["none"], "why": "advice"}, "The page was changed meanwhile."),
        ({"chosen": True}, "Choose one of the reasons."),
        ({"chosen": True, "why": "other", "words": " "}, "Say in your own words"),
        ({"chosen": True, "agree": "yes"}, "You may not do this."),
    ],
    ids=["nothing chosen", "changed since", "no reason", "no words", "no moderator"],
)
def test_what_does_not_fit_is_refused_with_nothing_lost(
    sent: dict[str, Any], said: str, desk: Client, copy: Article
) -> None:
    page = desk.get(step(copy))
    keys, sent = chosen(page), {**sent, "seen": seen(page)}
    sent = {**sent, "chosen": keys[:1]} if sent.get("chosen") is True else sent
    answer = desk.post(step(copy), sent)
    assert answer.status_code == 200 and said in words(answer)
    assert words(answer).count(" checked>") >= len(set(sent.get("chosen", [])) & set(keys))
    assert not FindingDecision.objects.exists()


def test_a_moderator_agrees_to_the_reason_given(desk: Client, copy: Article, mo: User) -> None:
    page = desk.get(step(copy))
    keys = chosen(page)
    desk.post(step(copy), {"chosen": keys, "why": "other", "words": "It quotes a leaflet", "seen": seen(page)})
    assert "It quotes a leaflet" in words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    client = Client()
    client.force_login(mo)
    page = client.get(step(copy))
    assert 'name="agree"' in words(page)
    sent = {"chosen": keys[:1], "agree": "yes", "seen": seen(page)}
    assert client.post(step(copy), sent).status_code == 302
    assert FindingDecision.objects.get(by=mo).words == "It quotes a leaflet"
    assert "All sentences are settled" in words(client.get(step(copy)))
    assert "All checks pass." in words(desk.get(f"{ROOT}{copy.pk}/publish/"))


@pytest.mark.parametrize("is_told", [True, False], ids=["seen", "nothing said of what was seen"])
def test_a_moderator_agrees_to_no_reason_that_was_not_on_the_page(
    is_told: bool, copy: Article, edith: User, mo: User, client: Client
) -> None:
    promise = findings(copy.kind, copy.kind.snapshot(copy), copy.page)[0]
    actions.settle_findings(page=copy.page, found=[promise], why="quotation", by=edith)
    client.force_login(mo)
    page = client.get(step(copy))
    later = findings(copy.kind, copy.kind.snapshot(copy), copy.page)[0]
    actions.settle_findings(page=copy.page, found=[later], why="other", words="I just like it", by=edith)
    sent = {"chosen": [promise.fingerprint], "agree": "yes", "seen": seen(page) if is_told else ["x:y"]}
    answer = client.post(step(copy), sent)
    assert answer.status_code == 200 and "changed while you were reading" in words(answer)
    assert "I just like it" in words(answer) and words(answer).count(" checked>") == 1
    assert not FindingDecision.objects.filter(is_nod=True).exists()
    assert client.post(step(copy), {**sent, "seen": seen(answer)}).status_code == 302
    assert FindingDecision.objects.get(by=mo).words == "I just like it"


def test_who_needs_no_nod_is_not_told_to_wait(desk: Client, copy: Article, edith: User) -> None:
    edith.user_permissions.add(Permission.objects.get(codename="override_four_eyes"))
    page = desk.get(step(copy))
    assert "waits for a moderator" not in words(page) and 'name="agree"' not in words(page)
    sent = {"chosen": chosen(page), "why": "other", "words": "It quotes a leaflet", "seen": seen(page)}
    assert desk.post(step(copy), sent).status_code == 302
    assert "All checks pass." in words(desk.get(f"{ROOT}{copy.pk}/publish/"))


def test_the_publish_step_leads_here_from_errors_and_from_warnings(desk: Client, copy: Article) -> None:
    shown = words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    assert shown.count(f'href="{step(copy)}"') == 1 and "Settle these sentences…" in shown
    assert shown.count("KP.E019") == 1 and shown.count("KP.W014") == 1
    promise = chosen(desk.get(step(copy)))[0]
    FindingDecision(
        page=copy.page, fingerprint=promise, sentence="", rule="", is_risky=True, is_nod=True, why="advice",
        by=User.objects.get(username="edith"),
    ).save()  # fmt: skip
    shown = words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    assert shown.count(f'href="{step(copy)}"') == 1 and "2 sentences read like claims" in shown


def test_one_tick_is_enough_for_all_plain_ones(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith, body=BODY.replace("is safe and effective", "is done with needles"))
    page = words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    (key,) = re.findall(r'name="acknowledged" value="([^"]*)"', page)
    sent = {"change_note": "First version.", "seen_version": copy.version}
    assert desk.post(f"{ROOT}{copy.pk}/publish/", sent).status_code == 200
    assert desk.post(f"{ROOT}{copy.pk}/publish/", {**sent, "acknowledged": [key]}).status_code == 302
    assert Publication.objects.count() == 1


def test_where_nothing_was_found_it_says_so(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    assert "Nothing was found" in words(desk.get(step(copy)))
    assert step(copy) not in words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    assert desk.get(f"{ROOT}9999/findings/").status_code == 404
    assert desk.delete(step(copy)).status_code == 405


def test_its_queries_do_not_grow(desk: Client, copy: Article, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(9):
        desk.get(step(copy))
