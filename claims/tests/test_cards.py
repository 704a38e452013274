"""Social cards: a claim never stands on one without its verdict and gravest caveat, and no words break the drawing."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image, ImageFont

from accounts.models import User
from claims import cards
from claims.actions import set_notice, sign_off, sign_off_answer
from claims.cards import Card, Line, claim_card, drawing, fonts, site_card
from claims.cards.drawing import ROOM, cut, png, wrapped
from claims.choices import Verdict
from claims.faces import CaveatFace, ClaimFace
from claims.models import Claim
from tests import factory

CLAIM, QUESTION = "/evidence/it-may-help/card.png", "/questions/does-it-help/card.png"
CAVEAT = CaveatFace("not-sure", "stop", "It can scar.")
FACE = ClaimFace(
    "it-may-help", "It may help.", "harm", verdict="unsupported", certainty="no_studies", caveats=(CAVEAT,)
)
HOSTILE = {
    "empty": "",
    "markup": "</title><script>alert(1)</script> & “x”",
    "one long word": "Pneumono" * 40,
    "control letters": "a\x00b\x0b\u202ec\u200d",
    "French": "L’hyperpigmentation après l’inflammation : œdème, naïveté",
    "Hebrew": "האם זה עוזר?",
    "Chinese": "毛周角化症",
    "an emoji": "It helps 👍🏽",
    "half a letter": "a\ud800b",
    "very long": "It may help a little and nobody knows. " * 300,
}


# --- what it says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", Verdict.values)
def test_a_claims_card_says_its_verdict_and_gravest_caveat(verdict: str) -> None:
    said = claim_card(ClaimFace("a", "It may help.", "effect", verdict=verdict, caveats=(CAVEAT,))).alt
    assert said == f"Claim: “It may help.” {Verdict(verdict).label}. Warning: It can scar."


def test_a_claims_card_says_all_that_its_note_must() -> None:
    said = claim_card(replace(FACE, notice="Being re-checked")).alt
    assert said == (
        "Claim: “It may help.” Being re-checked. Not backed by evidence. Evidence: no study found. "
        "Nobody has studied this. That does not mean it is safe. Warning: It can scar."
    )
    assert "No caveat recorded yet. Do not rely on this." in claim_card(replace(FACE, caveats=())).alt


def test_everything_that_a_card_says_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(drawing, "_rows", lambda draw, hand, rows: drawn.extend(row.text for row in rows))
    png(claim_card(FACE))
    assert " ".join(drawn) in claim_card(FACE).alt and drawn[0] == "“It may help.”"


def test_the_longest_claim_keeps_its_verdict_and_caveats_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(drawing, "_rows", lambda draw, hand, rows: drawn.extend(row.text for row in rows))
    caveat = CaveatFace("long", "stop", ("It can scar in some. " * 15)[:299])
    card = claim_card(replace(FACE, statement="It may help. " * 23, caveats=(caveat,)))
    png(card)
    assert " ".join(drawn) == f"{' '.join(card.words.split())} {card.alt.partition(card.words)[2].strip()}"


def test_where_there_is_no_room_the_words_are_cut_and_never_what_belongs_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(drawing, "_rows", lambda draw, hand, rows: drawn.extend(row.text for row in rows))
    lines = (Line("Not backed by evidence."), *[Line("It can scar in some. " * 15)] * 3)
    png(Card("Claim", "It may help. " * 30, lines))
    assert " ".join(drawn).endswith(" ".join(" ".join(line.text for line in lines).split()))
    assert "…" in " ".join(drawn)


# --- drawing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("faces", [fonts.FACES, ("",)], ids=["fonts of the system", "Pillow's alone"])
def test_no_words_break_a_card(words: str, faces: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", faces)
    picture = Image.open(BytesIO(png(Card("Claim", words, (Line(words, "stop"), Line("Dots", dots=2))))))
    assert (picture.size, picture.format) == ((1200, 630), "PNG")


def test_words_that_cannot_be_written_are_not_written_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", ("",))
    told = Card("Claim", "It does не help.", (Line("Sources back this.", "accent"),))
    other = Card("Article", "毛", (Line("Something else.", "accent"),))
    assert png(told) == png(other)
    assert png(told) != png(Card("Claim", "It does help.", told.lines))


def test_accents_are_left_off_where_no_font_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", ("", "no-such-font.ttf"))
    hand = fonts.hand_for(["Après – l’été"])
    assert hand is not None and hand.written("Après – l’été") == "Apres - l’ete"
    plain = fonts.hand_for(["After"])
    assert plain is not None and not plain.is_folded


def test_lines_are_no_wider_than_their_room_and_lose_no_letter() -> None:
    font = ImageFont.load_default(40)
    text = "Some words and Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
    lines = wrapped(text, font, ROOM)
    assert all(font.getlength(line) <= ROOM for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert font.getlength(cut(text, font, 300)) <= 300


# --- the addresses ------------------------------------------------------------------------------------------


@pytest.fixture
def claim(mo: User, edith: User) -> Claim:
    """A public claim that answers a question."""
    made = factory.signed(by=mo, question=factory.question(), stance="yes")
    sign_off_answer(question=factory.question(), text="It may.", by=mo)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("address", [CLAIM, QUESTION, "/card.png"])
def test_each_card_is_a_picture_for_everybody(address: str, claim: Claim, client: Client) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.cookies) == (200, "image/png", {})
    assert "max-age=3600" in answer["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.head(address).status_code == 200
    assert [getattr(client, method)(address).status_code for method in ("post", "put", "delete")] == [405] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/evidence/nothing/card.png", "/questions/nothing/card.png", "/nothing/card.png"])
def test_what_does_not_exist_has_no_card(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_claim_that_no_page_makes_has_no_card(client: Client) -> None:
    factory.claim()
    assert client.get(CLAIM).status_code == 404


@pytest.mark.django_db
def test_a_card_is_drawn_once_until_its_words_change(
    claim: Claim, mo: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Card] = []

    def draw(card: Card) -> bytes:
        drawn.append(card)
        return b"png"

    monkeypatch.setattr(cards.answers, "png", draw)
    first = client.get(CLAIM)
    assert client.get(CLAIM).content == first.content and len(drawn) == 1
    sign_off(claim=claim, verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    assert client.get(CLAIM)["ETag"] != first["ETag"]
    assert "Sources disagree." in drawn[1].alt


@pytest.mark.django_db
def test_a_claims_page_names_its_card_anew_when_its_words_change(claim: Claim, mo: User, client: Client) -> None:
    def named() -> dict[str, Any]:
        html = client.get("/evidence/it-may-help/").content.decode()
        pairs = (line.split('"') for line in html.splitlines() if 'property="og:' in line)
        return {parts[1]: parts[3] for parts in pairs}

    before = named()
    set_notice(claim=claim, by=mo)
    after = named()
    assert before["og:image"] != after["og:image"]
    assert before["og:title"] == "Sources back this: “It may help a little.”"
    assert (
        before["og:description"]
        == "Sources back this. Evidence: weak (low certainty). Take care: Nobody has studied this."
    )
    assert after["og:description"].startswith("Being re-checked. ")
    assert "Take care: Nobody has studied this." in after["og:image:alt"]
    assert client.get(after["og:image"].partition("8000")[2] or after["og:image"]).status_code == 200


def test_the_sites_own_card_states_no_claim() -> None:
    assert site_card().kicker == "" and site_card().alt.startswith("Microneedling for keratosis pilaris:")
