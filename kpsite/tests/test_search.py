"""The search page and its suggestions: what stands there, and that no claim stands there bare."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims import actions as claim_actions
from claims.models import Source
from publishing import actions
from tests import factory
from tests.visitor import Node
from treatments.models import ChecklistItem, Contraindication

pytestmark = pytest.mark.django_db

ADDRESS, SUGGEST = "/search/", "/search/suggest/"
CLAIM = "Urea softens bumps."


def html(client: Client, words: str = "", **more: Any) -> str:
    """Return the page for some words."""
    response = client.get(ADDRESS, {"q": words, **more})
    assert response.status_code == 200 and not response.cookies
    return response.content.decode()


def text(source: str) -> str:
    """Return the words of a page's main part."""
    main = next(node for node in Node.read(source).walk() if node.name == "main")
    return " ".join(main.text.split())


def shown(client: Client, words: str = "", **more: Any) -> str:
    return text(html(client, words, **more))


def titles(client: Client, words: str, **more: Any) -> list[str]:
    """Return the titles of the results, in order."""
    nodes = Node.read(html(client, words, **more)).walk()
    heads = [node for node in nodes if node.name == "h2" and "result-title" in node.attributes.get("class", "")]
    return [re.sub(r"\s+([.?!,])", r"\1", " ".join(head.text.split())) for head in heads]


def suggested(client: Client, words: str) -> list[dict[str, str]]:
    return client.get(SUGGEST, {"q": words}).json()["suggestions"]


@pytest.fixture
def claim(mo: User) -> Any:
    """A public claim that answers a question."""
    return factory.signed(by=mo, statement=CLAIM, question=factory.question(text="Does urea help?"), stance="yes")


def write(by: User, body: str, slug: str = "on-urea", **more: Any) -> Any:
    """Publish an article."""
    copy = factory.article(slug, by=by, **{"title": "On creams", "body": f"## Found\n\n{body}", **more})
    factory.published(copy, by=by)
    return copy


# --- the page -----------------------------------------------------------------------------------------------


def test_it_is_there_for_everybody_with_get_alone(client: Client) -> None:
    for address in (ADDRESS, SUGGEST):
        assert client.get(address).status_code == client.head(address).status_code == 200
        assert client.post(address).status_code == 405


def test_without_words_it_says_where_to_start(client: Client, claim: Any) -> None:
    told = shown(client)
    assert "Questions we answer" in told and "Does urea help?" in told and "All claims, by question" in told
    assert CLAIM not in told


def test_its_title_says_what_was_asked_and_no_engine_lists_it(client: Client, claim: Any) -> None:
    source = html(client, "bumps")
    assert "<title>bumps · Search · " in source and '<meta name="robots" content="noindex">' in source
    assert "canonical" not in source


def test_what_was_asked_for_is_marked_and_nothing_typed_becomes_markup(client: Client, claim: Any, mo: User) -> None:
    assert "Urea softens <mark>bumps</mark>." in html(client, "bump")
    write(mo, "Nothing.", title="A <b>cream</b> & more")
    source = html(client, "<b>cream</b> \"'><script>alert(1)</script>")
    assert "<script>alert" not in source and "<b>" not in source
    assert "A &lt;b&gt;<mark>cream</mark>&lt;/b&gt; &amp; more" in html(client, "cream")


@pytest.mark.parametrize("query", [
    "?q=%00", "?q=%F0%9F%99%82", '?q="', "?q=NEAR(", "?q=%ff%fe", "?q=" + "x" * 10_000, "?q=a&page=999",
    "?q=urea&page=-1", "?q=urea&page=x", "?q=urea&kind=nothing&verdict=nothing", "?q=urea&kind=claim&verdict=%00",
    "?q=a&q=urea", "?kind=claim",
])  # fmt: skip
def test_no_address_breaks_it(client: Client, claim: Any, query: str) -> None:
    assert client.get(ADDRESS + query).status_code == 200
    assert client.get(SUGGEST + query).status_code == 200


