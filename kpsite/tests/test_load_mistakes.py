"""``manage.py load_content`` tells each mistake as ``file:line: what to do``, and then writes nothing."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from .load_samples import AFTER, FILES, NEEDLES, TREATMENTS, WAITING, change, refusal

LONG_EXTRACT = f'extract = "{"word " * 41}"'
NEEDLES_FILE, AFTER_FILE = "treatments/needles.toml", "aftercare/after.toml"
HELP = 'urgency = "emergency"'
LONG = "word " * 61

REGISTER = [
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
    ("claims.toml", '"not-for-all"]', '"few-people"]', "caveats", "name each only once"),
    ("claims.toml", 'caveats = ["few-people", "not-for-all"]', "caveats = []", "caveats", "add “caveats”"),
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
]  # fmt: skip
ARTICLES = [
    ("articles/thing.md", "title: ", "headline: ", "title: ", "remove “headline”"),
    ("articles/thing.md", "question: does-it-help", "question: no-such", "question: ", "questions.toml"),
    ("articles/thing.md", "slug: a-thing", "slug: A Thing", "slug: ", "slug"),
    ("articles/thing.md", "slug: a-thing", "slug: another", "slug: ", "keep one of the two"),
    ("articles/thing.md", "claim:it-helps", "claim:no-such", "claim:it-helps", "is not in claims.toml"),
    ("articles/thing.md", ' "reported"', "", "it-is-quick", "not judged yet"),
    ("articles/thing.md", "/articles/another/", "/articles/nowhere/", "/articles/another/", "leads nowhere"),
    ("articles/thing.md", 'change_note: "First version."', 'change_note: ""', "change_note", "add “change_note”"),
    ("articles/thing.md", "It [can sting](claim:it-stings).", "", "claim:it-helps", "KP.E015"),
    ("articles/thing.md", "summary: ", "body: more\nsummary: ", "summary: ", "below the front matter"),
    ("articles/other.md", "Read about [the thing](/articles/a-thing/).\n", "", "", "add “body”"),
]  # fmt: skip
PAGES = [
    (NEEDLES_FILE, 'aspect = "sessions"', 'aspect = "weather"', 'aspect = "sessions"', "“weather” is unknown"),
    (NEEDLES_FILE, 'aspect = "recovery"', 'aspect = "sessions"', 'aspect = "recovery"', "keep one of the two"),
    (NEEDLES_FILE, '["it-stings", "it-helps"]', '["no-such"]', "claims", "“no-such” is not in claims.toml"),
    (NEEDLES_FILE, '["it-stings", "it-helps"]', '"it-helps"', "claims", "write a list"),
    (NEEDLES_FILE, 'claim = "it-stings"', 'claim = "no-such"', 'claim = "it-stings"', "is not in claims.toml"),
    (NEEDLES_FILE, 'claim = "it-stings"', 'claim = "it-is-quick"', 'claim = "it-stings"', "not judged yet"),
    (NEEDLES_FILE, 'sources = ["a-review"]', 'sources = ["no-such"]', "sources", "“no-such” is not in sources.toml"),
    (NEEDLES_FILE, 'sources = ["a-review"]', 'sources = "a-review"', "sources", "write a list"),
    (NEEDLES_FILE, '["waiting"]', '["hoping"]', "other_choices", "“hoping” is not in treatments/*.toml"),
    (NEEDLES_FILE, 'severity = "stop"', 'severity = "never"', "severity", "use one of stop, caution"),
    (NEEDLES_FILE, '"You are tired."', '"You are asleep."', 'text = "You are tired."', "keep one of the two"),
    (NEEDLES_FILE, "You are asleep.", LONG, 'text = "You are asleep."', "at most 300 characters"),
    (NEEDLES_FILE, "goes_further = true", 'goes_further = "yes"', "goes_further", "write true or false"),
    (NEEDLES_FILE, "Needles go in.", "It [x](claim:no-such).", "Needles go in.", "is not in claims.toml"),
    (NEEDLES_FILE, "They [can sting](claim:it-stings).", "[x](claim: y).", "harms = ", "claim"),
    (NEEDLES_FILE, "/treatments/waiting/", "/treatments/hoping/", "/treatments/waiting/", "leads nowhere"),
    (NEEDLES_FILE, "summary = ", "resume = ", "summary = ", "remove “resume”"),
    (NEEDLES_FILE, 'text = "You are tired."', 'txet = "You are tired."', 'text = "You are tired."', "remove “txet”"),
    (NEEDLES_FILE, '[[at_a_glance]]\naspect = "sessions"', '[[glance]]\naspect = "sessions"', "[[at_a", "“glance”"),
    ("treatments/waiting.toml", 'slug = "waiting"', 'slug = "needles"', "slug", "keep one of the two"),
    (NEEDLES_FILE, 'slug = "needles"', 'slug = "Needles!"', "slug", "hyphens"),
    ("treatments/waiting.toml", 'slug = "waiting"', 'slug = "compare"', "slug", "part of other addresses"),
    ("treatments/waiting.toml", "\n[[contraindication]]\n", "\n#\n", "severity", "remove “severity”"),
    (AFTER_FILE, 'treatment = "needles"', 'treatment = "pins"', "treatment", "is not in treatments/*.toml"),
    (AFTER_FILE, HELP, f"{HELP}\nstarts_h = 0", '[[item]]\nkind = "get-help"', "an urgency and no times"),
    (AFTER_FILE, HELP, "", '[[item]]\nkind = "get-help"', "an urgency and no times"),
    (AFTER_FILE, "starts_h = -24\n", "", '[[item]]\nkind = "do"', "give every other item a start"),
    (AFTER_FILE, "ends_h = 0", "ends_h = -48", '[[item]]\nkind = "do"', "Let it end after it starts"),
    (AFTER_FILE, "starts_h = -24", 'starts_h = "-24"', "starts_h", "write a number"),
    (AFTER_FILE, "Come early.", LONG, 'text = "Come early."', "at most 300 characters"),
    (AFTER_FILE, "no rubbing", "no rubbing " * 8, "short", "at most 80 characters"),
    (AFTER_FILE, 'kind = "do"', 'kind = "think"', 'kind = "do"', "use one of do, dont, get-help"),
    (AFTER_FILE, HELP, 'urgency = "soon"', "[[item]]", "KP.E017"),
    ("treatments/waiting.toml", WAITING[WAITING.index("[[contraindication]]"):], "", "title", "KP.E016"),
    (AFTER_FILE, AFTER[AFTER.index("[[item]]"):], "", "", "add “item”"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "place", "message"), [*REGISTER, *ARTICLES, *PAGES], ids=lambda value: str(value)[:30]
)
def test_a_mistake_is_told_with_file_and_line_and_nothing_is_written(
    full_folder: Path, name: str, old: str, new: str, place: str, message: str
) -> None:
    change(full_folder, name, old, new)
    told = refusal(full_folder)
    text = (FILES | TREATMENTS)[name]
    line = text[: text.index(place)].count("\n") + 1 if place else r"\d+"
    assert re.search(rf"(?m)^{re.escape(name)}:{line}: .*{re.escape(message)}", told), told


@pytest.mark.django_db
def test_all_mistakes_are_told_at_once_in_the_order_of_files_and_lines(full_folder: Path) -> None:
    change(full_folder, "sources.toml", 'tier = "review"', 'tier = "gossip"')
    change(full_folder, "sources.toml", "year = 2020", "year = true")
    change(full_folder, "caveats.toml", 'severity = "note"', 'severity = "grave"')
    change(full_folder, AFTER_FILE, 'kind = "do"', 'kind = "think"')
    lines = refusal(full_folder).split("\n")
    assert [line.split(": ")[0] for line in lines[:-1]] == [
        "aftercare/after.toml:12",
        "caveats.toml:3",
        "sources.toml:4",
        "sources.toml:6",
    ]
    assert "4 thing(s)" in lines[-1]


@pytest.mark.django_db
def test_a_missing_file_one_that_is_not_utf8_and_a_strange_table_are_told(full_folder: Path) -> None:
    (full_folder / "caveats.toml").unlink()
    (full_folder / "questions.toml").write_bytes(b'[[question]]\nslug = "caf\xe9"\n')
    change(full_folder, "sources.toml", "[[source]]", "[[sauce]]\nkey = 1\n\n[[source]]")
    (full_folder / "articles/thing.md").write_text('---\ntitle: "a\n---\n\nWords.\n')
    (full_folder / AFTER_FILE).write_text('title = "a\n')
    told = refusal(full_folder)
    assert "caveats.toml:1: make this file readable" in told
    assert "questions.toml:2: save this file as UTF-8" in told
    assert "sources.toml:1: only [[source]] tables belong here" in told
    assert "articles/thing.md:" in told
    assert "aftercare/after.toml:1: write this as TOML" in told


@pytest.mark.django_db
def test_what_is_wrong_with_the_claim_of_a_row_is_told_at_the_row(full_folder: Path) -> None:
    old = 'statement = "It can sting."\npopulation = "keratosis pilaris"'
    change(full_folder, "claims.toml", old, 'statement = "It can sting."\npopulation = "scars"')
    line = NEEDLES[: NEEDLES.index('aspect = "recovery"')].count("\n")
    assert f"{NEEDLES_FILE}:{line}: “it-stings” is about scars" in refusal(full_folder)


@pytest.mark.django_db
def test_a_key_that_stands_twice_in_front_matter_is_told(folder: Path) -> None:
    change(folder, "articles/thing.md", "slug: a-thing\n", "slug: a-thing\nslug: b-thing\n")
    assert "articles/thing.md:4: give “slug” only once" in refusal(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_content", tmp_path / "nowhere")
