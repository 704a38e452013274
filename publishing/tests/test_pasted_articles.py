"""The story of a pasted article: refused with what overstates by name, mended, settled, nodded to, published, read."""

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from publishing import actions
from publishing.actions import nod_findings, settle_findings
from publishing.findings import findings, unsettled
from publishing.plans import NotFit, plan
from tests import factory
from tests.reading import read

from .pasted import HARM, MAY, PLUGS, STORIES, Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(mo: User) -> None:
    factory.signed(MAY, by=mo, about="effect", statement="It may help a little.")
    factory.signed(HARM, by=mo, about="harm", statement="It can leave dark marks, and infect the skin.")
    factory.claim(PLUGS, about="effect", statement="It breaks the plugs of keratin.")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_it_comes_to_an_honest_published_version(story: Story, edith: User, mo: User, client: Client) -> None:
    copy = factory.article(by=edith, title="Needling and bumps", body=story.pasted)
    is_refused_by_name(copy, story, edith)
    copy.body = story.honest
    actions.save_copy(copy=copy, by=edith)
    settle(copy, story, edith)
    assert nods(copy, mo) == story.nods
    assert [issue.id for issue in plan(copy).issues if issue.id in ("KP.E019", "KP.W014")] == []
    factory.published(copy, by=edith)
    page = read(client.get("/articles/what-helps/").content.decode())
    assert {note.slug for note in page.notes} == {slug for slug in (MAY, HARM, PLUGS) if slug in story.honest}


def is_refused_by_name(copy: Article, story: Story, by: User) -> None:
    """Publishing is refused; each overstatement is an error that names the words and gives better ones."""
    with pytest.raises(NotFit) as refused:
        actions.publish(copy=copy, by=by, change_note="First version.")
    found = findings(copy.kind, copy.kind.snapshot(copy), copy.page)
    said = [issue.message for issue in refused.value.issues if issue.id == "KP.E019"]
    assert len(said) == len([each for each in found if each.finding.risky])
    for words in story.risky:
        assert any(f"{words}” overstates" in message and "Better: " in message for message in said), words
    if not story.risky:
        assert [issue.id for issue in refused.value.issues] == ["KP.W014"]


def settle(copy: Article, story: Story, by: User) -> None:
    """Give the reason for each sentence that the honest text still has."""
    for words, why in story.settled.items():
        found = findings(copy.kind, copy.kind.snapshot(copy), copy.page)
        named = [each for each in unsettled(found) if words in each.finding.text]
        settle_findings(page=copy.page, found=named, why=why, words="It says what is not known.", by=by)


def nods(copy: Article, mo: User) -> int:
    """Let the moderator agree to what waits, and return how many did; before that nothing is published."""
    found = findings(copy.kind, copy.kind.snapshot(copy), copy.page)
    waiting = [each for each in found if each.waits_for_nod]
    if waiting:
        assert len(plan(copy).errors) == len(waiting)
        nod_findings(page=copy.page, found=waiting, by=mo)
    return len(waiting)
