"""Treatments side by side: every aspect shows each of them, and a choice that makes no sense is told so."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from publishing import actions
from records.actions import redact
from tests import factory
from tests.visitor import Node
from treatments.models import Treatment

from . import making
from .making import by_id, cards, html, line, of_class, reason, saying, tree, words

pytestmark = pytest.mark.django_db

COMPARE = "/treatments/compare/"
BOTH = f"{COMPARE}?t=needling&t=creams"
ASPECTS = ["evidence", "who", "benefits", "harms", "certainty", "recovery"]


@pytest.fixture
def scar(mo: User) -> Claim:
    return making.harm(mo)


@pytest.fixture
def help(mo: User) -> Claim:
    return making.effect(mo, population="keratosis pilaris")


@pytest.fixture
def needling(scar: Claim, help: Claim, mo: User) -> Treatment:
    """A treatment with something to say of everything."""
    return making.live(
        by=mo,
        listed=[help],
        harms=saying(scar.slug),
        lines=[line("A week.", claim=scar)],
        reasons=[reason("You are pregnant.", claim=scar), reason("You bleed.", "caution")],
    )


@pytest.fixture
def creams(mo: User) -> Treatment:
    """A treatment with nothing but a contraindication."""
    return making.live("creams", by=mo, title="Creams")


@pytest.fixture
def both(needling: Treatment, creams: Treatment) -> None:
    """Two treatments."""


def aspects(page: Node) -> list[Node]:
    return of_class(page, "aspect")


def names(page: Node, aspect: str = "harms") -> list[str]:
    """Return the names of the treatments that an aspect shows, in order."""
    cells = of_class(by_id(page, aspect), "aspect-cell")
    return [next(words(each) for each in cell.walk() if each.name == "h3") for cell in cells]


def cells(page: Node, aspect: str) -> dict[str, str]:
    """Return what each treatment has of an aspect, in words without its name."""
    found = zip(names(page, aspect), of_class(by_id(page, aspect), "aspect-cell"), strict=True)
    return {name: words(cell).removeprefix(name).strip() for name, cell in found}


def ticked(page: Node) -> list[str]:
    boxes = [each for each in page.walk() if each.attributes.get("name") == "t"]
    return [each.attributes["value"] for each in boxes if "checked" in each.attributes]


def problem(page: Node) -> str:
    (found,) = [each for each in page.walk() if each.attributes.get("role") == "status"]
    return words(found)


def statements(page: Node, aspect: str, number: int) -> list[str]:
    """Return the claims that one treatment has under an aspect."""
    cell = of_class(by_id(page, aspect), "aspect-cell")[number]
    return [words(each) for each in of_class(cell, "card-statement")]


# --- side by side -------------------------------------------------------------------------------------------


def test_every_aspect_shows_every_treatment_under_its_name_in_the_order_asked_for(
    both: None, client: Client, mo: User
) -> None:
    making.live("lasers", by=mo, title="Lasers")
    page = tree(client, f"{COMPARE}?t=lasers&t=creams&t=needling")
    assert [each.attributes["id"] for each in aspects(page)] == ASPECTS
    for aspect in ASPECTS:
        assert names(page, aspect) == ["Lasers", "Creams", "Needling"]


def test_what_is_not_there_is_said_in_words(both: None, client: Client) -> None:
    page = tree(client, BOTH)
    assert {aspect: cells(page, aspect)["Creams"] for aspect in ASPECTS if aspect != "who"} == {
        "evidence": "No claim has been checked.",
        "benefits": "No benefit is listed here.",
        "harms": "No harm is listed here. That does not mean there is none.",
        "certainty": "Nothing has been graded.",
        "recovery": "Nothing found.",
    }


def test_evidence_is_the_first_claim_that_it_lists(both: None, client: Client) -> None:
    told = cells(tree(client, BOTH), "evidence")["Needling"]
    assert told == (
        "●●○○ weak (low certainty) It may help a little. Sources back this Take care: Nobody has studied this."
    )


def test_benefits_and_harms_are_claims_each_with_verdict_certainty_and_gravest_caveat(
    both: None, client: Client
) -> None:
    page = tree(client, BOTH)
    assert cells(page, "benefits")["Needling"] == (
        "It may help a little. Sources back this ●●○○ Evidence: weak (low certainty) "
        "Take care: Nobody has studied this. In whom: keratosis pilaris"
    )
    assert "Warning: Walk away if needles are shared." in cells(page, "harms")["Needling"]
    assert statements(page, "harms", 0) == ["It may scar."]


def test_claims_that_a_page_reports_count_only_where_it_lists_them(scar: Claim, client: Client, mo: User) -> None:
    making.harm(mo, "it-may-burn", "It may burn.")
    making.live(by=mo, listed=[scar], harms=saying("it-may-scar", "it-may-burn", reported=True))
    making.live("creams", by=mo, title="Creams")
    assert statements(tree(client, BOTH), "harms", 0) == ["It may scar."]


def test_what_a_page_says_of_its_alternatives_is_not_counted_as_its_own(
    scar: Claim, help: Claim, client: Client, mo: User
) -> None:
    making.live(by=mo, alternatives=saying(help.slug, scar.slug), if_nothing=saying(help.slug))
    making.live("creams", by=mo, title="Creams", benefits=saying(help.slug), harms=saying(scar.slug))
    page = tree(client, BOTH)
    assert [statements(page, aspect, 0) for aspect in ("benefits", "harms")] == [[], []]
    assert statements(page, "benefits", 1) == ["It may help a little."]


def test_what_stands_among_the_benefits_or_harms_of_a_page_counts_unless_it_is_the_opposite(
    scar: Claim, client: Client, mo: User
) -> None:
    factory.signed("it-fades", by=mo, about="condition", statement="It fades.")
    factory.signed("it-stays", by=mo, about="condition", statement="It stays.")
    making.live(by=mo, benefits=saying("it-fades", scar.slug), harms=saying("it-stays"))
    making.live("creams", by=mo, title="Creams")
    page = tree(client, BOTH)
    assert statements(page, "benefits", 0) == ["It fades."]
    assert sorted(statements(page, "harms", 0)) == ["It may scar.", "It stays."]


def test_claims_that_rows_make_count(scar: Claim, client: Client, mo: User) -> None:
    making.live(by=mo, reasons=[reason("You bleed.", claim=scar)])
    making.live("creams", by=mo, title="Creams")
    assert statements(tree(client, BOTH), "harms", 0) == ["It may scar."]


def test_what_nobody_showed_is_no_benefit(scar: Claim, client: Client, mo: User) -> None:
    searched: dict[str, Any] = {"searched_on": timezone.localdate(), "searched_where": "PubMed"}
    cures = making.effect(mo, "cures", "It cures.", verdict="unsupported", certainty="no_studies", **searched)
    doubted = making.effect(mo, "doubted", "It may soften.", verdict="contested")
    making.live(by=mo, listed=[cures, doubted, making.effect(mo)])
    making.live("creams", by=mo, title="Creams")
    assert statements(tree(client, BOTH), "benefits", 0) == ["It may help a little.", "It may soften."]


def test_certainty_is_counted_apart_for_different_people(client: Client, mo: User) -> None:
    made = [
        making.harm(mo, "one", "One.", certainty="low", population="acne scars"),
        making.harm(mo, "two", "Two.", certainty="moderate", population="acne scars"),
        making.harm(mo, "three", "Three.", certainty="low", population="acne scars"),
        making.harm(mo, "four", "Four.", certainty="low", population="keratosis pilaris"),
        making.harm(mo, "five", "Five.", certainty="not_graded"),
    ]
    making.live(by=mo, listed=made)
    making.live("creams", by=mo, title="Creams")
    assert cells(tree(client, BOTH), "certainty")["Needling"] == (
        "●●●○ fair (moderate certainty), acne scars: 1 claim "
        "●●○○ weak (low certainty), acne scars: 2 claims "
        "●●○○ weak (low certainty), keratosis pilaris: 1 claim"
    )


def test_who_should_not_have_them_is_one_red_card(both: None, client: Client) -> None:
    page = tree(client, BOTH)
    assert [each.attributes["id"] for each in cards(page)] == ["who"]
    told = cells(page, "who")
    assert told["Creams"].startswith("Do not have it if: You are pregnant or breastfeeding.")
    assert "Ask a doctor first if: You bleed." in told["Needling"]
    assert "We checked: It may scar. Sources back this" in told["Needling"]


def test_an_aspect_that_one_can_tell_of_is_asked_of_all(needling: Treatment, client: Client, mo: User) -> None:
    making.live("creams", by=mo, title="Creams", lines=[line("At home.", "setting")])
    page = tree(client, BOTH)
    assert [each.attributes["id"] for each in aspects(page)] == [*ASPECTS, "setting"]
    assert cells(page, "setting") == {
        "Needling": "Nothing found.",
        "Creams": "At home. No source found; cautious default.",
    }


def test_a_retracted_source_says_so_at_once(creams: Treatment, client: Client, mo: User) -> None:
    leaflet = factory.source("leaflet", title="A leaflet")
    making.live(by=mo, lines=[line("A week.", sources=[leaflet])], reasons=[reason("You bleed.", sources=[leaflet])])
    type(leaflet).objects.filter(key="leaflet").update(verification="retracted")
    assert html(client, BOTH).count("This source was retracted: do not rely on it.") == 2


def test_headings_lead_through_it(both: None, client: Client) -> None:
    page = tree(client, BOTH)
    levels = [int(each.name[1]) for each in page.walk() if each.name in ("h1", "h2", "h3", "h4")]
    assert levels[:4] == [1, 2, 3, 3]
    for aspect in aspects(page):
        heading = by_id(page, aspect.attributes["aria-labelledby"])
        assert heading.name == "h2"


def test_its_address_is_there_to_share_and_finds_it_again(both: None, client: Client) -> None:
    page = tree(client, BOTH)
    (link,) = [each for each in of_class(page, "compare-address")[0].walk() if each.name == "a"]
    assert link.attributes["href"] == words(link) == f"http://testserver{BOTH}"
    assert words(tree(client, link.attributes["href"])) == words(page)


def test_the_choice_can_be_changed(both: None, client: Client) -> None:
    assert ticked(tree(client, BOTH)) == ["creams", "needling"]


def test_titles_and_rows_are_escaped(creams: Treatment, client: Client, mo: User) -> None:
    making.live(by=mo, title="<b>N</b>", lines=[line("<script>x</script>")], reasons=[reason("<script>x</script>")])
    source = html(client, BOTH)
    assert "<script>" not in source and "<b>N" not in source and "&lt;b&gt;N" in source


# --- choices that are not finished, or make no sense --------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?t=", "?other=needling"])
def test_without_a_choice_one_is_asked_for(query: str, both: None, client: Client) -> None:
    page = tree(client, COMPARE + query)
    assert problem(page) == "Choose two to four treatments."
    assert aspects(page) == [] and ticked(page) == []


@pytest.mark.parametrize("query", ["?t=needling", "?t=needling" + "&t=needling" * 5])
def test_one_is_kept_and_another_asked_for(query: str, both: None, client: Client) -> None:
    page = tree(client, COMPARE + query)
    assert problem(page) == "Choose at least one more."
    assert ticked(page) == ["needling"]


def test_a_treatment_named_twice_is_shown_once(both: None, client: Client) -> None:
    page = tree(client, f"{BOTH}&t=needling")
    assert names(page) == ["Needling", "Creams"]


def test_five_are_too_many(both: None, client: Client) -> None:
    query = "&".join(f"t=treatment-{number}" for number in range(5))
    page = tree(client, f"{COMPARE}?{query}", 400)
    assert problem(page) == "You chose 5 treatments. Choose four at most, so that each can be read."


@pytest.mark.parametrize("slug", ["%3Cscript%3E", "a%00b", "Needling", "../x", "é", "a" * 81])
def test_what_cannot_be_a_treatment_is_a_mistake_in_the_address(slug: str, both: None, client: Client) -> None:
    page = tree(client, f"{COMPARE}?t=needling&t={slug}", 400)
    assert problem(page) == "This address names something that cannot be a treatment. Choose from the list."


def test_an_unknown_treatment_is_not_found_and_the_others_are_kept(both: None, client: Client, mo: User) -> None:
    making.written("draft", by=mo, title="A draft")
    for slug in ("nothing", "draft"):
        page = tree(client, f"{BOTH}&t={slug}", 404)
        assert problem(page) == f"There is no treatment called “{slug}” here. Choose from the list."
        assert ticked(page) == ["creams", "needling"]


def test_a_withdrawn_treatment_leads_to_its_warnings(both: None, needling: Treatment, client: Client, mo: User) -> None:
    actions.withdraw(page=needling.page, public_note="It said too much.", by=mo)
    page = tree(client, BOTH, 404)
    assert problem(page) == "A treatment that was withdrawn cannot be compared."
    assert aspects(page) == []
    assert '<a href="/treatments/needling/">Why Needling was withdrawn, and who should not' in html(client, BOTH, 404)


def test_a_former_address_of_a_treatment_still_works(both: None, needling: Treatment, client: Client, mo: User) -> None:
    actions.rename_page(page=needling.page, slug="microneedling", by=mo)
    page = tree(client, f"{BOTH}&t=microneedling")
    assert names(page) == ["Needling", "Creams"]
    assert "?t=microneedling&amp;t=creams" in html(client, BOTH), "what is shared is the present address"


def test_a_redacted_treatment_is_compared_with_nothing_to_say(both: None, needling: Treatment, client: Client) -> None:
    root = User.objects.create_superuser("root", password="pass")
    redact(record=needling.page.publications.get(), reason="A court order.", by=root)
    told = cells(tree(client, BOTH), "who")
    assert [each for name, each in told.items() if "A court order." in name] == [
        "Nobody is listed here. That does not mean that everybody can have it."
    ]


def test_without_two_treatments_there_is_nothing_to_choose(needling: Treatment, client: Client) -> None:
    assert "There are not two treatments to compare yet." in html(client, COMPARE)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(method: str, client: Client) -> None:
    assert getattr(client, method)(COMPARE).status_code == 405
    assert client.head(COMPARE).status_code == 200


# --- the number of queries ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 7])
@pytest.mark.parametrize("width", [2, 4])
def test_it_takes_as_many_queries_however_much_there_is(
    number: int, width: int, client: Client, mo: User, django_assert_num_queries: Any
) -> None:
    for column in range(width):
        claims = [making.harm(mo, f"harm-{column}-{each}", f"Harm {each}.") for each in range(number)]
        sources = [factory.source(f"leaflet-{column}-{each}") for each in range(number)]
        rows = {"lines": [line("A week.", claim=claims[0], sources=sources)]}
        reasons = [reason(f"Reason {each}.", claim=claims[0], sources=sources) for each in range(number)]
        making.live(f"t-{column}", by=mo, title=f"T {column}", listed=claims, reasons=reasons, **rows)
    address = COMPARE + "?" + "&".join(f"t=t-{column}" for column in range(width))
    client.get(address)
    with django_assert_num_queries(4):
        assert client.get(address).status_code == 200