def test_where_nothing_is_found_it_helps(client: Client, claim: Any) -> None:
    told = shown(client, "zebra")
    assert "Nothing was found for “zebra”." in told and "Try fewer words" in told and "Does urea help?" in told


def test_where_nothing_has_all_words_what_has_some_is_shown_and_it_says_so(client: Client, claim: Any) -> None:
    told = shown(client, "urea zebra")
    assert "Nothing has all of these words. This has some of them." in told and CLAIM.split()[1] in told
    assert "has all of these words" not in shown(client, "urea bumps")


def test_a_choice_that_leaves_nothing_leads_to_what_there_is(client: Client, claim: Any) -> None:
    told = shown(client, "urea", kind="source")
    assert "Nothing was found for “urea”." in told and "There are 2 results of other kinds." in told


def test_results_are_narrowed_by_kind_and_claims_by_verdict(client: Client, claim: Any, mo: User) -> None:
    factory.signed("other", by=mo, verdict="contested", statement="Urea smells.")
    write(mo, "Urea is in many creams.")
    assert "Articles 1 Claims 2" in shown(client, "urea")
    assert sorted(titles(client, "urea", kind="claim")) == ["Urea smells.", "Urea softens bumps."]
    assert titles(client, "urea", kind="claim", verdict="contested") == ["Urea smells."]
    assert titles(client, "urea", kind="article") == ["On creams"]
    assert len(titles(client, "urea", verdict="contested")) == 4, "a verdict is chosen for claims alone"


def test_there_are_ten_to_a_page(client: Client, mo: User) -> None:
    for number in range(13):
        factory.signed(f"claim-{number}", by=mo, statement=f"Urea softens bump {number}.")
    first, second = titles(client, "urea"), titles(client, "urea", page=2)
    assert (len(first), len(second), len({*first, *second})) == (10, 3, 13)
    assert 'href="?q=urea&amp;page=2" rel="next"' in html(client, "urea")
    assert 'href="?q=urea&amp;page=1" rel="prev"' in html(client, "urea", page=2)
    assert "13 results for “urea”, page 2 of 2" in shown(client, "urea", page=2)


# --- claims -------------------------------------------------------------------------------------------------


def test_a_claim_stands_with_verdict_certainty_and_caveats_of_now(client: Client, claim: Any, mo: User) -> None:
    for words in ("Sources back this", "Evidence: weak (low certainty)", "Take care: Nobody has studied this."):
        assert words in shown(client, "bumps")
    claim_actions.set_notice(claim=claim, by=mo, notice="Somebody reported a burn.")
    told = shown(client, "bumps")
    assert "Being re-checked" in told and "Somebody reported a burn." in told
    claim_actions.sign_off(claim=claim, verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    assert "Sources disagree" in shown(client, "bumps") and "Sources back this" not in shown(client, "bumps")


def test_a_claim_that_is_due_for_a_check_says_so(client: Client, claim: Any) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=365 * 5)):
        told = shown(client, "bumps")
    assert "not currently checked" in told and "Due for a new check since" in told


def test_a_claims_words_never_stand_bare_on_a_page_of_results(client: Client, claim: Any, mo: User) -> None:
    write(mo, f"[{CLAIM}](claim:it-may-help)\n\nAsk a pharmacist about urea.", summary=f"[{CLAIM}](claim:it-may-help)")
    for words in ("urea", "creams", "softens", "pharmacist", "urea zebra"):
        source = html(client, words)
        found = [node for node in Node.read(source).walk() if "result" in node.attributes.get("class", "").split()]
        assert found and "data-claim=" not in source
        for node in found:
            is_said = "softens bumps" in " ".join(node.text.split())
            assert not is_said or ("Sources back this" in node.text and node.having("data-caveat")), words


def test_a_page_quotes_what_makes_no_claim_and_names_the_claims_it_was_found_by(
    client: Client, claim: Any, mo: User
) -> None:
    write(mo, "Urea [makes skin tender](claim:it-may-help) at first.\n\nAsk a pharmacist about urea.")
    assert "Ask a pharmacist about <mark>urea</mark>." in html(client, "urea", kind="article")
    told = shown(client, "tender", kind="article")
    assert "makes skin" not in told and f"{CLAIM} Sources back this" in told


