"""The number of queries of each public view is fixed: it does not grow with claims, pages or versions."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from claims.actions import sign_off, sign_off_answer
from claims.models import Claim
from moderation.actions import publish_correction
from publishing import actions
from tests import cast, factory
from tests.kept import kept

pytestmark = pytest.mark.django_db

#: Address and its number of queries. Raising one needs a reason.
FIXED = {
    "/": 10,
    "/topics/": 2,
    "/topics/safety/": 5,
    "/articles/": 2,
    "/articles/what-helps/": 11,  # what to read next: topics, shared claims and topics, the pages; treatments
    "/articles/what-helps/versions/": 2,
    "/articles/what-helps/versions/1/": 8,
    "/articles/what-helps/versions/2/changes/": 7,
    "/evidence/": 6,  # the claims, their answers, which treatments make them, and which pages of which topics do
    "/evidence/it-may-help/": 4,
    "/evidence/it-may-help/versions/1/": 1,
    "/embed/it-may-help/": 1,
    "/claims.json": 6,
    "/questions/does-it-help/": 2,
    "/sources/review-2020/": 1,
    "/sheet/": 0,
    "/sheet/?claim=it-may-help&claim=nobody-knows-it": 1,
    "/sheet/?q=help": 1,
    "/search/": 3,
    "/search/?q=help": 9,
    "/search/suggest/?q=help": 7,
    "/about/how-we-check/": 4,
    "/corrections/": 6,
    "/corrections/feed.atom": 6,
    "/about/privacy/": 0,
    "/feed.atom": 1,
    "/articles/feed.atom": 1,
    "/sitemap.xml": 2,
    "/robots.txt": 0,
    "/card.png": 0,
    "/articles/what-helps/card.png": 3,
    "/evidence/it-may-help/card.png": 1,
    "/questions/does-it-help/card.png": 2,
}


def mark(*slugs: str) -> str:
    """Return a body that makes these claims."""
    return "## Found\n\n" + "\n\n".join(f"It [may help a little](claim:{slug})." for slug in slugs)


def write_again(copy: Article, body: str, by: User) -> None:
    """Publish one more version with other words."""
    copy.body = body
    actions.save_copy(copy=copy, by=by)
    factory.published(copy, by=by, note="Says more.")


def small(mo: User) -> Article:
    """A site of one claim that answers a question, one page with two versions, and one to read next."""
    factory.signed(by=mo, question=factory.question(), stance="yes")
    sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    copy = factory.article(
        by=mo,
        summary="It [may help](claim:it-may-help).",
        body=mark("it-may-help"),
        question=factory.question(),
    )
    beside = factory.article("beside", by=mo)
    for each in (beside, copy):
        put_under_topics(each, mo)
        factory.published(each, by=mo)
    write_again(copy, mark("it-may-help") + "\n\nMore.", mo)
    correct(copy, mo)
    return copy


def put_under_topics(copy: Article, by: User, *more: str) -> None:
    copy.type_in("topics", [factory.topic(slug) for slug in ("safety", *more)])
    actions.save_copy(copy=copy, by=by)


def correct(copy: Article, by: User) -> None:
    """Say in public that the page had something wrong."""
    publish_correction(page=copy.page, wrong="We said too much.", changed="We say less.", by=by)


def grow(small: Article, mo: User) -> None:
    """Grow that site: more claims with more caveats, sources, versions and rivals, pages, versions, answers."""
    slugs = [f"it-may-help-{number}" for number in range(8)]
    for number, slug in enumerate(slugs):
        grown(slug, number, mo)
    for number in range(7):
        other = factory.article(f"more-{number}", by=mo, summary=f"It [may](claim:{slugs[number]}).", body=mark(*slugs))
        put_under_topics(other, mo, "creams", f"topic-{number}")
        factory.published(other, by=mo)
    for number in range(4):
        sign_off_answer(question=factory.question(), text=f"It may, a little ({number}).", by=mo)
        write_again(small, mark("it-may-help", *slugs) + "\n\nMore." * number, mo)
    for _each in range(3):
        correct(small, mo)
    for verdict in ("contested", "supported") * 2:
        sign(Claim.objects.get(slug="it-may-help"), verdict, mo)


def grown(slug: str, number: int, by: User) -> None:
    carried = (factory.caveat(), factory.caveat(f"caveat-{number}", "stop", f"It can scar ({number})."))
    claim = factory.claim(slug, caveats=carried, question=factory.question(), stance="uncertain")
    claim.evidence.create(source=factory.source(f"trial-{number}"), relation="mentions", read="abstract")
    sign(claim, "contested", by)


def sign(claim: Claim, verdict: str, by: User) -> None:
    sign_off(claim=claim, verdict=verdict, certainty="low", reasons="As the review says.", by=by)


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A small or a large site, written once for all tests of that size; pytest puts those together."""
    with kept(django_db_blocker):
        copy = small(cast.mo())
        if request.param == "large":
            grow(copy, cast.mo())
        yield request.param


SMALL = pytest.mark.parametrize("site", ["small"], indirect=True, scope="module")
LARGE = pytest.mark.parametrize("site", ["large"], indirect=True, scope="module")


def check_counts(address: str, client: Client, counted: Any) -> None:
    """The first request may fill what is kept for the life of the process; the second is counted."""
    assert client.get(address).status_code == 200
    with counted(FIXED[address]):
        client.get(address)


@SMALL
@pytest.mark.parametrize("address", FIXED)
def test_a_small_site_takes_this_many_queries(
    address: str, site: str, client: Client, django_assert_num_queries: Any
) -> None:
    assert Claim.objects.count() == 1
    check_counts(address, client, django_assert_num_queries)


@LARGE
@pytest.mark.parametrize("address", FIXED)
def test_a_large_site_takes_as_many(address: str, site: str, client: Client, django_assert_num_queries: Any) -> None:
    assert Claim.objects.count() == 9
    check_counts(address, client, django_assert_num_queries)


@SMALL
@pytest.mark.parametrize("number", [2, 6])
def test_the_newest_version_takes_as_many_however_many_there_are(
    number: int, site: str, mo: User, client: Client, django_assert_num_queries: Any
) -> None:
    copy = Article.objects.select_related("page").get(page__slug="what-helps")
    for more in range(number - 2):
        write_again(copy, mark("it-may-help") + "\n\nMore." * (more + 2), mo)
    address = f"/articles/what-helps/versions/{number}/"
    client.get(address)
    with django_assert_num_queries(15):
        assert client.get(address).status_code == 200


@LARGE
@pytest.mark.parametrize(("status", "address", "count"), [
    (404, "/articles/nothing-here/", 2),
    (404, "/evidence/nothing-here/", 1),
    (404, "/questions/nothing-here/", 3),
    (404, "/sources/nothing-here/", 1),
    (301, "/articles/what-helped/", 2),
    (410, "/articles/withdrawn/", 2),
])  # fmt: skip
def test_what_is_not_there_takes_no_more(
    status: int,
    address: str,
    count: int,
    site: str,
    mo: User,
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    gone = factory.article("withdrawn", by=mo)
    factory.published(gone, by=mo)
    actions.withdraw(page=gone.page, public_note="It was wrong.", by=mo)
    moved = factory.article("what-helped", by=mo)
    factory.published(moved, by=mo)
    actions.rename_page(page=moved.page, slug="what-has-helped", by=mo)
    with django_assert_num_queries(count):
        assert client.get(address).status_code == status
