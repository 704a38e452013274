"""``manage.py load_content``: everything is checked first, then all of it is written or nothing."""

import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import Article
from claims.actions import retire, sign_off
from claims.models import Answer, Caveat, Claim, ClaimVersion, Question, Source
from claims.queries import newest_face, newest_faces
from publishing.actions import rename_page, save_copy, withdraw
from publishing.models import Publication

SHIPPED = settings.BASE_DIR / "content"

SOURCES = """\
[[source]]
key = "a-review"
type = "review"
tier = "review"
title = "A review of bumps"
year = 2020
doi = "10.1000/ABC"
verification = "verified"
linkable = true

[[source]]
key = "a-copy"
type = "web page"
tier = "hospital"
title = "Bumps"
url = "https://example.org/copy"
verification = "verified"
linkable = false
original = "A hospital"
"""
CAVEATS = """\
[[caveat]]
slug = "few-people"
severity = "note"
text = "Few people were studied."

[[caveat]]
slug = "not-for-all"
severity = "caution"
text = "It does not suit everybody."
"""
QUESTIONS = """\
[[question]]
slug = "does-it-help"
text = "Does it help?"
answer = "Perhaps a little."
"""
CLAIMS = """\
[[claim]]
slug = "it-helps"
about = "effect"
question = "does-it-help"
stance = "yes"
statement = "It may help a little."
population = "keratosis pilaris"
caveats = ["few-people", "not-for-all"]
verdict = "supported"
certainty = "low"
reasons = "One review."
evidence = [
  { source = "a-review", relation = "supports", n = 20, read = "abstract" },
  { source = "a-copy", relation = "mentions", locator = "page 2", read = "full text" },
]

[[claim]]
slug = "it-is-quick"
about = "effect"
statement = "It is quick."
population = "keratosis pilaris"
caveats = ["few-people"]
verdict = "unreviewed"
certainty = "not_graded"
reasons = "Nobody looked."
"""
ARTICLE = """\
---
title: "A thing for bumps"
slug: a-thing
summary: "What is known of it."
question: does-it-help
change_note: "First version."
---

It [may help a little](claim:it-helps).

Some say that [it is quick](claim:it-is-quick "reported").
Read [another page](/articles/another/).
"""
OTHER = """\
---
title: "Another page"
slug: another
summary: "More words."
change_note: "First version."
---

Read about [the thing](/articles/a-thing/).
"""
FILES = {
    "sources.toml": SOURCES,
    "caveats.toml": CAVEATS,
    "questions.toml": QUESTIONS,
    "claims.toml": CLAIMS,
    "articles/thing.md": ARTICLE,
    "articles/other.md": OTHER,
}

Load = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small content folder."""
    (tmp_path / "articles").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(folder: Path, **options: Any) -> str:
    """Load a folder and return what was told."""
    out = StringIO()
    call_command("load_content", folder, stdout=out, **options)
    return out.getvalue()


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words in one file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    """Load a folder that must be refused, and return why, with nothing written."""
    with pytest.raises(CommandError) as caught:
        load(folder)
    for model in (Source, Caveat, Question, Claim, ClaimVersion, Answer, Article, Publication):
        assert not model.objects.exists(), model
    return str(caught.value).replace(f"{folder}/", "")


def line_of(text: str, words: str) -> int:
    """Return the number of the first line that holds the words."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def log_edit(row: Any, by: User) -> None:
    """Note an edit as the admin does."""
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, "Changed text.", single_object=True)


# --- what is shipped ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_shipped_content_loads_without_a_warning_and_is_published() -> None:
    told = load(SHIPPED)
    assert "KP." not in told
    assert "left alone" not in told
    articles = len(list((SHIPPED / "articles").glob("*.md")))
    assert Publication.objects.shown().count() == articles >= 6
    assert {version.by_name for version in ClaimVersion.objects.all()} == {"starter content"}
    assert not Publication.objects.exclude(reviewer_name="").exists()


@pytest.mark.django_db
def test_loading_the_shipped_content_again_writes_nothing() -> None:
    load(SHIPPED)
    before = ClaimVersion.objects.count(), Answer.objects.count(), Publication.objects.count()
    entries = LogEntry.objects.count()
    load(SHIPPED)
    assert (ClaimVersion.objects.count(), Answer.objects.count(), Publication.objects.count()) == before
    assert LogEntry.objects.count() == entries


