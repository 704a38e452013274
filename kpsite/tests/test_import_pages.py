"""``manage.py import_pages``: plain Markdown becomes drafts, all of it or nothing."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import Article
from publishing.actions import rename_page
from publishing.models import Page, Publication

WITH_FRONT_MATTER = """\
---
title: "Needles and bumps: a look"
kind: article
---

## What they are

Some **bold** words about bumps, in two lines
and a [link](https://example.org/).

- one
- two
"""


def run(folder: Path, **options: Any) -> str:
    """Import a folder and return what was told."""
    out = StringIO()
    call_command("import_pages", folder, stdout=out, **options)
    return out.getvalue()


def write(folder: Path, **texts: str) -> Path:
    """Write files, each named after its keyword, and return their folder."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    """Import a folder that must be refused, and return why, with nothing written."""
    with pytest.raises(CommandError) as caught:
        run(folder)
    assert not Article.objects.exists()
    assert not Page.objects.exists()
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.django_db
def test_a_file_becomes_a_draft_that_readers_do_not_see(tmp_path: Path) -> None:
    told = run(write(tmp_path, one=WITH_FRONT_MATTER))
    draft = Article.objects.get()
    assert draft.title == "Needles and bumps: a look"
    assert draft.page.slug == "needles-and-bumps-a-look"
    assert draft.body.startswith("## What they are")
    assert draft.body.endswith("- two")
    assert not Publication.objects.exists()
    assert "1 draft(s) made" in told
    assert "/articles/needles-and-bumps-a-look/" in told


@pytest.mark.django_db
def test_the_title_comes_from_the_front_matter_the_first_heading_or_the_file_name(tmp_path: Path) -> None:
    write(tmp_path, a="---\ntitle: Given\n---\n# Heading\n\nText.", b="# A heading #\n\nText.", my_third="Text.")
    run(tmp_path)
    drafts = {draft.title: draft.body for draft in Article.objects.all()}
    assert drafts == {"Given": "# Heading\n\nText.", "A heading": "Text.", "My third": "Text."}


@pytest.mark.django_db
def test_running_twice_makes_nothing_twice(tmp_path: Path) -> None:
    write(tmp_path, a="# Same title\n\nText.", b="# Same title\n\nOther text.")
    run(tmp_path)
    told = run(tmp_path)
    assert sorted(Page.objects.values_list("slug", flat=True)) == ["same-title", "same-title-2"]
    assert told.count("exists already") == 2
    assert "0 draft(s) made" in told


@pytest.mark.django_db
def test_an_address_that_an_article_had_once_counts_as_taken(tmp_path: Path, mo: User) -> None:
    write(tmp_path, a="# First\n\nText.")
    run(tmp_path)
    page = Page.objects.get()
    rename_page(page=page, slug="second", by=mo)
    run(tmp_path)
    # A draft that nobody has read leaves no former address behind.
    assert sorted(Page.objects.values_list("slug", flat=True)) == ["first", "second"]


@pytest.mark.django_db
def test_a_readme_is_no_page_and_other_front_matter_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, README="Read me.", a='---\ntitle: "A"\ntags: [x]\ndate: 2020-01-01\n---\nText.')
    assert "left out from the front matter: tags, date" in run(tmp_path)
    assert Article.objects.get().title == "A"


@pytest.mark.django_db
def test_titles_without_latin_letters_and_long_ones_get_an_address(tmp_path: Path) -> None:
    write(tmp_path, words="# 毛孔角化症\n\nText.", long=f"# {'word ' * 23}\n\nText.")
    run(tmp_path)
    slugs = set(Page.objects.values_list("slug", flat=True))
    assert "words" in slugs
    assert all(len(slug) <= 80 for slug in slugs)


@pytest.mark.django_db
def test_markup_in_the_text_is_kept_as_it_is_written(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n\n<script>alert(1)</script> & [x](claim:no-such)\n")
    run(tmp_path)
    assert Article.objects.get().body == "<script>alert(1)</script> & [x](claim:no-such)"


@pytest.mark.django_db
def test_one_bad_file_stops_all_and_every_one_is_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        good="# Good\n\nText.",
        kind="---\ntitle: A\nkind: treatment\n---\nText.",
        empty='---\ntitle: "Empty"\n---\n',
        number="---\ntitle: 7\n---\nText.",
        unclosed="---\ntitle: A\n\nText.",
    )
    (tmp_path / "latin.md").write_bytes("# Title\n\ncafé".encode("latin-1"))
    told = refusal(tmp_path)
    assert "kind.md:3: kind: only “article” can be imported" in told
    assert "empty.md:1: write the text of the page" in told
    assert "number.md:2: title: write text in quotes" in told
    assert "unclosed.md:1: end the front matter" in told
    assert "latin.md:3: save this file as UTF-8" in told
    assert "good.md" not in told


@pytest.mark.django_db
def test_a_title_that_is_too_long_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    write(tmp_path, a="# Good\n\nText.", b=f'---\ntitle: "{"long " * 40}"\n---\nText.')
    assert "b.md:2: title:" in refusal(tmp_path)


@pytest.mark.django_db
def test_a_file_that_is_too_big_is_told(tmp_path: Path) -> None:
    write(tmp_path, a="# Good\n\n" + "word " * 30_000)
    assert "a.md:1: shorten this file to at most 100,000 bytes" in refusal(tmp_path)


@pytest.mark.django_db
def test_a_reserved_or_misshapen_slug_is_told(tmp_path: Path) -> None:
    write(tmp_path, a='---\ntitle: "A"\nslug: Not A Slug\n---\nText.')
    assert "a.md:3: slug:" in refusal(tmp_path)


@pytest.mark.django_db
def test_drafts_are_made_in_the_name_of_whoever_is_named(tmp_path: Path, edith: User) -> None:
    write(tmp_path, a="# A\n\nText.")
    run(tmp_path, by="edith")
    assert Article.objects.get().saved_by == edith


@pytest.mark.django_db
def test_somebody_who_may_not_add_articles_is_refused(tmp_path: Path) -> None:
    User.objects.create_user("reader")
    write(tmp_path, a="# A\n\nText.")
    for name in ("reader", "nobody"):
        with pytest.raises(CommandError, match="no account that may add articles"):
            run(tmp_path, by=name)


@pytest.mark.django_db
def test_a_folder_that_is_missing_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        run(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="name a folder"):
        run(tmp_path)
