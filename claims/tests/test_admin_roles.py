"""Who may do what to the register in the admin, and what nobody may delete."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.actions import sign_off_answer
from claims.models import Caveat, Claim, ClaimVersion, Question, Source
from tests import factory

MODELS = ("claim", "question", "caveat", "source")


@pytest.fixture
def rows(mo: User) -> dict[str, Any]:
    """One row of each kind, all in use."""
    question = factory.question(answer="No.")
    claim = factory.signed(by=mo, question=question, stance="yes")
    version = ClaimVersion.objects.get()
    found = {"claim": claim, "question": question, "caveat": factory.caveat(), "source": factory.source()}
    return {**found, "claimversion": version}


def at(rows: dict[str, Any], model: str, view: str) -> str:
    return f"/admin/claims/{model}/{rows[model].pk}/{view}/"


def addresses(rows: dict[str, Any]) -> list[str]:
    every = [f"/admin/claims/{model}/" for model in (*MODELS, "claimversion")]
    every += [at(rows, model, view) for model in MODELS for view in ("change", "history", "delete")]
    every += [f"/admin/claims/{model}/add/" for model in MODELS]
    return [
        *every,
        at(rows, "claimversion", "change"),
        at(rows, "claim", "sign-off"),
        at(rows, "question", "sign-off"),
    ]


def test_a_visitor_is_sent_to_sign_in_everywhere(client: Client, rows: dict[str, Any]) -> None:
    for address in addresses(rows):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/")


def test_a_colleague_without_permissions_is_refused_everywhere(client: Client, rows: dict[str, Any]) -> None:
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    for address in addresses(rows):
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code == 403, address


def test_an_editor_reads_and_writes_and_does_not_judge_or_delete(
    client: Client, rows: dict[str, Any], edith: User
) -> None:
    client.force_login(edith)
    for address in addresses(rows):
        wanted = 403 if address.endswith(("sign-off/", "delete/")) else 200
        assert client.get(address).status_code == wanted, address
    for model in ("claim", "question"):
        assert client.post(at(rows, model, "sign-off"), {"act": "notice"}).status_code == 403
    assert ClaimVersion.objects.count() == 1


def test_a_moderator_judges_too(client: Client, rows: dict[str, Any], mo: User) -> None:
    client.force_login(mo)
    for address in addresses(rows):
        assert client.get(address).status_code == (403 if address.endswith("delete/") else 200), address


@pytest.mark.parametrize("model", ["claim", "question"])
def test_the_sign_off_page_knows_its_methods_and_its_rows(
    client: Client, rows: dict[str, Any], mo: User, model: str
) -> None:
    client.force_login(mo)
    address = at(rows, model, "sign-off")
    assert client.head(address).status_code == 200
    for method in (client.put, client.delete, client.patch):
        assert method(address).status_code == 405
    for missing in ("0", "x", "99999999999999999999"):
        assert client.get(f"/admin/claims/{model}/{missing}/sign-off/").status_code == 404


def test_a_post_without_its_token_is_refused(rows: dict[str, Any], mo: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mo)
    assert strict.post(at(rows, "claim", "sign-off"), {"act": "notice"}).status_code == 403
    assert ClaimVersion.objects.count() == 1


def test_nobody_adds_changes_or_deletes_a_version(client: Client, rows: dict[str, Any], admin_user: User) -> None:
    client.force_login(admin_user)
    change, delete = at(rows, "claimversion", "change"), at(rows, "claimversion", "delete")
    assert client.get(change).status_code == 200
    for address in ("/admin/claims/claimversion/add/", change, delete):
        assert client.post(address, {"verdict": "supported", "post": "yes"}).status_code == 403
    assert ClaimVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("claim", "it cannot be deleted. Take it back instead. It stands on: “What helps?”."),
        ("caveat", "these claims carry it: it-may-help."),
        ("source", "these claims cite it: it-may-help."),
        ("question", "these claims answer it: it-may-help."),
    ],
)  # fmt: skip
def test_what_is_in_use_is_not_deleted_and_the_refusal_names_what_uses_it(
    client: Client, rows: dict[str, Any], admin_user: User, edith: User, model: str, reason: str
) -> None:
    factory.published(factory.article(by=edith, body="It [may help](claim:it-may-help)."), by=edith)
    client.force_login(admin_user)
    for answer in (
        client.get(at(rows, model, "delete"), follow=True),
        client.post(at(rows, model, "delete"), {"post": "yes"}, follow=True),
    ):
        assert answer.redirect_chain == [(at(rows, model, "change"), 302)]
        assert reason in " ".join(str(message) for message in answer.context["messages"])
    rows[model].refresh_from_db()


def test_a_question_whose_answer_was_seen_is_kept(client: Client, mo: User, admin_user: User) -> None:
    question = factory.question()
    sign_off_answer(question=question, text="No.", by=mo)
    client.force_login(admin_user)
    answer = client.post(f"/admin/claims/question/{question.pk}/delete/", {"post": "yes"}, follow=True)
    assert "Readers have seen its answer" in answer.content.decode()
    assert Question.objects.exists()


def test_a_row_that_nothing_needs_can_be_deleted(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    made = (factory.claim(), factory.caveat(), factory.source(), factory.question())
    for row in made:
        address = f"/admin/claims/{row._meta.model_name}/{row.pk}/delete/"
        assert client.post(address, {"post": "yes"}).status_code == 302
    assert not any(model.objects.exists() for model in (Claim, Caveat, Source, Question))


@pytest.mark.parametrize("model", MODELS)
def test_there_is_no_delete_selected(client: Client, rows: dict[str, Any], admin_user: User, model: str) -> None:
    client.force_login(admin_user)
    address = f"/admin/claims/{model}/"
    assert "delete_selected" not in client.get(address).content.decode()
    client.post(address, {"action": "delete_selected", "_selected_action": [rows[model].pk], "post": "yes"})
    rows[model].refresh_from_db()


def test_the_pages_hold_no_inline_style_or_script(client: Client, rows: dict[str, Any], mo: User) -> None:
    client.force_login(mo)
    for address in (
        at(rows, "claim", "change"),
        at(rows, "claim", "sign-off"),
        at(rows, "question", "sign-off"),
    ):
        html = client.get(address).content.decode()
        assert "<style" not in html
        assert ' style="' not in html
        assert "<script>" not in html
