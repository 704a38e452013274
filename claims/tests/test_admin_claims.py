"""Claims in the admin: an editor proposes, caution goes live at once, and readers keep what they had."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.models import Claim, ClaimCaveat, ClaimVersion, Evidence
from claims.queries import newest_faces
from tests import factory

from .posting import filled, with_row

LIST = "/admin/claims/claim/"


def change(claim: Claim) -> str:
    return f"{LIST}{claim.pk}/change/"


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    """Edith, signed in."""
    client.force_login(edith)
    return client


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def problems(response: Any) -> str:
    return str(response.context["errors"])


def test_an_editor_adds_a_claim_with_its_caveat_and_source(desk: Client) -> None:
    caveat, source, question = factory.caveat(), factory.source(), factory.question()
    data = filled(desk.get(f"{LIST}add/"))
    data |= {"slug": "it-helps", "statement": "It may\r\n help. ", "about": "effect", "question": question.pk}
    data |= {"stance": "yes"}
    data = with_row(data, "carried", caveat=caveat.pk)
    data = with_row(data, "evidence", source=source.pk, relation="supports", read="abstract")
    answer = desk.post(f"{LIST}add/", data)
    assert answer.status_code == 302
    claim = Claim.objects.get()
    assert claim.statement == "It may help."
    assert [each.caveat for each in claim.carried.all()] == [caveat]
    assert [each.source for each in Evidence.objects.filter(claim=claim)] == [source]
    assert not ClaimVersion.objects.exists()


def test_a_rewording_of_a_public_claim_waits_and_the_editor_is_told(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    page = desk.get(change(claim))
    assert "Readers see version 1. What you save here is a proposal" in page.content.decode()
    answer = desk.post(change(claim), filled(page) | {"statement": "It may help a lot."}, follow=True)
    assert "Changes wait for a sign-off. Until then readers see version 1." in said(answer)
    assert newest_faces()[claim.slug].statement == "It may help a little."
    html = desk.get(change(claim)).content.decode()
    assert "<del>little.</del>" in html
    assert "<ins>lot.</ins>" in html


def test_an_added_caveat_is_live_at_once_and_the_editor_is_told(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    grave = factory.caveat("herpes", "stop", "Tell them about cold sores.")
    data = with_row(filled(desk.get(change(claim))), "carried", caveat=grave.pk)
    answer = desk.post(change(claim), data, follow=True)
    assert "Readers see this at once" in said(answer)
    assert "Caveat added: Warning: Tell them about cold sores." in said(answer)
    face = newest_faces()[claim.slug]
    assert [caveat.slug for caveat in face.caveats] == ["not-sure", "herpes"]
    assert face.notice


def test_evidence_against_is_live_at_once(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    data = filled(desk.get(change(claim)))
    data = with_row(data, "evidence", source=factory.source("t").pk, relation="contradicts", read="full text")
    assert desk.post(change(claim), data).status_code == 302
    assert len(newest_faces()[claim.slug].evidence_that("contradicts")) == 1


def test_a_public_claim_keeps_its_last_caveat(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    data = filled(desk.get(change(claim))) | {"carried-0-DELETE": "on"}
    answer = desk.post(change(claim), data)
    assert "cannot lose its last caveat" in problems(answer)
    assert ClaimCaveat.objects.filter(claim=claim).exists()


def test_a_last_caveat_can_be_changed_for_another(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    data = filled(desk.get(change(claim))) | {"carried-0-DELETE": "on"}
    data = with_row(data, "carried", caveat=factory.caveat("other", "note", "It is other.").pk)
    assert desk.post(change(claim), data).status_code == 302
    assert [each.caveat.slug for each in claim.carried.all()] == ["other"]
    assert [caveat.slug for caveat in newest_faces()[claim.slug].caveats] == ["not-sure", "other"]


def test_a_claim_that_nobody_sees_may_be_without_a_caveat(desk: Client) -> None:
    claim = factory.claim()
    data = filled(desk.get(change(claim))) | {"carried-0-DELETE": "on"}
    assert desk.post(change(claim), data).status_code == 302


@pytest.mark.parametrize(("severity", "more", "word"), [("note", 4, "caveats"), ("stop", 3, "warnings")])
def test_a_note_is_never_a_wall(desk: Client, severity: str, more: int, word: str) -> None:
    claim = factory.claim()
    data = filled(desk.get(change(claim)))
    for number in range(more):
        data = with_row(data, "carried", caveat=factory.caveat(f"{severity}-{number}", severity).pk)
    assert f"at most {more if more == 4 else 2} {word}" in problems(desk.post(change(claim), data))
    assert claim.carried.count() == 1


@pytest.mark.parametrize("prefix", ["carried", "evidence"])
def test_the_same_row_twice_is_refused_in_words(desk: Client, prefix: str) -> None:
    claim = factory.claim()
    data = filled(desk.get(change(claim)))
    rows: dict[str, dict[str, Any]] = {
        "carried": {"caveat": factory.caveat().pk},
        "evidence": {"source": factory.source().pk, "relation": "mentions", "read": "abstract"},
    }
    answer = desk.post(change(claim), with_row(data, prefix, **rows[prefix]))
    assert answer.status_code == 200
    assert problems(answer)


def test_a_slug_is_asked_for_once_and_then_only_shown(desk: Client) -> None:
    claim = factory.claim()
    data = filled(desk.get(change(claim))) | {"slug": "another"}
    assert "slug" not in filled(desk.get(change(claim)))
    assert desk.post(change(claim), data).status_code == 302
    claim.refresh_from_db()
    assert claim.slug == "it-may-help"


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ({"slug": "Not A Slug"}, "hyphens"),
        ({"slug": "it-may-help"}, "already exists"),
        ({"stance": "yes"}, "stance"),
        ({"statement": " "}, "required"),
        ({"statement": "x" * 301}, "300"),
    ],
)
def test_what_the_database_would_refuse_is_told_beside_the_form(
    desk: Client, typed: dict[str, str], about: str
) -> None:
    factory.claim()
    data = filled(desk.get(f"{LIST}add/")) | {
        "slug": "new",
        "statement": "It helps.",
        "about": "effect",
        **typed,
    }
    answer = desk.post(f"{LIST}add/", data)
    assert answer.status_code == 200
    assert about in problems(answer)
    assert Claim.objects.count() == 1


def test_an_extract_of_more_than_forty_words_is_refused(desk: Client) -> None:
    claim = factory.claim()
    data = filled(desk.get(change(claim))) | {"evidence-0-extract": "word " * 41}
    assert "at most 40 words" in problems(desk.post(change(claim), data))


def test_a_refused_form_still_shows_what_readers_see(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    answer = desk.post(change(claim), filled(desk.get(change(claim))) | {"statement": ""})
    assert answer.context["public"].statement == "It may help a little."
    assert answer.context["changed_rows"] == []


def test_the_page_names_where_the_claim_is_made(desk: Client, edith: User, mo: User) -> None:
    claim = factory.signed(by=mo)
    assert "No live page makes this claim." in desk.get(change(claim)).content.decode()
    factory.published(factory.article(by=edith, body="It [may help](claim:it-may-help)."), by=edith)
    assert '<a href="/articles/what-helps/">What helps?</a>' in desk.get(change(claim)).content.decode()


def test_the_list_shows_verdicts_and_what_waits(desk: Client, mo: User) -> None:
    factory.claim("unseen")
    waiting = factory.signed("waiting", by=mo)
    Claim.objects.filter(pk=waiting.pk).update(statement="Another wording.")
    html = desk.get(LIST).content.decode()
    assert "Sources back this" in html
    assert "Changes wait" in html
    assert "Not public yet" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=second", {"second"}),
        ("?q=does+it+itch", {"third"}),
        ("?q=nothing", set()),
        ("?verdict=supported", {"first", "second"}),
        ("?verdict=none", {"third"}),
        ("?verdict=nonsense", set()),
        ("?waiting=changes", {"second"}),
        ("?waiting=notice", {"first"}),
        ("?about=advice", {"third"}),
        ("?o=3", {"first", "second", "third"}),
    ],
)
def test_claims_are_searched_and_filtered(desk: Client, mo: User, query: str, found: set[str]) -> None:
    first, second = factory.signed("first", by=mo), factory.signed("second", by=mo)
    ClaimVersion.objects.create(
        claim=first, number=2, verdict="supported", certainty="low", by=mo,
        face={**ClaimVersion.objects.get(claim=first).face, "notice": "Being re-checked"},
    )  # fmt: skip
    Claim.objects.filter(pk=second.pk).update(statement="Another wording.")
    factory.claim("third", about="advice", question=factory.question(text="Does it itch?"), stance="yes")
    assert {claim.slug for claim in desk.get(f"{LIST}{query}").context["cl"].result_list} == found


def test_the_list_asks_the_same_number_of_questions_for_many_claims(
    desk: Client, mo: User, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for batch in range(2):
        for number in range(4):
            factory.signed(f"claim-{batch}-{number}", by=mo)
        with django_assert_max_num_queries(15) as asked:
            desk.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_asks_the_same_number_of_questions_for_much_evidence(
    desk: Client, mo: User, django_assert_max_num_queries: Any
) -> None:
    claim = factory.signed(by=mo, question=factory.question(), stance="yes")
    counts = []
    for batch in range(2):
        for number in range(5):
            source = factory.source(f"source-{batch}-{number}")
            Evidence.objects.create(claim=claim, source=source, relation="mentions", read="abstract")
        with django_assert_max_num_queries(30) as asked:
            html = desk.get(change(claim)).content.decode()
        counts.append(len(asked))
        assert f"source-{batch}-4)</option>" in html
    assert counts[0] == counts[1]