def test_what_is_reported_is_not_quoted_either(client: Client, claim: Any, mo: User) -> None:
    write(mo, 'Some say [it wakes herpes](claim:it-may-help "reported").')
    told = shown(client, "herpes")
    assert "it wakes" not in told and f"{CLAIM} Sources back this" in told


# --- questions ----------------------------------------------------------------------------------------------


def test_the_signed_off_answer_stands_first_with_what_it_rests_on(client: Client, claim: Any, mo: User) -> None:
    claim_actions.sign_off_answer(question=factory.question(), text="Hardly, as far as anybody looked.", by=mo)
    write(mo, "Nothing.", title="Does urea help?")
    told = shown(client, "does urea help")
    assert told.index("The answer first") < told.index("Hardly, as far as") < told.rindex("Article")
    answer = told[told.index("The answer first") : told.index("side by side")]
    for words in (CLAIM, "Sources back this", "Take care: Nobody has studied this."):
        assert words in answer
    assert "The answer first" not in shown(client, "does urea help", kind="article")
    assert titles(client, "does urea help").count("Does urea help?") == 2, "the answer is not listed again"


def test_an_answer_stands_with_the_gravest_caveat_of_all_claims_on_its_question(
    client: Client, claim: Any, mo: User
) -> None:
    burns = factory.caveat("burns", "stop", "It can burn.")
    factory.signed("rival", by=mo, verdict="contested", caveats=(burns,), question=factory.question(), stance="no")
    claim_actions.sign_off_answer(question=factory.question(), text="Hardly.", by=mo)
    assert "Warning: It can burn." in shown(client, "does urea help", kind="question")


def test_a_question_without_an_answer_says_so(client: Client, claim: Any) -> None:
    assert "There is no signed-off answer yet." in shown(client, "does urea help", kind="question")


def test_a_word_that_many_questions_share_puts_none_of_them_first(client: Client, mo: User) -> None:
    for number in range(4):
        asked = factory.question(f"question-{number}", text=f"Does urea help {number}?")
        factory.signed(f"claim-{number}", by=mo, question=asked, stance="yes")
        claim_actions.sign_off_answer(question=asked, text="Hardly.", by=mo)
    assert "The answer first" not in shown(client, "urea")
    assert "The answer first" in shown(client, "urea 2")


# --- steps, warnings and sources ----------------------------------------------------------------------------


def test_a_step_leads_to_its_place_and_stands_with_what_it_rests_on(client: Client, claim: Any, mo: User) -> None:
    hours = {"starts_h": 0, "ends_h": 72}
    never = ChecklistItem(kind="dont", text="Pick at scabs.", claim=claim, disagreement="One allows it.", **hours)
    steps = [never, ChecklistItem(kind="do", text="Rinse with water.", **hours)]
    factory.published(factory.checklist(by=mo, items=steps), by=mo)
    source = html(client, "scabs", kind="step")
    told = text(source)
    for words in (
        "✕ Don’t: Pick at scabs",
        "After needling",
        "Sources disagree: One allows it.",
        CLAIM,
        "Sources back this",
    ):
        assert words in told
    anchor = re.search(r'href="/aftercare/after-needling/#(step-\w+)"', source)
    assert anchor and f'id="{anchor[1]}"' in client.get("/aftercare/after-needling/").content.decode()
    assert "Don’t" not in shown(client, "rinse", kind="step")


def test_when_to_get_help_and_who_should_not_have_it_are_found(client: Client, mo: User) -> None:
    factory.published(factory.checklist(by=mo), by=mo)
    rows = {"contraindications": [Contraindication(severity="stop", text="You have a sunburn.")]}
    factory.published(factory.treatment(by=mo, rows=rows), by=mo)
    assert 'href="/aftercare/after-needling/#get-help"' in html(client, "breathe")
    assert "Call your emergency number now" in shown(client, "breathe")
    assert 'href="/treatments/needling/#who"' in html(client, "sunburn")
    assert "Do not have it if: You have a sunburn" in shown(client, "sunburn")


