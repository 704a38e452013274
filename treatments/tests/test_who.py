"""The card of a treatment on other pages: it comes by itself with the claims that are about the treatment."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims import actions as claim_actions
from claims.models import Claim
from publishing import actions
from records.actions import redact
from tests import factory
from tests.visitor import Node
from treatments.models import ChecklistItem

from . import making
from .making import cards, html, of_class, reason, saying, tree, words

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/what-helps/"


@pytest.fixture
def claim(mo: User) -> Claim:
    """A claim about harm, which articles may make alone."""
    return making.harm(mo)


def article(mo: User, body: str, slug: str = "what-helps") -> Article:
    """Publish an article."""
    copy = factory.article(slug, by=mo, body=body)
    factory.published(copy, by=mo)
    return copy


def card(client: Client, address: str = ARTICLE, status: int = 200) -> str:
    """Return the words of a page's one red card, or "" where it has none."""
    found = cards(tree(client, address, status))
    assert len(found) <= 1
    return words(found[0]) if found else ""


def severities(node: Node) -> list[str]:
    return [each.attributes["data-severity"] for each in node.having("data-severity")]


# --- when it comes ------------------------------------------------------------------------------------------


def test_it_stands_on_an_article_that_makes_a_claim_about_the_treatment(claim: Claim, client: Client, mo: User) -> None:
    reasons = [reason("You bleed easily.", "caution"), reason("You are pregnant.")]
    making.live(by=mo, listed=[claim], reasons=reasons)
    article(mo, saying(claim.slug))
    found = card(client)
    assert found.startswith("Needling: who should not have it Do not have it if: You are pregnant.")
    assert "Ask a doctor first if: You bleed easily." in found
    assert 'href="/treatments/needling/#who"' in html(client, ARTICLE)


def test_it_comes_without_a_word_from_the_article_when_a_treatment_lists_the_claim(
    claim: Claim, client: Client, mo: User
) -> None:
    article(mo, saying(claim.slug))
    assert card(client) == ""
    making.live(by=mo, listed=[claim])
    assert "You are pregnant or breastfeeding." in card(client)


def test_it_stays_away_where_the_claim_is_only_reported(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim])
    article(mo, saying(claim.slug, reported=True))
    assert card(client) == ""


def test_it_stays_away_where_another_claim_is_made(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim])
    making.harm(mo, "another")
    article(mo, saying("another"))
    assert card(client) == ""


def test_it_stays_away_from_a_treatment_that_makes_the_claim_and_does_not_list_it(
    claim: Claim, client: Client, mo: User
) -> None:
    making.live(by=mo, harms=saying(claim.slug))
    article(mo, saying(claim.slug))
    assert card(client) == ""


def test_it_stays_away_while_the_treatment_is_a_draft(claim: Claim, client: Client, mo: User) -> None:
    making.written(by=mo, listed=[claim])
    article(mo, saying(claim.slug))
    assert card(client) == ""


def test_it_stands_on_a_checklist_whose_item_makes_the_claim(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim])
    steps = [ChecklistItem(kind="do", text="Rest.", starts_h=0, claim=claim)]
    factory.published(factory.checklist(by=mo, items=steps), by=mo)
    assert "Needling: who should not have it" in html(client, "/aftercare/after-needling/")


def test_a_treatment_shows_its_own_card_once_and_at_most_one_more(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim], harms=saying(claim.slug))
    assert len(cards(tree(client, "/treatments/needling/"))) == 1
    for number in range(3):
        making.live(f"other-{number}", by=mo, title=f"Other {number}", listed=[claim], reasons=[reason(f"{number}.")])
    own, elsewhere = cards(tree(client, "/treatments/needling/"))
    assert own.attributes["id"] == "who" and "Needling" not in words(elsewhere)


# --- in time ------------------------------------------------------------------------------------------------


def test_a_withdrawn_treatment_still_warns_on_articles(claim: Claim, client: Client, mo: User) -> None:
    copy = making.live(by=mo, listed=[claim], reasons=[reason("You bleed.")])
    article(mo, saying(claim.slug))
    actions.withdraw(page=copy.page, public_note="It said too much.", by=mo)
    assert "You bleed." in card(client)


def test_an_old_version_shows_the_card_of_its_moment(claim: Claim, client: Client, mo: User) -> None:
    leaflet = factory.source("leaflet")
    with time_machine.travel(timezone.now() + timedelta(days=1)) as clock:
        bled = reason("You bled.", claim=claim, sources=[leaflet])
        treatment = making.live(by=mo, listed=[claim], reasons=[bled])
        clock.shift(timedelta(days=1))
        copy = article(mo, saying(claim.slug))
        clock.shift(timedelta(days=1))
        making.again(treatment, by=mo, rows={"contraindications": [reason("You bleed.", claim=claim)]})
        claim_actions.sign_off(claim=claim, verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
        making.again(copy, by=mo, title="What does help?")
        type(leaflet).objects.filter(key="leaflet").update(verification="retracted")
        old, new = card(client, f"{ARTICLE}versions/1/"), card(client)
    assert "You bled." in old and "Sources back this" in old and "Sources disagree" not in old
    assert "retracted" not in old, "nobody knew it then"
    assert "You bleed." in new and "Sources disagree" in new


def test_an_article_older_than_the_treatment_had_no_card(claim: Claim, client: Client, mo: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=1)) as clock:
        copy = article(mo, saying(claim.slug))
        clock.shift(timedelta(days=1))
        making.live(by=mo, listed=[claim])
        making.again(copy, by=mo, title="What does help?")
        assert card(client, f"{ARTICLE}versions/1/") == ""
        assert card(client)


