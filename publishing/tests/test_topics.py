"""Topics: what is published under one, what readers see of it, and what a page says that it covers."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from publishing import actions, queries
from publishing.models import Publication, PublishedTopic, Topic, TopicVersion
from publishing.plans import plan
from publishing.topic_views import PER_LIST
from records.checking import broken_records
from tests import factory

pytestmark = pytest.mark.django_db

SAFETY = "/topics/safety/"
MARK = "## Found\n\nIt [may help a little](claim:it-may-help)."


def under(*topics: Topic, by: User, slug: str = "what-helps", **more: Any) -> Article:
    """Return a working copy that stands under topics."""
    copy = factory.article(slug, by=by, **more)
    return put_under(copy, *topics, by=by)


def put_under(copy: Article, *topics: Topic, by: User) -> Article:
    copy.type_in("topics", topics)
    actions.save_copy(copy=copy, by=by)
    return copy


def html(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


# --- what readers find --------------------------------------------------------------------------------------


def test_a_page_is_found_under_each_of_its_topics(edith: User, client: Client) -> None:
    factory.published(under(factory.topic(), factory.topic("creams"), by=edith), by=edith)
    for address in (SAFETY, "/topics/creams/"):
        assert "What helps?" in html(client, address)
    listed = html(client, "/topics/")
    assert listed.index("Creams") < listed.index("Safety") and listed.count("1 page") == 2


def test_topics_stand_in_the_order_that_editors_chose(edith: User, client: Client) -> None:
    factory.published(under(factory.topic(position=1), factory.topic("creams", position=2), by=edith), by=edith)
    listed = html(client, "/topics/")
    assert listed.index("Safety") < listed.index("Creams")


def test_a_change_of_topics_is_public_once_it_is_published(edith: User, client: Client) -> None:
    copy = under(factory.topic(), by=edith)
    factory.published(copy, by=edith)
    put_under(copy, factory.topic("creams"), by=edith)
    assert "What helps?" in html(client, SAFETY)
    html(client, "/topics/creams/", 404)
    factory.published(copy, by=edith, note="Another topic.")
    assert "What helps?" not in html(client, SAFETY)
    assert "What helps?" in html(client, "/topics/creams/")


def test_a_scheduled_page_makes_no_topic_public_before_its_time(edith: User, client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    factory.published(under(factory.topic(), by=edith), by=edith, live_at=soon)
    html(client, SAFETY, 404)
    assert "Safety" not in html(client, "/topics/")
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert "What helps?" in html(client, SAFETY)


def test_a_topic_whose_pages_were_taken_away_says_so_to_readers_alone(edith: User, mo: User, client: Client) -> None:
    publication = factory.published(under(factory.topic(), by=edith), by=edith)
    actions.withdraw(page=publication.page, public_note="It was wrong.", by=mo)
    shown = html(client, SAFETY)
    assert "nothing to read under this topic now" in shown and 'content="noindex"' in shown
    assert "Safety" not in html(client, "/topics/")


def test_a_topic_with_pages_is_for_search_engines_too(edith: User, client: Client) -> None:
    factory.published(under(factory.topic(), by=edith), by=edith)
    for address in (SAFETY, "/topics/"):
        assert 'rel="canonical"' in html(client, address)


@pytest.mark.parametrize("slug", ["unknown", "safety"])
def test_a_topic_that_no_reader_ever_met_is_a_404(slug: str, edith: User, client: Client) -> None:
    under(factory.topic(), by=edith)
    html(client, f"/topics/{slug}/", 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_topics_can_only_be_read(method: str, edith: User, client: Client) -> None:
    factory.published(under(factory.topic(), by=edith), by=edith)
    for address in (SAFETY, "/topics/"):
        assert getattr(client, method)(address).status_code == 405


def test_pages_are_grouped_by_kind(edith: User, client: Client) -> None:
    topic = factory.topic()
    factory.published(under(topic, by=edith), by=edith)
    copy = factory.treatment(by=edith)
    copy.type_in("topics", [topic])
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith)
    shown = html(client, SAFETY)
    places = [shown.index(words) for words in ('id="articles"', "What helps?", 'id="treatments"', ">Needling<")]
    assert places == sorted(places)


def test_a_long_topic_has_more_than_one_page(edith: User, client: Client) -> None:
    topic = factory.topic()
    for number in range(PER_LIST + 1):
        factory.published(under(topic, by=edith, slug=f"a-{number}", title=f"Title {number}."), by=edith)
    first = client.get(SAFETY)
    assert "Title 20." in first.content.decode() and "Title 0." not in first.content.decode()
    older = html(client, SAFETY + first.context["older_url"])
    assert "Title 0." in older and "Title 20." not in older
    assert client.get(f"{SAFETY}?before=tomorrow").status_code == 400


def test_the_claims_of_a_topic_carry_their_verdicts_and_caveats(edith: User, mo: User, client: Client) -> None:
    factory.signed(by=mo, question=factory.question(), stance="yes")
    factory.signed("told-of", by=mo, statement="Somebody said so.")
    body = f'{MARK}\n\nSome say that [it does](claim:told-of "reported").'
    factory.published(under(factory.topic(), by=edith, body=body), by=edith)
    shown = html(client, SAFETY)
    card = shown.partition('data-claim-card="it-may-help"')[2]
    assert "Sources back this" in card and "Take care:</strong> Nobody has studied this." in card
    assert 'href="/questions/does-it-help/"' in shown
    assert "Somebody said so." not in shown


def test_claims_by_topic_names_what_live_pages_say(edith: User, mo: User) -> None:
    factory.signed(by=mo)
    copy = under(factory.topic(), factory.topic("creams"), by=edith, body=MARK)
    publication = factory.published(copy, by=edith)
    factory.published(under(factory.topic(), by=edith, slug="other"), by=edith)
    assert queries.claims_by_topic() == {"safety": {"it-may-help"}, "creams": {"it-may-help"}}
    actions.withdraw(page=publication.page, public_note="It was wrong.", by=mo)
    assert queries.claims_by_topic() == {"safety": set()}


def test_the_newest_can_be_asked_for_by_kind_and_topic(edith: User) -> None:
    one = factory.published(under(factory.topic(), by=edith), by=edith)
    two = factory.published(factory.article("other", by=edith), by=edith)
    assert list(queries.newest("article")) == [two, one]
    assert list(queries.newest(topic="safety")) == [one]
    assert not queries.newest("treatment", "safety").exists()


def test_a_link_to_a_topic_leads_somewhere_once_readers_can_open_it(edith: User) -> None:
    copy = under(factory.topic(), by=edith, body="See [safety](/topics/safety/).")
    assert [issue.id for issue in plan(copy).errors] == ["KP.E012"]
    factory.published(under(factory.topic(), by=edith, slug="other"), by=edith)
    assert plan(copy).errors == []


# --- records ------------------------------------------------------------------------------------------------


def test_a_publication_keeps_its_topics_as_they_were_called_then(edith: User, client: Client) -> None:
    topic = factory.topic()
    publication = factory.published(under(topic, by=edith), by=edith)
    topic.title = "Risks"
    actions.save_topic(topic=topic, by=edith)
    assert Publication.objects.get(pk=publication.pk).content["topics"] == [{"slug": "safety", "title": "Safety"}]
    shown = html(client, SAFETY)
    assert "<h1>Risks</h1>" in shown and "Safety" not in shown
    assert list(TopicVersion.objects.values_list("number", "title")) == [(2, "Risks"), (1, "Safety")]


def test_a_topic_has_versions_from_its_first_publication_on_and_none_that_say_the_same(edith: User) -> None:
    topic = Topic(slug="safety", title="Safety", summary="What is found here.", position=1)
    actions.save_topic(topic=topic, by=edith)
    assert not TopicVersion.objects.exists()
    copy = under(topic, by=edith)
    factory.published(copy, by=edith)
    factory.published(copy, by=edith, note="Again.")
    actions.save_topic(topic=topic, by=edith)
    assert TopicVersion.objects.count() == 1 and PublishedTopic.objects.count() == 2
    assert [*broken_records(TopicVersion), *broken_records(PublishedTopic)] == []


def test_the_slug_of_a_topic_never_changes(edith: User) -> None:
    factory.topic()
    topic = Topic.objects.get()
    topic.slug = "risks"
    with pytest.raises(ValidationError, match="cannot be changed"):
        actions.save_topic(topic=topic, by=edith)


def test_only_those_who_may_write_topics_do(edith: User) -> None:
    nobody = User.objects.create_user("nobody", password="pass")
    with pytest.raises(PermissionDenied):
        actions.save_topic(topic=Topic(slug="a", title="A", summary="B"), by=nobody)
    with pytest.raises(PermissionDenied):
        actions.delete_topic(topic=factory.topic(), by=edith)


def test_a_topic_in_use_is_kept_and_one_that_nobody_met_can_go(edith: User, mo: User) -> None:
    topic = factory.topic()
    copy = under(topic, by=edith)
    with pytest.raises(ValidationError, match=r"these pages stand under it: “What helps\?”\. Take it off"):
        actions.delete_topic(topic=topic, by=mo)
    put_under(copy, by=edith)
    actions.delete_topic(topic=topic, by=mo)
    assert not Topic.objects.exists()


def test_a_topic_that_readers_met_is_kept_though_no_page_has_it_now(edith: User, mo: User) -> None:
    copy = under(factory.topic(), by=edith)
    factory.published(copy, by=edith)
    put_under(copy, by=edith)
    with pytest.raises(ValidationError, match="Readers have seen this topic"):
        actions.delete_topic(topic=Topic.objects.get(), by=mo)


# --- snapshots ----------------------------------------------------------------------------------------------


def old_publication(copy: Article, by: User) -> Publication:
    """Write what was published before there were topics: a snapshot of schema 1."""
    content = {**copy.kind.snapshot(copy), "schema": 1}
    del content["topics"], content["covers"]
    publication = Publication(
        page=copy.page, number=1, live_at=timezone.now(), title=copy.title, summary=copy.summary,
        change_note="First version.", copy_version=copy.version, content=content, by=by,
    )  # fmt: skip
    publication.save()
    return publication


def test_what_was_published_before_there_were_topics_still_shows(edith: User, client: Client) -> None:
    copy = factory.article(by=edith)
    old_publication(copy, edith)
    assert "Nothing to say yet." in html(client, "/articles/what-helps/")
    put_under(copy, factory.topic(), by=edith)
    factory.published(copy, by=edith, note="A topic.")
    assert "Nothing to say yet." in html(client, "/articles/what-helps/versions/1/")
    changed = html(client, "/articles/what-helps/versions/2/changes/")
    assert "<ins>Safety</ins>" in changed and "<ins>Covers what was found.</ins>" in changed


def test_what_was_published_before_there_were_topics_can_be_brought_back(edith: User) -> None:
    copy = factory.article(by=edith)
    publication = old_publication(copy, edith)
    put_under(copy, factory.topic(), by=edith)
    restored: Any = actions.restore(publication=publication, by=edith)
    assert (restored.covers, list(restored.topics.all())) == ("", [])


def test_an_old_version_brings_its_topics_and_what_it_covers_back(edith: User) -> None:
    copy = under(factory.topic(), by=edith, covers="Covers this.")
    publication = factory.published(copy, by=edith)
    copy.covers = "Covers that."
    put_under(copy, factory.topic("creams"), by=edith)
    restored: Any = actions.restore(publication=publication, by=edith)
    assert (restored.covers, list(restored.topics.all())) == ("Covers this.", [factory.topic()])


def test_the_page_of_changes_says_which_topics_came_and_went(edith: User, client: Client) -> None:
    copy = under(factory.topic(), factory.topic("creams"), by=edith)
    factory.published(copy, by=edith)
    put_under(copy, factory.topic(), factory.topic("lasers"), by=edith)
    factory.published(copy, by=edith, note="Other topics.")
    changed = html(client, "/articles/what-helps/versions/2/changes/")
    assert "<h3>Topics</h3>" in changed
    assert "<del>Creams</del>, Safety, <ins>Lasers</ins>" in changed


def test_a_topic_that_was_only_renamed_is_no_change_of_the_page(edith: User, client: Client) -> None:
    topic = factory.topic()
    copy = under(topic, by=edith)
    factory.published(copy, by=edith)
    topic.title = "Risks"
    actions.save_topic(topic=topic, by=edith)
    factory.published(copy, by=edith, note="Nothing new.")
    assert "No word changed." in html(client, "/articles/what-helps/versions/2/changes/")


# --- what a page covers -------------------------------------------------------------------------------------


def ids(copy: Article) -> list[str]:
    return [issue.id for issue in plan(copy).issues if issue.field == "covers"]


@pytest.mark.parametrize(
    ("covers", "found"),
    [
        ("Covers what was found. For adults who think about having it.", []),
        ("", ["KP.W015"]),
        ("   ", ["KP.W015"]),
        ("Covers that it [may help](claim:it-may-help).", ["KP.E009"]),
        ("Microneedling is safe and effective for everybody.", ["KP.E019"]),
        ("Microneedling makes the bumps smoother.", ["KP.W014"]),
    ],
)
def test_what_a_page_covers_is_asked_for_and_states_no_claim(covers: str, found: list[str], edith: User) -> None:
    assert ids(factory.article(by=edith, covers=covers)) == found


def test_what_a_page_covers_is_not_its_text(edith: User) -> None:
    assert "KP.E014" in [issue.id for issue in plan(factory.article(by=edith, body="", covers="Covers much.")).errors]


# --- its feed -----------------------------------------------------------------------------------------------


def test_a_topic_has_a_feed_of_its_pages_and_of_those_withdrawn(edith: User, mo: User, client: Client) -> None:
    copy = under(factory.topic(), by=edith)
    factory.published(copy, by=edith)
    factory.published(factory.article("elsewhere", by=edith, title="Elsewhere?"), by=edith)
    assert f"{SAFETY}feed.atom" in html(client, SAFETY)
    told = html(client, f"{SAFETY}feed.atom")
    assert "What helps?" in told and "Elsewhere?" not in told
    actions.withdraw(page=copy.page, public_note="It was wrong.", by=mo)
    told = html(client, f"{SAFETY}feed.atom")
    assert "What helps? (withdrawn)" in told and "It was wrong." in told


def test_a_topic_that_no_reader_met_has_no_feed(edith: User, client: Client) -> None:
    under(factory.topic(), by=edith)
    assert client.get(f"{SAFETY}feed.atom").status_code == 404
    assert client.get("/topics/nobody-knows-it/feed.atom").status_code == 404
