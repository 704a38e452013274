"""What pages say to machines: in schema.org's words, true to the page, never a claim without its caveats."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.html import escape

from accounts.models import User
from articles.models import Article
from claims.actions import set_notice, sign_off, sign_off_answer
from claims.faces import SourceFace
from claims.linked_data import Site, document, register_page
from claims.models import Claim
from claims.queries import newest_faces
from claims.telling import judgement
from claims.templatetags.linked_data import source_data
from publishing import actions
from tests import factory
from tests.schemaorg import data_in, mistakes, nodes

pytestmark = pytest.mark.django_db

PAGE = "/articles/what-helps/"
ADDRESSES = {
    "home": "/",
    "page": PAGE,
    "treatment": "/treatments/needling/",
    "checklist": "/aftercare/after-needling/",
    "claim": "/evidence/it-may-help/",
    "question": "/questions/does-it-help/",
    "source": "/sources/review-2020/",
    "register": "/evidence/",
}
SITE = Site("https://kp.example.org", "KP", "en-gb")


@pytest.fixture
def copy(edith: User, mo: User) -> Article:
    """One page of each kind; the article makes one claim, tells of another, and both answer one question."""
    factory.source("trial-1", doi="10.1000/trial.1", tier="trial")
    made = factory.claim(question=factory.question(), stance="yes")
    made.evidence.create(source=factory.source("trial-1"), relation="mentions", read="abstract")
    sign_off(claim=made, verdict="supported", certainty="low", reasons="As the review says.", by=mo)
    more: dict[str, Any] = {"statement": "It cures.", "question": factory.question(), "stance": "yes"}
    told = factory.signed("it-cures", by=mo, verdict="unsupported", **more)
    sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    factory.published(factory.treatment(by=edith), by=edith)
    factory.published(factory.checklist(by=edith), by=edith)
    body = f'## Found\n\nIt [may help](claim:it-may-help). Some say [it cures](claim:{told.slug} "reported").'
    copy = factory.article(by=edith, body=body)
    factory.published(copy, by=edith)
    return copy


def data(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    (found,) = data_in(answer.content.decode())
    return found


def of_type(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes(found) if node.get("@type") == kind]


# --- the vocabulary -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_every_page_speaks_schema_orgs_words(address: str, copy: Article, client: Client) -> None:
    assert mistakes(data(client, address)) == []


def test_a_trail_and_the_registers_files_speak_them_too() -> None:
    files = register_page(SITE, "https://creativecommons.org/licenses/by/4.0/", {"text/csv": "/claims.csv"})
    assert mistakes(document(files)) == []
    assert files["mainEntity"]["distribution"][0]["contentUrl"] == "https://kp.example.org/claims.csv"
    (way,) = data_in(source_data(SourceFace("a", "A"), [("Home", "/"), ("Evidence", "/evidence/")]))
    assert mistakes(way) == []
    steps = way["breadcrumb"]["itemListElement"]
    assert [(each["position"], each["item"]["name"]) for each in steps] == [(1, "Home"), (2, "Evidence")]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"@type": "Claims"}, "no type Claims"),
    ({"@type": "Claim", "verdict": "yes"}, "no property verdict"),
    ({"@type": "Claim", "lastReviewed": "2026-01-01"}, "Claim has no lastReviewed"),
    ({"@type": "WebPage", "reviewedBy": "Dr Osei"}, "reviewedBy does not hold"),
    ({"@type": "Claim", "appearance": {"@type": "Person", "name": "X"}}, "appearance does not hold"),
    ({"name": "X"}, "without a type"),
])  # fmt: skip
def test_a_word_that_schema_org_does_not_know_is_found(wrong: dict[str, Any], said: str) -> None:
    assert said in " ".join(mistakes(document(wrong)))


# --- what is said -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_no_claim_goes_without_its_verdict_and_gravest_caveat(address: str, copy: Article, client: Client) -> None:
    faces = {face.statement: face for face in newest_faces().values()}
    for node in nodes(data(client, address)):
        said = [faces[node[name]] for name in ("text", "claimReviewed") if node.get(name) in faces]
        assert all(node["description"] == judgement(face) for face in said)
        assert all(face.gravest_caveat.text in judgement(face) for face in said if face.gravest_caveat)


def test_a_page_tells_what_it_makes_apart_from_what_it_reports(copy: Article, client: Client) -> None:
    page = data(client, PAGE)
    assert [each["text"] for each in page["hasPart"]] == ["It may help a little."]
    assert [each["@id"].split("/")[-2] for each in page["mentions"]] == ["it-cures"]
    assert {each.get("identifier") for each in page["citation"]} == {None, "doi:10.1000/trial.1"}
    assert {each["@type"] for each in page["citation"]} == {"ScholarlyArticle"}


def test_a_page_names_only_who_reviewed_that_version(copy: Article, edith: User, client: Client) -> None:
    assert "reviewedBy" not in data(client, PAGE)
    reviewer = {"reviewer_name": "Dr Ada Osei", "reviewer_role": "dermatologist", "reviewer_interests": "none"}
    actions.publish(copy=copy, by=edith, change_note="Reviewed.", reviewer=reviewer)
    page = data(client, PAGE)
    assert page["reviewedBy"] == {"@type": "Person", "name": "Dr Ada Osei", "jobTitle": "dermatologist"}
    assert page["lastReviewed"] == timezone.localdate().isoformat()


def test_a_page_is_dated_by_its_first_version_and_by_its_claims_last_change(copy: Article, mo: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        before = data(Client(), PAGE)
        set_notice(claim=Claim.objects.get(slug="it-may-help"), by=mo)
        after = data(Client(), PAGE)
    assert before["datePublished"] == after["datePublished"] == before["lastReviewed"] + before["datePublished"][10:]
    assert after["dateModified"][:10] > before["dateModified"][:10]


def test_a_claim_names_the_pages_that_make_it_and_its_review(copy: Article, client: Client) -> None:
    claim = data(client, "/evidence/it-may-help/")["mainEntity"]
    assert [each["@id"].endswith(PAGE) for each in claim["appearance"]] == [True]
    assert claim["review"]["reviewRating"] == {"@type": "Rating", "alternateName": "Sources back this"}
    assert "appearance" not in data(client, "/evidence/it-cures/")["mainEntity"]


def test_a_claim_that_nobody_judged_has_no_review(copy: Article, edith: User, client: Client) -> None:
    factory.claim("new", statement="It is new.")
    factory.published(factory.article("more", by=edith, body="## A\n\n[New](claim:new)."), by=edith)
    assert "review" not in data(client, "/evidence/new/")["mainEntity"]


def test_a_question_has_its_answer_with_the_gravest_caveat_once_there_is_one(copy: Article, client: Client) -> None:
    answer = data(client, ADDRESSES["question"])["mainEntity"]["acceptedAnswer"]
    assert (answer["text"], answer["description"]) == ("It may, a little.", "Take care: Nobody has studied this.")


def test_an_old_version_and_a_withdrawn_page_say_nothing(copy: Article, edith: User, mo: User, client: Client) -> None:
    copy.body += "\n\nMore."
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="Says more.")
    old = client.get(f"{PAGE}versions/1/").content.decode()
    assert data_in(old) == [] and "og:" not in old
    actions.withdraw(page=copy.page, public_note="It was wrong.", by=mo)
    gone = client.get(PAGE).content.decode()
    assert data_in(gone) == [] and "og:" not in gone


def test_a_scheduled_version_is_not_told_before_its_time(copy: Article, edith: User, client: Client) -> None:
    copy.title = "To come"
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, live_at=timezone.now() + timedelta(days=1))
    assert data(client, PAGE)["name"] == "What helps?"
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert data(client, PAGE)["name"] == "To come"


@pytest.mark.parametrize("title", [
    "</script><script>alert(1)</script>", "<!--<script>", "A & B “c” 'd' \"e\"", "\\u003C \\ / \u2028", "]]> {{ x }}",
])  # fmt: skip
def test_a_hostile_title_stays_a_title(title: str, edith: User, client: Client) -> None:
    factory.published(factory.article(by=edith, title=title), by=edith)
    html = client.get(PAGE).content.decode()
    (found,) = data_in(html)
    assert found["name"] == title
    assert len(re.findall(r"<script(?![^>]* src=)", html)) == 1
    assert f'<meta property="og:title" content="{escape(title)}">' in html


@override_settings(SITE_URL="https://kp.example.org")
def test_every_address_is_the_sites_own(copy: Article, client: Client) -> None:
    for address in ADDRESSES.values():
        named = [node.get("@id") or node.get("url") for node in nodes(data(client, address))]
        assert all(each.startswith(("https://kp.example.org/", "https://doi.org/")) for each in named if each)
