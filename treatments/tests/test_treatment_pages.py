"""A treatment's own page: what stands at a glance, who should not have it, its sections, and where to go on."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims import actions as claim_actions
from claims.models import Claim
from publishing import actions
from records.actions import redact
from tests import factory
from tests.visitor import Node
from treatments.models import Treatment

from . import making
from .making import by_id, cards, html, line, of_class, reason, tree, words

pytestmark = pytest.mark.django_db

ADDRESS = "/treatments/needling/"
SECTIONS = {
    "benefits": "It may do a little.",
    "harms": "It can hurt.",
    "before_you_decide": "Think it over.\n\n- What if it does not help?",
    "alternatives": "There are creams.",
    "if_nothing": "It often fades.",
}


def at_a_glance(page: Node) -> dict[str, str]:
    """Return the lines at a glance, by label."""
    rows = next(each for each in by_id(page, "at-a-glance").walk() if each.name == "dl").children
    pairs = [[each for each in row.children if isinstance(each, Node)] for row in rows if isinstance(row, Node)]
    return {words(label): words(told) for label, told in pairs}


def places(source: str, *parts: str) -> list[int]:
    return [source.index(each) for each in parts]


# --- what stands where --------------------------------------------------------------------------------------


def test_the_page_stands_in_the_order_in_which_a_person_asks(client: Client, mo: User) -> None:
    copy = making.live(by=mo, lines=[line("A week.")], **SECTIONS)
    factory.published(factory.checklist(by=mo, treatment=copy), by=mo)
    source = html(client, ADDRESS)
    ids = ("who", "at-a-glance", "what-it-is", "benefits", "harms", "before-you-decide", "alternatives", "if-nothing")
    found = places(source, *(f' id="{each}"' for each in (*ids, "aftercare")))
    assert found == sorted(found)


def test_a_section_that_says_nothing_has_no_heading(client: Client, mo: User) -> None:
    making.live(by=mo)
    source = html(client, ADDRESS)
    assert 'id="what-it-is"' in source and 'id="harms"' not in source


def test_headings_skip_no_level(client: Client, mo: User) -> None:
    making.live(by=mo, lines=[line("A week.")], reasons=[reason("You bleed."), reason("You heal badly.", "caution")])
    levels = [int(each.name[1]) for each in tree(client, ADDRESS).walk() if each.name in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_notes_of_its_claims_stand_beside_their_section(client: Client, mo: User) -> None:
    making.harm(mo)
    making.live(by=mo, harms=making.saying("it-may-scar"))
    page = tree(client, ADDRESS)
    (body,) = [each for each in of_class(page, "body") if each.having("data-claim-note")]
    assert body.having("data-claim")


def test_other_names_and_the_checklists_for_it_are_there(client: Client, mo: User) -> None:
    copy = making.live(by=mo, also_known_as="skin needling, rolling")
    factory.published(factory.checklist(by=mo, treatment=copy, title="After it"), by=mo)
    factory.checklist("draft", by=mo, treatment=copy, title="Not yet")
    page = tree(client, ADDRESS)
    assert at_a_glance(page)["Also known as"] == "skin needling, rolling"
    source = html(client, ADDRESS)
    assert '<a href="/aftercare/after-needling/">After it</a>: a checklist to print.' in source
    assert "Not yet" not in source


def test_a_checklist_stays_with_a_treatment_that_was_renamed(client: Client, mo: User) -> None:
    copy = making.live(by=mo)
    factory.published(factory.checklist(by=mo, treatment=copy, title="After it"), by=mo)
    actions.rename_page(page=copy.page, slug="microneedling", by=mo)
    assert "After it" in html(client, "/treatments/microneedling/")


# --- at a glance --------------------------------------------------------------------------------------------


def test_the_lines_stand_in_the_order_of_the_aspects(client: Client, mo: User) -> None:
    lines = [line("It costs.", "cost"), line("A week.", "recovery"), line("Four.", "sessions")]
    making.live(by=mo, lines=lines)
    assert list(at_a_glance(tree(client, ADDRESS))) == ["Evidence for KP", "Sessions", "Recovery", "Cost"]


def test_a_line_says_what_backs_it(client: Client, mo: User) -> None:
    leaflet = factory.source("leaflet", tier="hospital", title="After needling", url="https://example.org/leaflet")
    lines = [
        line("Four.", "sessions", sources=[leaflet]),
        line("A week.", "recovery", claim=making.harm(mo), sources=[leaflet], goes_further=True),
        line("It costs.", "cost"),
    ]
    making.live(by=mo, lines=lines)
    told = at_a_glance(tree(client, ADDRESS))
    assert told["Sessions"] == "Four. Source: After needling (hospital)."
    for part in ("It may scar.", "Sources back this", "Evidence: weak", "Warning: Walk away", "After needling"):
        assert part in told["Recovery"]
    assert told["Recovery"].endswith("Part of this is our own cautious choice.")
    assert told["Cost"] == "It costs. No source found; cautious default."
    source = html(client, ADDRESS)
    assert 'href="https://example.org/leaflet"' in source and 'href="/evidence/it-may-scar/"' in source


def test_the_first_claim_about_it_stands_for_the_evidence(client: Client, mo: User) -> None:
    searched = {"searched_on": timezone.localdate(), "searched_where": "PubMed"}
    first = factory.signed("unknown", by=mo, verdict="unsupported", certainty="no_studies", statement="S.", **searched)
    making.live(by=mo, listed=[first, making.harm(mo)])
    assert at_a_glance(tree(client, ADDRESS))["Evidence for KP"] == (
        "no study found S. Not backed by evidence Take care: Nobody has studied this."
    )


def test_evidence_that_is_not_graded_is_the_claim_with_its_verdict(client: Client, mo: User) -> None:
    making.live(by=mo, listed=[factory.signed(by=mo, certainty="not_graded")])
    told = at_a_glance(tree(client, ADDRESS))["Evidence for KP"]
    assert told.startswith("It may help a little. Sources back this Take care:")


def test_a_treatment_that_lists_no_claim_says_that_none_was_checked(client: Client, mo: User) -> None:
    making.live(by=mo)
    assert at_a_glance(tree(client, ADDRESS)) == {"Evidence for KP": "No claim about this has been checked."}


def test_a_claim_that_is_looked_at_again_says_so_at_a_glance_and_in_the_card(client: Client, mo: User) -> None:
    claim = making.harm(mo)
    making.live(
        by=mo, listed=[claim], lines=[line("A week.", claim=claim)], reasons=[reason("You bleed.", claim=claim)]
    )
    claim_actions.set_notice(claim=claim, by=mo)
    page = tree(client, ADDRESS)
    assert all("Being re-checked" in words(each) for each in (by_id(page, "at-a-glance"), by_id(page, "who")))


def test_other_choices_lead_on_and_to_a_comparison(client: Client, mo: User) -> None:
    creams, rolling = (making.live(slug, by=mo, title=slug.title()) for slug in ("creams", "rolling"))
    draft = making.written("lasers", by=mo, title="Lasers")
    making.live(by=mo, others=[creams, rolling, draft])
    actions.rename_page(page=creams.page, slug="urea-creams", by=mo)
    source = html(client, ADDRESS)
    assert '<a href="/treatments/urea-creams/">Creams</a>' in source
    assert "Lasers" not in source, "it is not live"
    assert "/treatments/compare/?t=needling&amp;t=urea-creams&amp;t=rolling" in source


def test_without_other_choices_there_is_nothing_to_compare(client: Client, mo: User) -> None:
    making.live(by=mo)
    assert "Other choices" not in html(client, ADDRESS)


# --- what it does in time -----------------------------------------------------------------------------------


def test_an_old_version_shows_its_rows_and_claims_as_they_were(client: Client, mo: User) -> None:
    leaflet = factory.source("leaflet", title="A leaflet")
    with time_machine.travel(timezone.now() - timedelta(days=9)):
        claim = making.harm(mo)
        rows: dict[str, Any] = {
            "reasons": [reason("You bled.", claim=claim, sources=[leaflet])],
            "lines": [line("Two weeks.")],
        }
        copy = making.live(by=mo, **rows)
    making.again(copy, by=mo, rows={"contraindications": [reason("You bleed.", claim=claim)], "at_a_glance": []})
    claim_actions.sign_off(claim=claim, verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    type(leaflet).objects.update(verification="retracted")
    old, new = html(client, f"{ADDRESS}versions/1/"), html(client, ADDRESS)
    assert "You bled." in old and "Two weeks." in old and "You bleed." not in old
    assert "You bleed." in new and "You bled." not in new and "Two weeks." not in new
    assert 'data-verdict="supported"' in old and 'data-verdict="contested"' not in old
    assert 'data-verdict="contested"' in new
    assert "retracted" not in old, "nobody knew it then"


def test_a_source_that_was_retracted_says_so_at_once(client: Client, mo: User) -> None:
    leaflet = factory.source("leaflet", title="A leaflet")
    making.live(by=mo, reasons=[reason("You bleed.", sources=[leaflet])], lines=[line("A week.", sources=[leaflet])])
    assert "retracted" not in html(client, ADDRESS)
    type(leaflet).objects.filter(key="leaflet").update(verification="retracted")
    assert html(client, ADDRESS).count("This source was retracted: do not rely on it.") == 2


def test_a_withdrawn_treatment_keeps_its_warnings_above_the_note(client: Client, mo: User) -> None:
    claim = making.harm(mo)
    copy = making.live(by=mo, reasons=[reason("You bleed easily.", claim=claim)], lines=[line("A week.")])
    actions.withdraw(page=copy.page, public_note="It said too much.", by=mo)
    source = html(client, ADDRESS, 410)
    found = places(source, "Needling: who should not have it", "You bleed easily.", "It said too much.")
    assert found == sorted(found)
    assert "Warning:" in source and "Walk away if needles are shared." in source
    assert "A week." not in source and "Fine needles" not in source


def test_a_redacted_version_is_a_page_all_the_same(client: Client, mo: User) -> None:
    root = User.objects.create_superuser("root", password="pass")
    claim = making.harm(mo)
    copy = making.live(by=mo, listed=[claim], lines=[line("A week.", claim=claim)], also_known_as="x", **SECTIONS)
    redact(record=copy.page.publications.get(), reason="A court order.", by=root)
    page = tree(client, ADDRESS)
    assert "A court order." in words(page)
    assert cards(page) == [] and 'href="#who"' not in html(client, ADDRESS)
    assert "Fine needles" not in words(page)


# --- requests -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_page_can_only_be_read(method: str, client: Client, mo: User) -> None:
    making.live(by=mo)
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_an_unknown_treatment_is_not_found(client: Client, db: None) -> None:
    html(client, "/treatments/nothing/", 404)


def test_a_former_address_leads_to_the_present_one(client: Client, mo: User) -> None:
    copy = making.live(by=mo)
    actions.rename_page(page=copy.page, slug="microneedling", by=mo)
    response = client.get(ADDRESS)
    assert (response.status_code, response.headers["Location"]) == (301, "/treatments/microneedling/")


def test_nothing_that_is_typed_becomes_markup(client: Client, mo: User) -> None:
    hostile = "<script>alert(1)</script>"
    leaflet = factory.source("leaflet", title=hostile, url="https://example.org/a")
    rows: dict[str, Any] = {
        "reasons": [reason(hostile, sources=[leaflet])],
        "lines": [line(hostile, sources=[leaflet])],
    }
    making.live(by=mo, also_known_as=hostile, title=hostile, **rows)
    source = html(client, ADDRESS)
    assert "<script>" not in source
    assert source.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6


# --- the number of queries ----------------------------------------------------------------------------------


def grown(mo: User) -> Treatment:
    """A treatment with many claims, rows, sources, other choices and checklists."""
    claims: list[Claim] = [making.harm(mo, f"harm-{number}", f"Harm {number}.") for number in range(6)]
    sources = [factory.source(f"leaflet-{number}") for number in range(5)]
    others = [making.live(f"other-{number}", by=mo, title=f"Other {number}") for number in range(5)]
    aspects = ("sessions", "interval", "recovery", "cost", "setting")
    copy = making.live(
        by=mo,
        listed=claims,
        lines=[line("So.", aspect, claim=claims[1], sources=sources) for aspect in aspects],
        reasons=[reason(f"Reason {number}.", claim=claims[2], sources=sources) for number in range(6)],
        others=others,
        harms=making.saying(*(claim.slug for claim in claims)),
    )
    for number in range(4):
        factory.published(factory.checklist(f"after-{number}", by=mo, treatment=copy), by=mo)
    return copy


def lean(mo: User) -> Treatment:
    """The same, with one of each."""
    claim, leaflet = making.harm(mo), factory.source("leaflet")
    row: dict[str, Any] = {"claim": claim, "sources": [leaflet]}
    other = making.live("other", by=mo, title="Other")
    rows: dict[str, Any] = {
        "lines": [line("A week.", **row)],
        "reasons": [reason("You bleed.", **row)],
        "others": [other],
    }
    copy = making.live(by=mo, listed=[claim], harms=making.saying(claim.slug), **rows)
    factory.published(factory.checklist(by=mo, treatment=copy), by=mo)
    return copy


@pytest.mark.parametrize("build", [lean, grown])
def test_the_page_takes_a_fixed_number_of_queries(
    build: Callable[[User], Treatment], client: Client, mo: User, django_assert_num_queries: Any
) -> None:
    build(mo)
    client.get(ADDRESS)
    with django_assert_num_queries(9):
        assert client.get(ADDRESS).status_code == 200