def test_a_source_is_found_and_says_at_once_that_it_was_retracted(client: Client, claim: Any, mo: User) -> None:
    assert 'href="/sources/review-2020/"' in html(client, "review")
    Source.objects.update(verification="retracted")
    claim_actions.apply_caution(claims=[claim], by=mo)
    assert "This source was retracted: do not rely on it." in shown(client, "review")


# --- in time ------------------------------------------------------------------------------------------------


def test_only_what_is_live_is_found_and_a_renamed_page_at_its_new_address(client: Client, mo: User) -> None:
    copy = write(mo, "Redness.")
    factory.article("draft", by=mo, body="## Found\n\nRedness too.")
    actions.rename_page(page=copy.page, slug="on-lotions", by=mo)
    assert titles(client, "redness") == ["On creams"]
    assert 'href="/articles/on-lotions/"' in html(client, "redness")
    actions.withdraw(page=copy.page, public_note="It said too much.", by=mo)
    assert titles(client, "redness") == []


# --- suggestions --------------------------------------------------------------------------------------------


def test_titles_and_questions_are_suggested_and_claims_with_verdict_and_caveat(
    client: Client, claim: Any, mo: User
) -> None:
    write(mo, "Nothing.", title="Urea and other creams")
    answer = client.get(SUGGEST, {"q": "ure"})
    assert answer.headers["X-Robots-Tag"] == "noindex" and answer.json()["told"] == "3 suggestions"
    found = {each["title"]: each for each in suggested(client, "ure")}
    assert set(found) == {"Urea and other creams", "Does urea help?", CLAIM}
    assert found[CLAIM]["more"] == "Sources back this. Take care: Nobody has studied this."
    assert found["Does urea help?"]["url"] == "/questions/does-it-help/"
    assert suggested(client, "pharmacist") == [] and suggested(client, "") == []


def test_a_suggested_claim_that_is_being_re_checked_says_so(client: Client, claim: Any, mo: User) -> None:
    claim_actions.set_notice(claim=claim, by=mo)
    assert suggested(client, "bumps")[0]["more"].startswith("Being re-checked. Sources back this.")


# --- the number of queries ----------------------------------------------------------------------------------


def grow(mo: User, number: int) -> None:
    """Add one of everything that speaks of urea."""
    asked = factory.question(f"question-{number}", text=f"Does urea help {number}?")
    claim = factory.signed(
        f"claim-{number}", by=mo, statement=f"Urea softens bump {number}.", question=asked, stance="yes"
    )
    claim_actions.sign_off_answer(question=asked, text="Hardly.", by=mo)
    text = f"Urea [may soften it](claim:claim-{number})."
    write(mo, text, f"page-{number}", summary=text)
    step = ChecklistItem(kind="do", text=f"Use urea {number}.", starts_h=0, claim=claim)
    factory.published(factory.checklist(f"after-{number}", by=mo, items=[step]), by=mo)


@pytest.mark.parametrize(("address", "count"), [(f"{ADDRESS}?q=urea", 9), (f"{SUGGEST}?q=urea", 6), (ADDRESS, 3)])
def test_pages_take_a_fixed_number_of_queries(
    client: Client, mo: User, django_assert_max_num_queries: Any, address: str, count: int
) -> None:
    for number in range(4):
        grow(mo, number)
        client.get(address)
        with django_assert_max_num_queries(count):
            assert client.get(address).status_code == 200


def test_the_header_searches_the_site_and_leads_there_on_phones(client: Client) -> None:
    source = client.get("/").content.decode()
    assert '<form class="site-search" action="/search/" method="get" role="search">' in source
    assert '<li class="site-search-link"><a href="/search/">Search</a></li>' in source
    assert "site-search" not in html(client).replace("site-search-link", ""), "the page has a box of its own"
