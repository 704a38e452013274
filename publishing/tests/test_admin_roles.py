"""Working copies in the admin: who may open what, and who may do what there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from publishing.models import Cancellation, FormerSlug, Page, Publication
from tests import cast
from tests.kept import kept

from .conftest import everybody, pages
from .desk import ROLES, ROOT, TYPED, words

pytestmark = pytest.mark.django_db

SIGN_IN = 302
REFUSED = 403

#: Who may open what, in the order of ROLES.
MAY_OPEN = {
    "": (SIGN_IN, REFUSED, 200, 200, 200),
    "add/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/change/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/history/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/preview/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/publish/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/findings/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/versions/": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/restore/?version=1": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/cancel/?version=2": (SIGN_IN, REFUSED, 200, 200, 200),
    "{live}/withdraw/": (SIGN_IN, REFUSED, REFUSED, 200, 200),
    "{live}/rename/": (SIGN_IN, REFUSED, REFUSED, 200, 200),
    "{live}/delete/": (SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED),
    "{draft}/delete/": (SIGN_IN, REFUSED, 200, 200, 200),
}
#: The same for what they do there, with what they send and what it then comes to.
MAY_DO: dict[str, tuple[dict[str, Any], tuple[int, ...]]] = {
    "add/": (TYPED, (SIGN_IN, REFUSED, 302, 302, 302)),
    "{live}/change/": ({**TYPED, "seen_version": 1}, (SIGN_IN, REFUSED, 302, 302, 302)),
    "{live}/preview/": ({}, (SIGN_IN, REFUSED, 405, 405, 405)),
    "{live}/versions/": ({}, (SIGN_IN, REFUSED, 405, 405, 405)),
    "{live}/publish/": ({"change_note": "Again.", "seen_version": 1}, (SIGN_IN, REFUSED, 302, 302, 302)),
    "{live}/restore/?version=1": ({"seen_version": 1}, (SIGN_IN, REFUSED, 302, 302, 302)),
    "{live}/cancel/?version=2": ({"reason": "Not yet."}, (SIGN_IN, REFUSED, 302, 302, 302)),
    "{live}/withdraw/": ({"public_note": "Wrong."}, (SIGN_IN, REFUSED, REFUSED, 302, 302)),
    "{live}/rename/": ({"slug": "moved"}, (SIGN_IN, REFUSED, REFUSED, 302, 302)),
    "{live}/delete/": ({"post": "yes"}, (SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED)),
    "{draft}/delete/": ({"post": "yes"}, (SIGN_IN, REFUSED, 302, 302, 302)),
}


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """The pages of the desk and the people at it, made once; see ``people`` for who they are."""
    with kept(django_db_blocker):
        everybody(cast.edith(), cast.mo())
        yield pages(cast.mo())


@pytest.fixture
def people(scene: dict[str, int], db: None) -> dict[str, User | None]:
    """The people at the desk, none of them asked for their permissions yet."""
    names = (None, "stella", "edith", "mo", "root")
    return {role: User.objects.get(username=name) if name else None for role, name in zip(ROLES, names, strict=True)}


def counts() -> tuple[Any, ...]:
    """Return all that a refused act must leave as it was."""
    copies = tuple(Article.objects.order_by("pk").values_list("pk", "version"))
    pages = tuple(Page.objects.order_by("pk").values_list("slug", flat=True))
    return copies, pages, Publication.objects.count(), Cancellation.objects.count(), FormerSlug.objects.count()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", MAY_OPEN)
def test_each_role_opens_what_it_may(
    address: str, role: str, scene: dict[str, int], people: dict[str, User | None], client: Client
) -> None:
    if (person := people[role]) is not None:
        client.force_login(person)
    answer = client.get(ROOT + address.format(**scene))
    assert answer.status_code == MAY_OPEN[address][ROLES.index(role)]
    if answer.status_code == SIGN_IN:
        assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", MAY_DO)
def test_each_role_does_what_it_may_and_nothing_else(
    address: str, role: str, scene: dict[str, int], people: dict[str, User | None], client: Client
) -> None:
    if (person := people[role]) is not None:
        client.force_login(person)
    before = counts()
    sent, expected = MAY_DO[address]
    answer = client.post(ROOT + address.format(**scene), sent)
    assert answer.status_code == expected[ROLES.index(role)]
    is_done = answer.status_code == 302 and role != "anonymous"
    assert (counts() != before) == is_done
    if is_done:
        assert not answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_a_page_offers_only_the_steps_that_this_person_may_take(
    role: str, scene: dict[str, int], people: dict[str, Any], client: Client
) -> None:
    client.force_login(people[role])
    shown = words(client.get(f"{ROOT}{scene['live']}/change/"))
    for step, is_offered in {"preview": True, "publish": True, "versions": True, "withdraw": role == "moderator",
                             "rename": role == "moderator"}.items():  # fmt: skip
        assert (f"/{scene['live']}/{step}/" in shown) == is_offered
    assert f"/{scene['draft']}/withdraw/" not in words(client.get(f"{ROOT}{scene['draft']}/change/"))


def test_there_is_no_way_to_delete_many(scene: dict[str, int], people: dict[str, Any], client: Client) -> None:
    client.force_login(people["superuser"])
    client.post(ROOT, {"action": "delete_selected", "_selected_action": [scene["draft"]], "post": "yes"})
    assert Article.objects.count() == 2


@pytest.mark.parametrize("verb", ["add/", "{pk}/delete/"])
def test_nobody_adds_or_deletes_a_publication_by_hand(
    verb: str, scene: dict[str, int], people: dict[str, Any], client: Client
) -> None:
    client.force_login(people["superuser"])
    address = "/admin/publishing/publication/" + verb.format(pk=Publication.objects.first().pk)  # type: ignore[union-attr]
    assert client.get(address).status_code == client.post(address, {"post": "yes"}).status_code == 403
