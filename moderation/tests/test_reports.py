"""Readers report what is wrong with a claim or a page: no account, no cookie, and nothing typed is lost."""

from datetime import timedelta
from html import escape
from typing import Any

import pytest
from django.test import Client, override_settings

from accounts.models import User
from claims.actions import retire, set_notice
from claims.models import Claim
from moderation.actions import disagree
from moderation.models import Contact, Flag
from publishing import actions
from publishing.models import Page
from tests import factory
from tests.visitor import Node

from .posting import CLAIM_FORM, PAGE_FORM, send, token, token_in

pytestmark = pytest.mark.django_db

FIRST_LINE = "This form is not for medical help, and nobody reads it at night."
BODY = "## Found\n\nIt [may help](claim:it-may-help)."


@pytest.fixture(autouse=True)
def claim(mo: User) -> Claim:
    """A claim that readers see."""
    return factory.signed(by=mo)


@pytest.fixture
def page(claim: Claim, edith: User) -> Page:
    """A page that readers see, which makes the claim."""
    return factory.published(factory.article(by=edith, body=BODY), by=edith).page


def page_token(page: Page) -> str:
    return token(f"page:{page.pk}")


@pytest.mark.parametrize("address", [CLAIM_FORM, PAGE_FORM])
def test_the_form_is_for_everybody_and_sets_no_cookie(address: str, client: Client, page: Page) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert "no-store" in answer["Cache-Control"] and "Cookie" not in answer.get("Vary", "")
    assert 'name="robots" content="noindex"' in answer.text
    assert client.head(address).status_code == 200
    for method in ("put", "patch", "delete", "options"):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", [
    "/evidence/nothing-here/report/",
    "/articles/nothing-here/report/",
    "/treatments/what-helps/report/",
    "/recipes/what-helps/report/",
])  # fmt: skip
def test_what_readers_do_not_see_has_no_form(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404
    assert send(client, address).status_code == 404


def test_a_draft_and_a_claim_without_a_version_have_no_form(client: Client, edith: User) -> None:
    factory.article("not-yet", by=edith)
    factory.claim("nobody-makes-it")
    assert client.get("/articles/not-yet/report/").status_code == 404
    assert client.get("/evidence/nobody-makes-it/report/").status_code == 404


def test_its_first_line_leads_to_when_to_get_help(client: Client, edith: User) -> None:
    factory.published(factory.checklist(by=edith), by=edith)
    answer = client.get(CLAIM_FORM).text
    main = answer.partition("<main")[2]
    assert main.index(FIRST_LINE) < main.index("<h1")
    assert 'see <a href="/aftercare/after-needling/#get-help">When to get help</a>' in main
    assert 'id="get-help"' in client.get("/aftercare/after-needling/").text


def test_without_a_checklist_it_says_whom_to_call(client: Client) -> None:
    main = client.get(CLAIM_FORM).text.partition("<main")[2]
    assert FIRST_LINE in main and "get medical help" in main and "#get-help" not in main
    assert '<a href="tel:999">999</a>' in main


def test_help_is_that_of_the_page_or_the_treatment_that_was_read(client: Client, edith: User) -> None:
    treatment = factory.treatment(by=edith)
    factory.published(treatment, by=edith)
    factory.published(factory.checklist("after-creams", by=edith), by=edith)
    factory.published(factory.checklist("after-needling", by=edith, treatment=treatment), by=edith)
    for address, help_at in (
        ("/treatments/needling/report/", "/aftercare/after-needling/"),
        ("/aftercare/after-creams/report/", "/aftercare/after-creams/"),
        ("/aftercare/after-needling/report/", "/aftercare/after-needling/"),
    ):
        assert f'href="{help_at}#get-help"' in client.get(address).text


def test_a_report_on_a_claim_is_kept_and_leads_to_its_receipt(client: Client) -> None:
    answer = send(client, words="The review says otherwise.\r\nSee page 3.", email="reader@example.org")
    flag = Flag.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/reports/{flag.token}/")
    assert not answer.cookies
    assert (flag.claim.slug, flag.claim_number, flag.page) == ("it-may-help", 1, None)  # type: ignore[union-attr]
    assert (flag.doubt, flag.words) == ("not-true", "The review says otherwise.\nSee page 3.")
    assert Contact.objects.get().email == "reader@example.org"


def test_a_report_on_a_page_names_passage_and_claim(client: Client, page: Page) -> None:
    send(client, PAGE_FORM, token=page_token(page), quote="may help", claim="it-may-help")
    flag = Flag.objects.get()
    assert (flag.page, flag.page_number, flag.quote) == (page, 1, "may help")
    assert flag.claim is not None and flag.claim.slug == "it-may-help"


def test_a_report_on_a_page_needs_neither(client: Client, page: Page) -> None:
    assert send(client, PAGE_FORM, token=page_token(page)).status_code == 303
    assert (Flag.objects.get().claim, Flag.objects.get().quote) == (None, "")


def test_a_claim_that_the_page_does_not_make_cannot_be_chosen(client: Client, page: Page, mo: User) -> None:
    factory.signed("another", by=mo)
    assert send(client, PAGE_FORM, token=page_token(page), claim="another").status_code == 400
    assert not Flag.objects.exists()


def offered(client: Client) -> str:
    """Return the words of the one claim that the form on the page offers."""
    return next(each.text for each in Node.read(client.get(PAGE_FORM).text).having("value")
                if each.attributes["value"] == "it-may-help")  # fmt: skip


def test_claims_to_choose_from_stand_with_verdict_and_caveat(client: Client, page: Page) -> None:
    assert "Sources back this. Take care: Nobody has studied this." in offered(client)


def test_a_claim_to_choose_that_is_being_re_checked_says_so(client: Client, claim: Claim, page: Page, mo: User) -> None:
    set_notice(claim=claim, by=mo)
    assert "Sources back this. Being re-checked. Take care: Nobody has studied this." in offered(client)


def test_a_retired_claim_can_still_be_reported(client: Client, mo: User) -> None:
    retire(claim=factory.signed("old", by=mo), reasons="It was wrong.", by=mo)
    assert client.get("/evidence/old/report/").status_code == 200
    assert send(client, "/evidence/old/report/", token=token("claim:old")).status_code == 303


def test_a_former_address_leads_to_the_form_and_loses_nothing_that_was_typed(
    client: Client, page: Page, mo: User
) -> None:
    ticket = page_token(page)
    actions.rename_page(page=page, slug="what-really-helps", by=mo)
    answer = client.get(PAGE_FORM, {"quote": "some words"})
    assert (answer.status_code, answer["Location"]) == (301, "/articles/what-really-helps/report/?quote=some+words")
    assert send(client, PAGE_FORM, token=ticket).status_code == 303


def test_hostile_words_are_shown_as_words(client: Client, page: Page) -> None:
    hostile = "</textarea><script>alert(1)</script>{{ 7*7 }}\x00"
    html = client.get(PAGE_FORM, {"quote": hostile}).text
    assert "<script>alert" not in html and escape(hostile.rstrip("\x00")) in html
    again = send(client, PAGE_FORM, token=page_token(page), doubt="", words=hostile, email='"><script>')
    assert again.status_code == 400 and "<script>alert" not in again.text and '"><script>' not in again.text


def test_a_passage_in_the_address_is_cut(client: Client, page: Page) -> None:
    assert "q" * 1000 in client.get(PAGE_FORM, {"quote": "q" * 1001}).text
    assert "q" * 1001 not in client.get(PAGE_FORM, {"quote": "q" * 1001}).text


@pytest.mark.parametrize(("field", "value", "message"), [
    ("doubt", "", "Choose what is wrong."),
    ("doubt", "spam", "Choose one of the four."),
    ("words", "x" * 2001, "Use at most 2000 characters. You used 2001."),
    ("words", "a\x00b", "Null characters are not allowed."),
    ("email", "nobody", "That is no e-mail address."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_all_that_was_typed_is_kept(
    field: str, value: str, message: str, client: Client
) -> None:
    typed = {"doubt": "confusing", "words": "Typed words.", "email": "reader@example.org"}
    answer = send(client, **{**typed, field: value})
    page = Node.read(answer.text)
    summary = next(each for each in page.having("id") if each.attributes["id"] == "problems")
    links = [each.attributes["href"] for each in summary.having("href")]
    ids = [each.attributes["id"] for each in page.having("id")]
    assert answer.status_code == 400 and message in summary.text
    assert [link.removeprefix("#") in ids for link in links] == [True]
    assert all(words in answer.text for name, words in typed.items() if name not in (field, "doubt"))
    assert not Flag.objects.exists()


def test_two_lines_are_counted_as_they_were_typed(client: Client) -> None:
    assert send(client, words="x\r\n" * 667).status_code == 303  # 2001 bytes, 1334 characters


# --- what stands in for a cookie ------------------------------------------------------------------------------


def test_a_form_that_comes_back_at_once_can_be_sent_again_after_a_moment(client: Client) -> None:
    fresh = token_in(client.get(CLAIM_FORM))
    answer = send(client, token=fresh)
    assert answer.status_code == 400 and "faster than people type" in answer.text
    assert "I read otherwise." in answer.text and token_in(answer) == fresh
    assert not Flag.objects.exists()


def test_what_is_wrong_with_the_words_is_told_before_the_haste(client: Client) -> None:
    answer = send(client, token=token_in(client.get(CLAIM_FORM)), doubt="")
    assert "Choose what is wrong." in answer.text and "faster than people type" not in answer.text


def test_a_form_from_yesterday_is_signed_anew_with_all_that_was_typed(client: Client) -> None:
    answer = send(client, token=token(age=timedelta(days=1, minutes=1)))
    assert answer.status_code == 400 and "open for more than a day" in answer.text
    assert "I read otherwise." in answer.text
    assert send(client, token=token_in(answer)).status_code == 303


@pytest.mark.parametrize("bad", ["", "made-up", "eyJhIjoxfQ:1:abc", token("claim:another")])
def test_a_token_that_is_not_of_this_form_is_not_taken(bad: str, client: Client) -> None:
    answer = send(client, token=bad)
    assert answer.status_code == 400 and "I read otherwise." in answer.text
    assert not Flag.objects.exists()


def test_a_form_that_is_sent_twice_makes_one_report(client: Client) -> None:
    ticket = token()
    first, second = send(client, token=ticket), send(client, token=ticket)
    assert first["Location"] == second["Location"] and second.status_code == 303
    assert Flag.objects.count() == 1


def test_a_form_that_is_changed_and_sent_again_is_not_dropped(client: Client) -> None:
    ticket = token()
    send(client, token=ticket)
    answer = send(client, token=ticket, words="And one thing more.")
    assert answer.status_code == 409 and "And one thing more." in answer.text
    assert Flag.objects.get().token in answer.text and token_in(answer) != ticket


def test_an_address_that_is_added_or_put_right_later_is_kept(client: Client) -> None:
    ticket = token()
    typed = ["", "raeder@example.org", "reader@example.org", ""]
    kept = [None, "raeder@example.org", "reader@example.org", "reader@example.org"]
    for email, last in zip(typed, kept, strict=True):
        assert send(client, token=ticket, email=email).status_code == 303
        assert Contact.objects.values_list("email", flat=True).first() == last
    assert send(client, token=ticket, email="other@example.org", words="Something else.").status_code == 409
    assert Contact.objects.get().email == "reader@example.org"
    assert Flag.objects.count() == 1


def test_an_address_that_comes_after_the_answer_is_not_kept(client: Client, mo: User) -> None:
    ticket = token()
    send(client, token=ticket)
    disagree(flag=Flag.objects.get(), reason="The study is right.", by=mo, seen=0)
    answer = send(client, token=ticket, email="reader@example.org")
    assert not Contact.objects.exists()
    assert "The study is right." in client.get(answer["Location"]).text


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    {"origin": "null"},
])  # fmt: skip
def test_a_form_from_another_site_is_only_shown(headers: dict[str, str], client: Client) -> None:
    answer = send(client, headers=headers)
    assert answer.status_code == 403 and "I read otherwise." in answer.text
    assert not Flag.objects.exists()


@pytest.mark.parametrize("headers", [
    {"origin": "http://testserver"},
    {"origin": "https://testserver"},
    {"origin": "null", "sec-fetch-site": "same-origin"},
    {"origin": "https://other.example"},
])  # fmt: skip
@override_settings(CSRF_TRUSTED_ORIGINS=["https://other.example"])
def test_a_form_from_here_is_taken(headers: dict[str, str], client: Client) -> None:
    assert send(client, headers=headers).status_code == 303


def test_the_trap_is_emptied_and_says_so(client: Client) -> None:
    answer = send(client, subject_line="Buy now")
    assert answer.status_code == 400 and "leave the hidden field empty" in answer.text
    assert "Buy now" not in answer.text and "I read otherwise." in answer.text
    assert not Flag.objects.exists()


def test_people_do_not_meet_the_trap(client: Client) -> None:
    field = next(each for each in Node.read(client.get(CLAIM_FORM).text).having("name")
                 if each.attributes["name"] == "subject_line")  # fmt: skip
    assert (field.attributes["tabindex"], field.attributes["autocomplete"]) == ("-1", "off")


def test_a_site_that_sends_no_e_mail_asks_for_no_address(client: Client) -> None:
    with override_settings(SENDS_MAIL=False):
        assert 'type="email"' not in client.get(CLAIM_FORM).text
        assert send(client, email="reader@example.org").status_code == 303
    assert not Contact.objects.exists()


# --- where the links stand ------------------------------------------------------------------------------------


def test_every_note_and_every_page_has_the_link(client: Client, page: Page, edith: User) -> None:
    factory.published(factory.treatment(by=edith), by=edith)
    factory.published(factory.checklist(by=edith), by=edith)
    assert f'href="{CLAIM_FORM}"' in client.get("/articles/what-helps/").text
    assert f'href="{CLAIM_FORM}"' in client.get("/evidence/it-may-help/").text
    for address in ("/articles/what-helps/", "/treatments/needling/", "/aftercare/after-needling/"):
        assert f'href="{address}report/"' in client.get(address).text


def test_the_forms_take_a_fixed_number_of_queries(
    client: Client, page: Page, edith: User, mo: User, django_assert_num_queries: Any
) -> None:
    claims = "\n\n".join(f"It [may help](claim:claim-{number})." for number in range(6))
    for number in range(6):
        factory.signed(f"claim-{number}", by=mo)
    factory.published(factory.article("many", by=edith, body=f"## Found\n\n{claims}"), by=edith)
    for address, count in ((CLAIM_FORM, 2), (PAGE_FORM, 4), ("/articles/many/report/", 4)):
        with django_assert_num_queries(count):
            client.get(address)
