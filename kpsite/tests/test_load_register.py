"""``manage.py load_content`` and the register: claims, caveats, sources and questions."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from accounts.models import User
from articles.models import Article
from claims.actions import retire, sign_off
from claims.models import Answer, Caveat, Claim, Question, Source
from claims.queries import newest_face, newest_faces
from publishing.actions import withdraw
from publishing.models import Publication

from .load_samples import CLAIMS, change, load, log_edit, versions


@pytest.mark.django_db
def test_a_folder_becomes_a_register_with_verdicts_answers_and_live_articles(folder: Path) -> None:
    load(folder)
    face = newest_faces()["it-helps"]
    assert (face.verdict, face.certainty, face.reasons) == ("supported", "low", "One review.")
    assert [caveat.slug for caveat in face.caveats] == ["few-people", "not-for-all"]
    assert [(each.source.key, each.relation, each.n) for each in face.evidence] == [
        ("a-review", "supports", 20),
        ("a-copy", "mentions", 0),
    ]
    assert face.evidence[0].source.href == "https://doi.org/10.1000/abc"
    assert face.evidence[1].source.href == ""
    assert face.by_name == "starter content"
    assert Answer.objects.get().text == "Perhaps a little."
    assert sorted(Publication.objects.shown().values_list("page__slug", flat=True)) == ["a-thing", "another"]
    assert Article.objects.get(title="A thing for bumps").question == Question.objects.get()


@pytest.mark.django_db
def test_nobody_can_sign_in_as_the_starter_content(folder: Path) -> None:
    load(folder)
    user = User.objects.get(username="starter-content")
    assert not user.has_usable_password()
    assert not user.is_staff
    assert not user.is_superuser


@pytest.mark.django_db
def test_a_claim_that_nobody_judged_is_not_signed_off(folder: Path) -> None:
    change(folder, "articles/thing.md", 'Some say that [it is quick](claim:it-is-quick "reported").\n', "")
    load(folder)
    assert newest_face(Claim.objects.get(slug="it-is-quick")) is None


@pytest.mark.django_db
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    (folder / "claims.toml").write_bytes(b"\xef\xbb\xbf" + CLAIMS.replace("\n", "\r\n").encode())
    load(folder)
    assert Claim.objects.count() == 3


@pytest.mark.django_db
def test_only_what_changed_is_signed_off_and_published(folder: Path) -> None:
    load(folder)
    change(folder, "articles/other.md", "Read about", "Read more about")
    change(folder, "questions.toml", "Perhaps a little.", "Perhaps.")
    change(folder, "claims.toml", "One review.", "One small review.")
    told = load(folder)
    assert "Claims: 1 signed off" in told
    assert "Answers: 1 signed off" in told
    assert "Articles: 1 published, 1 unchanged" in told
    assert newest_faces()["it-helps"].reasons == "One small review."
    assert versions() == [("a-thing", 1), ("another", 1), ("another", 2)]


@pytest.mark.django_db
def test_a_changed_caveat_or_source_signs_its_claims_off_again(folder: Path) -> None:
    load(folder)
    change(folder, "caveats.toml", "It does not suit everybody.", "It suits few.")
    change(folder, "sources.toml", "A review of bumps", "A review of many bumps")
    assert "Claims: 1 signed off" in load(folder)
    face = newest_faces()["it-helps"]
    assert face.caveats[1].text == "It suits few."
    assert face.evidence[0].source.title == "A review of many bumps"
    assert not face.notice


@pytest.mark.django_db
def test_ties_that_left_the_file_are_taken_off_the_claim(folder: Path) -> None:
    load(folder)
    change(folder, "claims.toml", '["few-people", "not-for-all"]', '["not-for-all"]')
    change(folder, "claims.toml", re.search(r".*a-copy.*\n", CLAIMS)[0], "")  # type: ignore[index]
    load(folder)
    face = newest_faces()["it-helps"]
    assert [caveat.slug for caveat in face.caveats] == ["not-for-all"]
    assert [each.source.key for each in face.evidence] == ["a-review"]


@pytest.mark.django_db
def test_a_moderators_verdict_stays(folder: Path, mo: User) -> None:
    load(folder)
    sign_off(claim=Claim.objects.get(slug="it-helps"), verdict="contested", certainty="low", reasons="Mo", by=mo)
    change(folder, "claims.toml", "One review.", "Two reviews.")
    assert "left alone, as an editor changed it since: it-helps" in load(folder)
    assert newest_faces()["it-helps"].reasons == "Mo"
    load(folder, force=True)
    assert newest_faces()["it-helps"].reasons == "Two reviews."


@pytest.mark.django_db
def test_an_editors_proposal_stays(folder: Path) -> None:
    load(folder)
    Claim.objects.filter(slug="it-helps").update(statement="It might help.")
    assert "left alone, as an editor changed it since: it-helps" in load(folder)
    assert Claim.objects.get(slug="it-helps").statement == "It might help."
    assert newest_faces()["it-helps"].statement == "It may help a little."


@pytest.mark.django_db
def test_an_editors_caveat_source_and_answer_stay(folder: Path, edith: User) -> None:
    load(folder)
    for model, name, lookup in ((Caveat, "text", "not-for-all"), (Source, "note", "a-review")):
        row: Any = model._default_manager.get(**{"slug" if model is Caveat else "key": lookup})
        setattr(row, name, "Edith wrote this.")
        row.save()
        log_edit(row, edith)
    Question.objects.update(answer="Edith says no.")
    change(folder, "caveats.toml", "It does not suit everybody.", "It suits few.")
    told = load(folder)
    for name in ("not-for-all", "a-review", "does-it-help"):
        assert f"left alone, as an editor changed it since: {name}" in told
    assert Caveat.objects.get(slug="not-for-all").text == "Edith wrote this."
    assert Question.objects.get().answer == "Edith says no."
    assert Answer.objects.get().text == "Perhaps a little."


@pytest.mark.django_db
def test_a_claim_left_alone_still_takes_on_added_caution(folder: Path) -> None:
    load(folder)
    Claim.objects.filter(slug="it-helps").update(statement="It might help.")
    change(folder, "caveats.toml", 'severity = "caution"', 'severity = "stop"')
    load(folder)
    face = newest_faces()["it-helps"]
    assert face.caveats[1].severity == "stop"
    assert face.notice
    assert face.statement == "It may help a little."


@pytest.mark.django_db
def test_what_was_taken_back_or_withdrawn_does_not_come_back_even_when_forced(folder: Path, mo: User) -> None:
    load(folder)
    retire(claim=Claim.objects.get(slug="it-is-quick"), reasons="Wrong.", by=mo)
    withdraw(page=Article.objects.get(page__slug="another").page, public_note="Gone.", by=mo)
    change(folder, "articles/thing.md", "Read [another page](/articles/another/).\n", "")
    told = load(folder, force=True)
    assert "left alone, as it was withdrawn: another" in told
    assert newest_faces()["it-is-quick"].verdict == "retired"
    assert not Publication.objects.shown().filter(page__slug="another").exists()


@pytest.mark.django_db
def test_a_source_that_an_editor_added_under_another_key_is_told(folder: Path) -> None:
    Source.objects.create(key="theirs", type="review", tier="review", title="Theirs", doi="10.1000/abc")
    with pytest.raises(CommandError, match=r"sources\.toml:1: Another source has this DOI"):
        load(folder)
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_if_empty_leaves_a_site_with_content_as_it_is(folder: Path) -> None:
    load(folder, if_empty=True)
    change(folder, "articles/other.md", "Read about", "Read more about")
    assert "nothing was loaded" in load(folder, if_empty=True)
    assert Publication.objects.count() == 2
