"""Topics, and what pages cover, from files."""

from pathlib import Path

import pytest

from accounts.models import User
from articles.models import Article
from publishing.actions import save_topic
from publishing.models import Publication, PublishedTopic, Topic, TopicVersion
from treatments.models import AftercareChecklist, Treatment

from .load_samples import change, load, refusal
from .test_import_pages import refusal as import_refusal
from .test_import_pages import run, write

pytestmark = pytest.mark.django_db

TOPICS = """\
[[topic]]
slug = "safety"
title = "Safety"
summary = "What can go wrong."
position = 20

[[topic]]
slug = "basics"
title = "Basics"
summary = "What it is."
position = 10
"""


@pytest.fixture(autouse=True)
def topics(full_folder: Path) -> None:
    """The folder has topics, and one page of each kind is under them."""
    (full_folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    change(full_folder, "articles/thing.md", "slug: a-thing\n", "slug: a-thing\ntopics: [safety, basics]\n")
    change(full_folder, "articles/thing.md", "slug: a-thing\n", 'slug: a-thing\ncovers: "Covers a thing."\n')
    for name, slug in (("treatments/needles.toml", "needles"), ("aftercare/after.toml", "after-needles")):
        more = f'slug = "{slug}"\ncovers = "Covers it."\ntopics = ["safety"]\n'
        change(full_folder, name, f'slug = "{slug}"\n', more)


def test_pages_of_every_kind_are_put_under_topics(full_folder: Path) -> None:
    assert "topics.toml: 2 added" in load(full_folder)
    copy = Article.objects.get(page__slug="a-thing")
    assert (copy.covers, [str(topic) for topic in copy.topics.all()]) == ("Covers a thing.", ["Basics", "Safety"])
    content = Publication.objects.get(page__slug="a-thing").content
    assert content["topics"] == [{"slug": "basics", "title": "Basics"}, {"slug": "safety", "title": "Safety"}]
    for model, slug in ((Treatment, "needles"), (AftercareChecklist, "after-needles")):
        row = model.objects.get(page__slug=slug)
        assert (row.covers, [str(topic) for topic in row.topics.all()]) == ("Covers it.", ["Safety"])
    assert PublishedTopic.objects.count() == 4


def test_loading_again_changes_nothing(full_folder: Path) -> None:
    load(full_folder)
    told = load(full_folder)
    assert "topics.toml: 2 unchanged" in told and "Articles: 0 published, 2 unchanged" in told
    assert Publication.objects.count() == 5 and TopicVersion.objects.count() == 2


def test_a_changed_topic_is_news_to_readers_and_no_new_version_of_its_pages(full_folder: Path) -> None:
    load(full_folder)
    change(full_folder, "topics.toml", 'title = "Safety"', 'title = "Risks"')
    assert "topics.toml: 1 changed, 1 unchanged" in load(full_folder)
    assert TopicVersion.objects.newest().get(topic__slug="safety").title == "Risks"
    assert Publication.objects.count() == 5


def test_a_page_taken_from_a_topic_is_published_again(full_folder: Path) -> None:
    load(full_folder)
    change(full_folder, "articles/thing.md", "topics: [safety, basics]", "topics: [basics]")
    load(full_folder)
    shown = Publication.objects.shown().get(page__slug="a-thing")
    assert (shown.number, [str(row.topic) for row in shown.topics.all()]) == (2, ["Basics"])


def test_an_editors_topic_stays(full_folder: Path, edith: User) -> None:
    load(full_folder)
    topic = Topic.objects.get(slug="safety")
    topic.title = "Edith’s"
    save_topic(topic=topic, by=edith)
    change(full_folder, "topics.toml", "What can go wrong.", "What may go wrong.")
    assert "left alone, as an editor changed it since: safety" in load(full_folder)
    assert Topic.objects.get(slug="safety").title == "Edith’s"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("articles/thing.md", "[safety, basics]", "[safety, none]", "thing.md:5: topics: “none” is not in topics.toml"),
        ("articles/thing.md", "[safety, basics]", "safety", "articles/thing.md:5: topics: write a list"),
        ("articles/thing.md", "[safety, basics]", "[safety, safety]", "thing.md:5: topics: name each only once"),
        ("articles/thing.md", '"Covers a thing."', "3", "articles/thing.md:4: covers: write text in quotes"),
        ("topics.toml", "position = 20", 'position = "20"', "topics.toml:5: position: write a number"),
        ("topics.toml", 'slug = "basics"', 'slug = "safety"', "topics.toml:8: slug: keep one of the two"),
        ("topics.toml", "What it is.", "It cures keratosis pilaris.", "topics.toml:10: summary: “It cures"),
        ("topics.toml", 'summary = "What it is."', "", "topics.toml:7: add “summary”"),
    ],
)
def test_a_mistake_is_told_with_its_line(name: str, old: str, new: str, message: str, full_folder: Path) -> None:
    change(full_folder, name, old, new)
    assert message in refusal(full_folder)


def test_an_imported_draft_takes_over_topics_and_what_it_covers(full_folder: Path, tmp_path: Path) -> None:
    load(full_folder)
    folder = tmp_path / "more"
    folder.mkdir()
    text = '---\ntitle: "Of bumps"\ncovers: "Covers bumps."\ntopics: [basics]\n---\n\nWords.\n'
    assert "left out" not in run(write(folder, bumps=text))
    copy = Article.objects.get(page__slug="of-bumps")
    assert (copy.covers, [str(topic) for topic in copy.topics.all()]) == ("Covers bumps.", ["Basics"])


@pytest.mark.parametrize(
    ("topics", "message"), [("[none]", "there is no topic “none”"), ("basics", "write a list of slugs")]
)
def test_an_imported_draft_names_topics_that_exist(topics: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    write(folder, bumps=f'---\ntitle: "Of bumps"\ntopics: {topics}\n---\n\nWords.\n')
    assert f"bumps.md:3: topics: {message}" in import_refusal(folder)
