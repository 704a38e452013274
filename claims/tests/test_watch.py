"""The house list of watched words: what may stand on it, who writes it, and that the finder uses it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from claims.finder import FAMILIES, Watched, find
from claims.models import WatchWord
from claims.models.watch import Family

pytestmark = pytest.mark.django_db

ROOT = "/admin/claims/watchword/"
TYPED = {"phrase": "baby-soft", "family": "efficacy", "why": "Nobody measured that.", "better": "Say what was seen."}


def entry(**more: Any) -> WatchWord:
    made = WatchWord(**{**TYPED, **more})
    made.full_clean()
    made.save()
    return made


def test_a_watched_word_is_found_with_its_own_reason() -> None:
    entry(phrase="baby-soft")
    (found,) = find("It leaves you BABY-SOFT\nall over.", WatchWord.objects.as_watched())
    assert (found.rule, found.family, found.risky) == ("house.watched", "efficacy", True)
    assert (found.why, found.better, found.words) == (TYPED["why"], TYPED["better"], "BABY-SOFT")


def test_an_entry_without_a_reason_has_the_houses() -> None:
    (found,) = find("It leaves you baby-soft.", [Watched("baby-soft")])
    assert found.why and found.better and found.family == "absolute"
    assert found == find("It leaves you baby-soft.", ["baby-soft"])[0]


def test_the_families_are_those_of_the_finder() -> None:
    assert tuple(Family.values) == FAMILIES


def test_space_around_a_phrase_is_taken_out() -> None:
    assert entry(phrase="  so   soft ").phrase == "so soft"


@pytest.mark.parametrize("phrase", ["", "…", "100 %", "word " * 13], ids=["empty", "mark", "number", "long"])
def test_what_is_no_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(ValidationError) as refused:
        entry(phrase=phrase)
    assert set(refused.value.message_dict) == {"phrase"}


def test_a_phrase_stands_on_the_list_once_in_whatever_case() -> None:
    entry(phrase="Baby-soft")
    with pytest.raises(ValidationError, match="on the list already"):
        entry(phrase="baby-SOFT")


def test_a_moderator_edits_the_list(mo: User, client: Client) -> None:
    client.force_login(mo)
    assert client.post(f"{ROOT}add/", TYPED).status_code == 302
    row = WatchWord.objects.get()
    assert client.post(f"{ROOT}{row.pk}/change/", {**TYPED, "phrase": "silky"}).status_code == 302
    assert "silky" in client.get(ROOT).content.decode()
    assert client.post(f"{ROOT}{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not WatchWord.objects.exists()


def test_a_phrase_typed_twice_is_told_so(mo: User, client: Client) -> None:
    entry()
    client.force_login(mo)
    answer = client.post(f"{ROOT}add/", TYPED)
    assert answer.status_code == 200 and "on the list already" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "add/", "{}/change/", "{}/delete/"])
def test_an_editor_may_not_open_it(path: str, edith: User, client: Client) -> None:
    client.force_login(edith)
    assert client.get(ROOT + path.format(entry().pk)).status_code == 403
