"""Finding entries: which, in what order and when; and whatever is typed, an answer. The same on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.asking import Asked
from search.indexing import clear_except, entry, index_again, put
from search.models import Entry

pytestmark = pytest.mark.django_db

NOW = timezone.now()
#: What has broken searches before.
HOSTILE = [
    "", " ", "\0", "a\0b", '"', '"scar', "scar\" OR 1", "'", "''", "don't", "NEAR(scar heal)", "NEAR(", "scar*", "*",
    "title_terms:scar", "-scar", "scar AND", "OR", "NOT scar", "(scar", "scar)", "^scar", "{title_terms}: scar",
    "scar & heal", "scar | !heal", "scar:*", "<->", "\\", "%s", "%", "_", "🙂", "👩🏽‍⚕️ scar", "\u202escar", "שלום", "ُ",
    "x" * 10_000, "scar " * 2_000, "é" * 10_000, "1e5", "0x1f", "1.5", "-1", "a@b.c", "http://a/b", "\ud800", "½", "①",
]  # fmt: skip


def add(key: str, title: str, text: str = "", kind: str = "page", **more: Any) -> None:
    """Let readers find something."""
    made = entry(kind=kind, owner=key, key=key, title=title, text=text, **{"live_from": NOW, **more})
    put(key, [made])


def found(words: str, **more: Any) -> list[str]:
    """Return the keys of what is found, the best first."""
    return [each.key for each in Entry.objects.live().search(Asked.of(words, **more))]


def test_all_words_are_needed_in_title_or_text_and_some_are_enough_if_asked_so() -> None:
    add("both", "Scars", "They heal.")
    add("one", "Scars", "They stay.")
    assert found("scar heal") == ["both"]
    assert found("scar heal", every=False) == ["both", "one"]
    assert found("scar burn") == []


def test_what_has_the_words_in_its_title_comes_first() -> None:
    add("text", "Something else", "Scar after scar. " * 50)
    add("title", "A scar, and much else that makes this title long", "Nothing of note stands here. " * 50)
    assert found("scar") == ["title", "text"]
    assert [each.key for each in Entry.objects.search_titles("scar")] == ["title"]
    assert not Entry.objects.search_titles("note").exists()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("scarring", "A scar"),
        ("scars", "Scarred skin"),
        ("microneedlin", "Microneedling"),
        ("micro needling", "Microneedling"),
        ("micro-needling", "Microneedling"),
        ("cafe", "A café"),
        ("CAFÉ", "a cafe"),
        ("dont", "Don’t pick"),
        ("don't", "dont pick"),
        ("lone ' apostrophe", "A lone apostrophe"),
        ("moisturizer", "Which moisturiser?"),
        ("anesthetic", "Anaesthetic cream"),
        ("kp", "Keratosis pilaris"),
        ("keratosis pilaris", "What helps KP?"),
        ("is it a scar", "Scar"),
        ("кожа", "Сухая кожа"),
        ("שלום", "שָׁלוֹם"),
        ("1e5 0x1f", "1e5, or 0x1f"),
        ("10mm", "10mm deep"),
    ],
)
def test_this_is_found_by_that(typed: str, title: str) -> None:
    add("it", title)
    assert found(typed) == ["it"]


def test_the_last_word_may_be_the_beginning_of_one_and_the_others_may_not() -> None:
    add("it", "Healing scars")
    assert found("healing sca") == ["it"]
    assert found("sca healing") == []
    assert found("s") == []


def test_a_search_goes_with_filters_counts_and_pages() -> None:
    for number in range(7):
        add(f"page-{number}", f"Scar {number}")
    add("claim", "Scars fade", kind="claim")
    entries = Entry.objects.live().search("scar")
    assert (entries.count(), entries.filter(kind="claim").count(), len(entries[2:5])) == (8, 1, 3)
    kinds = entries.order_by().values("kind").annotate(number=Count("pk"))
    assert {each["kind"]: each["number"] for each in kinds} == {"page": 7, "claim": 1}


# --- when ---------------------------------------------------------------------------------------------------


def test_a_thing_is_found_from_its_moment_on_and_until_its_end() -> None:
    hour = timedelta(hours=1)
    add("it", "Scar", live_from=NOW + hour, live_until=NOW + 2 * hour)
    at = [NOW, NOW + hour, NOW + 2 * hour - timedelta(seconds=1), NOW + 2 * hour]
    assert [Entry.objects.live(moment).search("scar").exists() for moment in at] == [False, True, True, False]
    assert Entry.objects.coming().exists()


# --- writing ------------------------------------------------------------------------------------------------


def test_what_is_put_takes_the_place_of_what_was_there_and_says_whether_it_differs() -> None:
    def rows(*titles: str) -> list[Entry]:
        given = enumerate(titles)
        return [
            entry(kind="page", owner="it", key="1", position=place, title=each, live_from=NOW) for place, each in given
        ]

    assert put("it", rows("Scars", "Heal"))
    before = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert not put("it", rows("Scars", "Heal"))
    assert put("it", rows("Scars", "Burns", "Redness"))
    assert (found("heal"), found("burn"), found("scars")) == ([], ["1"], ["1"])
    assert list(Entry.objects.order_by("pk").values_list("pk", flat=True))[:2] == before
    assert put("it", []) and not put("it", [])
    assert not Entry.objects.exists()


def test_what_two_write_at_once_is_no_error() -> None:
    add("it", "Scars")
    twin = entry(kind="page", owner="it", key="it", title="Burns", live_from=NOW)
    Entry.objects.bulk_create(
        [twin], update_conflicts=True, unique_fields=["owner", "key", "position"], update_fields=["title_terms"]
    )
    assert (found("scar"), found("burn")) == ([], ["it"])


def test_what_belongs_to_nobody_is_taken_out() -> None:
    add("it", "Scars")
    add("lost", "Scars")
    assert (clear_except(["it"]), clear_except(["it"])) == (1, 0)
    index_again()
    assert found("scar") == ["it"]


def test_updates_and_deletions_of_any_kind_reach_the_index() -> None:
    add("it", "Scars")
    Entry.objects.update(title_terms="burn")
    assert (found("scar"), found("burn")) == ([], ["it"])
    Entry.objects.all().delete()
    assert found("burn") == []


# --- whatever is typed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_input_breaks_it(typed: str) -> None:
    add("it", "Scars don’t heal", "1e5")
    for every in (True, False):
        found(typed, every=every)
    list(Entry.objects.search_titles(typed))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60), every=st.booleans())
def test_nothing_that_can_be_typed_breaks_it(typed: str, every: bool) -> None:
    found(typed, every=every)
    list(Entry.objects.search_titles(typed))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text("abe0123456789xuéж", min_size=2, max_size=12))
def test_every_word_is_found_by_itself(word: str) -> None:
    Entry.objects.all().delete()
    add("it", f"The {word} of it", f"{word} again")
    assert found(word) == found(word[:-1] + word[-1].upper()) == ["it"]