@pytest.mark.django_db
def test_a_shipped_claim_about_others_says_so() -> None:
    load(SHIPPED)
    for face in newest_faces().values():
        names = any(caveat.names_population for caveat in face.caveats)
        assert names or face.population == "keratosis pilaris", face.slug


@pytest.mark.django_db
def test_shipped_evidence_was_read_and_its_source_could_be_found() -> None:
    load(SHIPPED)
    for face in newest_faces().values():
        for evidence in face.evidence:
            assert evidence.read, (face.slug, evidence.source.key)
            assert evidence.source.verification == "verified", (face.slug, evidence.source.key)
        if face.certainty == "no_studies":
            assert date.fromisoformat(face.searched_on)
            assert face.searched_where


@pytest.mark.parametrize("path", sorted((SHIPPED / "articles").glob("*.md")), ids=lambda path: path.stem)
def test_a_shipped_article_is_short_and_in_short_sentences(path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    words = re.sub(r"\]\([^)]*\)", "", body)
    assert 350 <= len(words.split()) <= 700
    assert "clinician reviewed" not in words
    sentences = re.split(r"(?<=[.?!:])\s+|\n\s*\n|\n- |\n\|", words)
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 30, longest


# --- what is written ----------------------------------------------------------------------------------------


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
    assert Claim.objects.count() == 2


# --- what is refused ----------------------------------------------------------------------------------------

LONG_EXTRACT = f'extract = "{"word " * 41}"'

BROKEN = [
    ("sources.toml", 'tier = "review"', 'tier = "gossip"', 'tier = "review"', "use one of regulator"),
    ("sources.toml", 'linkable = true', 'linkable = "yes"', "linkable", "write true or false"),
    ("sources.toml", 'original = "A hospital"\n', "", '[[source]]\nkey = "a-copy"', "Name the original"),
    ("sources.toml", 'doi = "10.1000/ABC"', 'doi = "nonsense"', "", "A DOI starts with"),
    ("sources.toml", 'key = "a-copy"', 'key = "a-review"', 'key = "a-copy"', "keep one of the two"),
    ("sources.toml", "year = 2020", 'year = "2020"', "year", "write a number"),
    ("caveats.toml", 'slug = "few-people"', 'slug = "Few People"', "slug", "hyphens"),
    ("caveats.toml", 'text = "Few people', 'words = "Few people', "text", "remove “words”"),
    ("questions.toml", 'text = "Does it help?"\n', "", "[[question]]", "add “text”"),
    ("questions.toml", "Perhaps a little.", "Perhaps. " * 26, "answer", "at most 25 words"),
    ("claims.toml", '"not-for-all"]', '"no-such"]', "caveats", "“no-such” is not in caveats.toml"),
    ("claims.toml", '"not-for-all"]', '"few-people"]', "caveats", "name each caveat once"),
    ("claims.toml", 'caveats = ["few-people", "not-for-all"]', "caveats = []", "[[claim]]", "add “caveats”"),
    ("claims.toml", 'caveats = ["few-people", "not-for-all"]', "caveats = [3]", "caveats", "a list of slugs"),
    ("claims.toml", 'question = "does-it-help"', 'question = "no-such"', "question", "questions.toml"),
    ("claims.toml", 'stance = "yes"\n', "", "[[claim]]", "a question and a stance"),
    ("claims.toml", 'verdict = "supported"', 'verdict = "retired"', "verdict", "“retired” is unknown"),
    ("claims.toml", 'certainty = "low"', 'certainty = "no_studies"', "verdict", "when and where"),
    ("claims.toml", 'source = "a-copy"', 'source = "no-such"', 'source = "a-copy"', "sources.toml"),
    ("claims.toml", ', read = "full text"', "", 'source = "a-copy"', "add “read”"),
    ("claims.toml", 'read = "full text"', 'read = "a bit"', 'source = "a-copy"', "use one of full text"),
    ("claims.toml", 'locator = "page 2"', LONG_EXTRACT, 'source = "a-copy"', "at most 40 words"),
    ("claims.toml", 'source = "a-copy"', 'source = "a-review"', 'source = "a-copy"', "keep one of the two"),
    ("claims.toml", "statement = ", "statement == ", "statement", "write this as TOML"),
    ("articles/thing.md", "title: ", "headline: ", "title: ", "remove “headline”"),
    ("articles/thing.md", "question: does-it-help", "question: no-such", "question: ", "questions.toml"),
    ("articles/thing.md", "slug: a-thing", "slug: A Thing", "slug: ", "slug"),
    ("articles/thing.md", "slug: a-thing", "slug: another", "slug: ", "keep one of the two"),
    ("articles/thing.md", "claim:it-helps", "claim:no-such", "claim:it-helps", "is not in claims.toml"),
    ("articles/thing.md", ' "reported"', "", "it-is-quick", "not judged yet"),
    ("articles/thing.md", "/articles/another/", "/articles/nowhere/", "/articles/another/", "leads nowhere"),
    ("articles/thing.md", 'change_note: "First version."', 'change_note: ""', "", "add “change_note”"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "old", "new", "place", "message"), BROKEN, ids=lambda value: str(value)[:30])
def test_a_mistake_is_told_with_file_and_line_and_nothing_is_written(
    folder: Path, name: str, old: str, new: str, place: str, message: str
) -> None:
    change(folder, name, old, new)
    told = refusal(folder)
    assert message in told
    line = FILES[name][: FILES[name].index(place)].count("\n") + 1 if place else r"\d+"
    assert re.search(rf"(?m)^{re.escape(name)}:{line}: .*", told), told


@pytest.mark.django_db
def test_all_mistakes_are_told_at_once_in_the_order_of_files_and_lines(folder: Path) -> None:
    change(folder, "sources.toml", 'tier = "review"', 'tier = "gossip"')
    change(folder, "sources.toml", "year = 2020", "year = true")
    change(folder, "caveats.toml", 'severity = "note"', 'severity = "grave"')
    lines = refusal(folder).split("\n")
    assert [line.split(": ")[0] for line in lines[:-1]] == [
        "caveats.toml:3",
        "sources.toml:4",
        "sources.toml:6",
    ]
    assert "3 thing(s)" in lines[-1]


@pytest.mark.django_db
def test_a_missing_file_one_that_is_not_utf8_and_a_strange_table_are_told(folder: Path) -> None:
    (folder / "caveats.toml").unlink()
    (folder / "questions.toml").write_bytes(b'[[question]]\nslug = "caf\xe9"\n')
    change(folder, "sources.toml", "[[source]]", "[[sauce]]\nkey = 1\n\n[[source]]")
    (folder / "articles/thing.md").write_text('---\ntitle: "a\n---\n\nWords.\n')
    told = refusal(folder)
    assert "caveats.toml:1: make this file readable" in told
    assert "questions.toml:2: save this file as UTF-8" in told
    assert "sources.toml:1: only [[source]] tables belong here" in told
    assert "articles/thing.md:" in told


@pytest.mark.django_db
def test_a_key_that_stands_twice_in_front_matter_is_told(folder: Path) -> None:
    change(folder, "articles/thing.md", "slug: a-thing\n", "slug: a-thing\nslug: b-thing\n")
    assert "articles/thing.md:4: give “slug” only once" in refusal(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_content", tmp_path / "nowhere")


# --- again --------------------------------------------------------------------------------------------------


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
    assert sorted(Publication.objects.values_list("page__slug", "number")) == [
        ("a-thing", 1), ("another", 1), ("another", 2),
    ]  # fmt: skip


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
def test_an_editors_article_stays_unless_forced(folder: Path, edith: User) -> None:
    load(folder)
    copy = Article.objects.get(page__slug="another")
    copy.body = "Edith wrote this."
    save_copy(copy=copy, by=edith)
    change(folder, "articles/other.md", "Read about", "Read more about")
    assert "left alone, as an editor changed it since: another" in load(folder)
    assert Article.objects.get(page__slug="another").body == "Edith wrote this."
    assert Publication.objects.filter(page__slug="another").count() == 1
    load(folder, force=True)
    assert "Read more about" in Publication.objects.shown().get(page__slug="another").content["body"]


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
def test_a_renamed_article_keeps_its_new_address(folder: Path, mo: User) -> None:
    load(folder)
    rename_page(page=Article.objects.get(page__slug="another").page, slug="moved", by=mo)
    change(folder, "articles/thing.md", "/articles/another/", "/articles/moved/")
    load(folder)
    assert sorted(Article.objects.values_list("page__slug", flat=True)) == ["a-thing", "moved"]


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
