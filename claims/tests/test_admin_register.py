"""Questions, caveats, sources and the history of claims in the admin."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.actions import set_notice, sign_off_answer
from claims.models import Answer, Caveat, Evidence, Question, Source
from claims.queries import newest_faces
from tests import factory

from .posting import filled


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    """Edith, signed in."""
    client.force_login(edith)
    return client


def change(row: Any) -> str:
    return f"/admin/claims/{row._meta.model_name}/{row.pk}/change/"


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_a_raised_severity_reaches_every_claim_that_carries_the_caveat(desk: Client, mo: User) -> None:
    factory.signed("first", by=mo)
    factory.signed("second", by=mo)
    factory.claim("unseen")
    caveat = factory.caveat()
    answer = desk.post(change(caveat), filled(desk.get(change(caveat))) | {"severity": "stop"}, follow=True)
    assert said(answer).count("Readers see this at once") == 2
    assert all(face.caveats[0].severity == "stop" and face.notice for face in newest_faces().values())
    assert len(newest_faces()) == 2


def test_a_softened_caveat_waits(desk: Client, mo: User) -> None:
    factory.signed(by=mo)
    caveat = factory.caveat()
    typed = {"severity": "note", "text": "All is well."}
    answer = desk.post(change(caveat), filled(desk.get(change(caveat))) | typed, follow=True)
    assert "Readers see this" not in said(answer)
    face = newest_faces()["it-may-help"]
    assert (face.caveats[0].severity, face.caveats[0].text) == ("caution", "Nobody has studied this.")


def test_a_retraction_reaches_the_claims_that_cite_the_source(desk: Client, mo: User) -> None:
    factory.signed(by=mo)
    source = factory.source()
    answer = desk.post(change(source), filled(desk.get(change(source))) | {"verification": "retracted"}, follow=True)
    assert "Readers see this at once" in said(answer)
    assert newest_faces()["it-may-help"].evidence[0].source.verification == "retracted"


def test_what_a_proposal_takes_off_still_warns_the_readers_who_see_it(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    claim.evidence.all().delete()
    claim.carried.all().delete()
    for row, typed in ((factory.source(), {"verification": "retracted"}), (factory.caveat(), {"severity": "stop"})):
        answer = desk.post(change(row), filled(desk.get(change(row))) | typed, follow=True)
        assert "Readers see this at once" in said(answer)
    face = newest_faces()["it-may-help"]
    assert (face.number, face.evidence[0].source.verification, face.caveats[0].severity) == (3, "retracted", "stop")


def test_what_a_proposal_takes_off_and_softens_waits(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    claim.evidence.all().delete()
    claim.carried.all().delete()
    for row, typed in ((factory.source(), {"verification": "unverified"}), (factory.caveat(), {"severity": "note"})):
        desk.post(change(row), filled(desk.get(change(row))) | typed)
    assert newest_faces()["it-may-help"].number == 1


def test_what_readers_still_see_is_named_and_kept_though_a_proposal_takes_it_off(
    admin_client: Client, mo: User
) -> None:
    claim = factory.signed(by=mo)
    claim.evidence.all().delete()
    claim.carried.all().delete()
    for row in (factory.source(), factory.caveat()):
        assert f'<a href="{change(claim)}">' in admin_client.get(change(row)).content.decode()
        delete = change(row).replace("change", "delete")
        assert "cannot be deleted" in said(admin_client.post(delete, {"post": "yes"}, follow=True))


def test_caveats_and_sources_name_the_claims_that_use_them(desk: Client) -> None:
    claim = factory.claim()
    for row in (factory.caveat(), factory.source()):
        assert f'<a href="{change(claim)}">{claim.statement}</a>' in desk.get(change(row)).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"doi": "https://doi.org/10.1000/ABC"}, "Another source has this DOI."),
        ({"pmid": "PMID: 77"}, "Another source has this PMID."),
        ({"doi": "abc"}, "A DOI starts with"),
        ({"pmid": "abc"}, "A PMID is a number"),
        ({"key": "first"}, "already exists"),
        ({"key": "Not A Key"}, "single hyphens"),
        ({"linkable": ""}, "Name the original publisher"),
    ],
)
def test_a_source_that_does_not_fit_is_refused_in_words(desk: Client, typed: dict[str, str], message: str) -> None:
    factory.source("first", doi="10.1000/abc", pmid="77")
    add = "/admin/claims/source/add/"
    data = filled(desk.get(add)) | {"key": "second", "title": "A book", "type": "book", "tier": "review"} | typed
    answer = desk.post(add, {name: value for name, value in data.items() if value or name != "linkable"})
    assert answer.status_code == 200
    assert message in str(answer.context["errors"])
    assert Source.objects.count() == 1


def test_keys_and_slugs_are_shown_and_not_asked_for_again(desk: Client) -> None:
    for row in (factory.source(), factory.caveat(), factory.question()):
        assert not {"key", "slug"} & set(filled(desk.get(change(row))))
        assert desk.post(change(row), filled(desk.get(change(row))) | {"key": "x", "slug": "x"}).status_code == 302
    assert not Source.objects.filter(key="x").exists()


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("source", "?q=10.1000/abc", 1), ("source", "?q=77", 1), ("source", "?q=nothing", 0),
        ("source", "?tier__exact=review", 1), ("source", "?verification__exact=retracted", 1),
        ("caveat", "?q=cold+sores", 1), ("caveat", "?severity__exact=stop", 1), ("caveat", "?o=5", 2),
        ("question", "?q=help", 1), ("question", "?q=nothing", 0),
    ],
)  # fmt: skip
def test_the_lists_are_searched_and_filtered(desk: Client, path: str, query: str, found: int) -> None:
    factory.source("first", doi="10.1000/abc", pmid="77")
    factory.source("second", tier="clinic", verification="retracted")
    factory.caveat()
    factory.caveat("herpes", "stop", "Tell them about cold sores.")
    factory.question()
    assert len(desk.get(f"/admin/claims/{path}/{query}").context["cl"].result_list) == found


def test_autocomplete_finds_what_claims_tie_to(desk: Client) -> None:
    factory.source(title="A trial of needles")
    query = "?app_label=claims&model_name=evidence&field_name=source&term=needles"
    assert len(desk.get(f"/admin/autocomplete/{query}").json()["results"]) == 1


def test_an_editor_proposes_an_answer_and_a_moderator_signs_it_off(desk: Client, mo: User) -> None:
    question = factory.question()
    claim = factory.signed(by=mo, question=question, stance="yes")
    typed = filled(desk.get(change(question))) | {"answer": "We do  not\nknow."}
    assert desk.post(change(question), typed).status_code == 302
    assert "Answer waits" in desk.get("/admin/claims/question/").content.decode()
    assert claim.statement in desk.get(change(question)).content.decode()
    desk.force_login(mo)
    address = f"/admin/claims/question/{question.pk}/sign-off/"
    page = desk.get(address)
    assert "<ins>We do not know.</ins>" in page.content.decode()
    assert desk.post(address, {"seen": page.context["seen"]}).status_code == 302
    assert Answer.objects.get().text == "We do not know."
    assert "We do not know." in desk.get(change(question)).content.decode()
    assert "Answer waits" not in desk.get("/admin/claims/question/").content.decode()


def test_an_answer_that_changed_or_is_empty_is_not_signed_off(desk: Client, mo: User) -> None:
    question = factory.question(answer="We do not know.")
    desk.force_login(mo)
    address = f"/admin/claims/question/{question.pk}/sign-off/"
    seen = desk.get(address).context["seen"]
    Question.objects.update(answer="Yes, surely.")
    answer = desk.post(address, {"seen": seen})
    assert answer.status_code == 409
    assert "changed while you were reading" in answer.content.decode()
    Question.objects.update(answer="")
    answer = desk.post(address, {"seen": desk.get(address).context["seen"]})
    assert "1 to 25 words" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_long_answer_is_refused_before_anybody_signs_it(desk: Client) -> None:
    question = factory.question()
    answer = desk.post(change(question), filled(desk.get(change(question))) | {"answer": "a " * 26})
    assert "at most 25 words" in str(answer.context["errors"])


def test_the_history_of_a_claim_can_be_read(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    factory.signed("other", by=mo)
    second = set_notice(claim=claim, notice="A reader was hurt.", by=mo)
    listed = desk.get(f"/admin/claims/claimversion/?claim__id__exact={claim.pk}")
    assert [version.number for version in listed.context["cl"].result_list] == [2, 1]
    html = desk.get(f"/admin/claims/claimversion/{second.pk}/change/").content.decode()
    assert "Notice: A reader was hurt." in html
    assert 'name="_save"' not in html


@pytest.mark.parametrize("path", ["claimversion", "caveat", "source", "question"])
def test_the_lists_ask_the_same_number_of_questions_for_many_rows(
    desk: Client, mo: User, path: str, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for batch in range(2):
        for number in range(3):
            name = f"row-{batch}-{number}"
            question = factory.question(name, text=f"Does {name}?")
            sign_off_answer(question=question, text="No.", by=mo)
            claim = factory.signed(name, by=mo, question=question, stance="no", caveats=(factory.caveat(name),))
            source = factory.source(name)
            Evidence.objects.create(claim=claim, source=source, relation="mentions", read="abstract")
        with django_assert_max_num_queries(12) as asked:
            desk.get(f"/admin/claims/{path}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_new_caveat_in_two_lines_is_kept_as_one(desk: Client) -> None:
    add = "/admin/claims/caveat/add/"
    typed = filled(desk.get(add)) | {"slug": "new", "severity": "note", "text": "It is\r\nnew."}
    assert desk.post(add, typed).status_code == 302
    assert Caveat.objects.get().text == "It is new."
