"""Content is marked with its language where the interface has another, and only there."""

from dataclasses import replace

from django.template import Context, Template
from django.test import override_settings
from django.utils.translation import override

from claims.choices import Verdict
from claims.faces import RECHECKED, CaveatFace, ClaimFace
from claims.lowering import Lowering, parted, sentence
from claims.markup import render

CAVEAT = CaveatFace("cavity", "caution", "This is content.")
FACE = ClaimFace("claim", "Needles <help> a lot.", "effect", verdict=Verdict.UNSUPPORTED.value, caveats=(CAVEAT,))
TEXT = "[Needles help](claim:claim)."


def shown(source: str, **context: object) -> str:
    return Template("{% load languages %}" + source).render(Context(context))


def test_where_all_is_in_one_language_nothing_is_marked() -> None:
    with override("en-us"):
        assert shown("<p{% content_lang %}{% interface_lang %}>{{ x|content }}</p>", x="a < b") == "<p>a &lt; b</p>"
        assert "lang=" not in render(TEXT, {"claim": FACE})


def test_content_amid_french_words_is_marked_and_stays_escaped() -> None:
    with override("fr"):
        assert shown("<p{% content_lang %}>") == '<p lang="en-gb">'
        assert shown("{{ x|content }}", x="a < b") == '<span lang="en-gb">a &lt; b</span>'
        assert shown("{{ x|content }}", x="") == ""
        assert shown("{{ x|caveat_words }}", x=CAVEAT) == '<span lang="en-gb">This is content.</span>'


def test_a_caveat_that_time_added_is_in_our_own_words() -> None:
    with override("fr"):
        assert shown("{{ x|caveat_words }}", x=replace(CAVEAT, slug="not_checked_lately")) == "This is content."


def test_our_words_within_a_text_are_marked_too() -> None:
    with override("fr"):
        html = render(TEXT, {"claim": FACE})
    assert '<strong class="mark-verdict" lang="fr">(non étayée par des preuves)</strong>' in html
    assert 'data-claim-note="claim"' in html and "Non étayée par des preuves" in html
    assert '<span lang="en-gb">Needles &lt;help&gt; a lot.</span>' in html


def test_a_language_that_runs_the_other_way_says_so() -> None:
    with override("ar"):
        assert (
            shown("<p{% content_lang %}><b{% interface_lang %}>") == '<p lang="en-gb" dir="ltr"><b lang="ar" dir="rtl">'
        )


def test_the_usual_notice_is_kept_once_and_shown_in_the_language_of_the_site() -> None:
    face = replace(FACE, notice=RECHECKED)
    with override("fr"):
        assert face.notice_words == "En cours de revérification"
        assert "En cours de revérification" in render(TEXT, {"claim": face})
        assert replace(FACE, notice="We look at it.").notice_words == "We look at it."
    with override("en-gb"):
        assert face.notice_words == "Being re-checked"


def test_what_becomes_part_of_the_reasons_is_in_the_language_of_the_content() -> None:
    with override("fr"):
        words = sentence([Lowering.BIAS])
        assert words == "Certainty is lower because of risk of bias."
        assert parted(f"{words} And more.") == ([Lowering.BIAS], "And more.")
    with override_settings(CONTENT_LANGUAGE="fr"):
        assert sentence([Lowering.BIAS]) == "La certitude est plus basse pour ces raisons\xa0: le risque de biais."