def test_a_redacted_treatment_shows_no_empty_card(claim: Claim, client: Client, mo: User) -> None:
    root = User.objects.create_superuser("root", password="pass")
    copy = making.live(by=mo, listed=[claim])
    article(mo, saying(claim.slug))
    redact(record=copy.page.publications.get(), reason="A court order.", by=root)
    assert card(client) == ""


# --- what it says -------------------------------------------------------------------------------------------


def test_a_claim_in_a_row_shows_its_verdict_and_gravest_caveat(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim], reasons=[reason("You bleed.", claim=claim), reason("You faint.")])
    article(mo, saying(claim.slug))
    for address in (ARTICLE, "/treatments/needling/"):
        (found,) = cards(tree(client, address))[0].having("data-backing")
        assert found.attributes["data-verdict"] == "supported"
        assert words(found).startswith("We checked: It may scar. Sources back this")
        assert words(found).endswith("Warning: Walk away if needles are shared.")
        assert found.having("data-caveat")[0].attributes["data-caveat"] == "stop"


def test_a_row_without_a_source_says_so_everywhere(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim], reasons=[reason("You bleed.")])
    article(mo, saying(claim.slug))
    for address in (ARTICLE, "/treatments/needling/"):
        assert "You bleed. No source found; cautious default." in words(cards(tree(client, address))[0])


def test_sources_are_named_on_the_treatments_own_page_the_stronger_first(
    claim: Claim, client: Client, mo: User
) -> None:
    spa = factory.source("a-spa", tier="salon", title="Spa sheet", url="https://example.org/spa")
    fda = factory.source("fda", tier="regulator", title="FDA list", url="https://example.org/fda")
    making.live(by=mo, listed=[claim], reasons=[reason("You bleed.", sources=[spa, fda], goes_further=True)])
    article(mo, saying(claim.slug))
    own = words(cards(tree(client, "/treatments/needling/"))[0])
    assert own.endswith("Sources: regulator : FDA list ; salon : Spa sheet . Part of this is our own cautious choice.")
    assert "FDA list" not in card(client), "elsewhere the card is short, and leads here"


@pytest.mark.parametrize(
    ("verification", "warning"), [("retracted", "This source was retracted"), ("not found", "could not be found")]
)
def test_a_source_nobody_should_rely_on_says_so_at_once_everywhere(
    verification: str, warning: str, claim: Claim, client: Client, mo: User
) -> None:
    leaflet = factory.source("leaflet", title="A leaflet")
    making.live(by=mo, listed=[claim], reasons=[reason("You bleed.", sources=[leaflet])])
    article(mo, saying(claim.slug))
    assert warning not in card(client)
    type(leaflet).objects.filter(key="leaflet").update(verification=verification)
    assert "A leaflet" in card(client) and warning in card(client)


def test_nothing_in_a_row_becomes_markup(claim: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, listed=[claim], title="A & <b>B</b>", reasons=[reason("<script>alert(1)</script>")])
    article(mo, saying(claim.slug))
    source = html(client, ARTICLE)
    assert "&lt;script&gt;" in source and "<script>" not in source
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;: who should not have it" in source


# --- several treatments -------------------------------------------------------------------------------------


def test_several_treatments_share_one_card(claim: Claim, client: Client, mo: User) -> None:
    both = [reason("You are pregnant."), reason("You bleed.", "caution")]
    making.live(by=mo, listed=[claim], title="Needling", reasons=both)
    making.live("lasers", by=mo, listed=[claim], title="Lasers", reasons=[reason("Your skin is burnt.")])
    article(mo, saying(claim.slug))
    (found,) = cards(tree(client, ARTICLE))
    assert words(found).startswith("Who should not have these treatments Lasers Do not have it if:")
    assert [words(each) for each in found.walk() if each.name == "h3"] == ["Lasers", "Needling"]


def test_of_several_treatments_nothing_folds_away(claim: Claim, client: Client, mo: User) -> None:
    for slug in ("needling", "lasers"):
        rows = [reason(f"Never with {slug}."), reason(f"Ask about {slug}.", "caution"), reason("And ask.", "caution")]
        making.live(slug, by=mo, listed=[claim], title=slug.title(), reasons=rows)
    article(mo, saying(claim.slug))
    (found,) = cards(tree(client, ARTICLE))
    assert not [each for each in found.walk() if each.name == "details"]
    assert sorted(severities(found)) == ["caution", "caution", "stop", "stop"]


def test_treatments_with_the_same_rows_are_told_of_together(claim: Claim, client: Client, mo: User) -> None:
    for slug in ("needling", "lasers"):
        making.live(slug, by=mo, listed=[claim], title=slug.title(), reasons=[reason("You bleed.")])
    article(mo, saying(claim.slug))
    (found,) = cards(tree(client, ARTICLE))
    assert [words(each) for each in found.walk() if each.name == "h3"] == ["Lasers , Needling"]
    assert words(found).count("You bleed.") == 1


def test_the_card_takes_as_many_queries_for_many_treatments_as_for_one(
    claim: Claim, client: Client, mo: User, django_assert_num_queries: Any
) -> None:
    article(mo, saying(claim.slug))
    client.get(ARTICLE)
    for number in range(5):
        sources = [factory.source(f"leaflet-{number}-{each}") for each in range(number + 1)]
        rows = [reason(f"You {each}.", claim=claim, sources=sources) for each in range(number + 1)]
        making.live(f"needling-{number}", by=mo, listed=[claim], title=f"Needling {number}", reasons=rows)
        with django_assert_num_queries(9):
            assert len(of_class(tree(client, ARTICLE), "who-rows")) == number + 1
