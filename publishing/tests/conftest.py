"""The people at the editors' desk, and what lies on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests import factory

from .desk import ROLES


def everybody(edith: User, mo: User) -> dict[str, User | None]:
    """Return one person of each role; nobody is of the first."""
    staff = User.objects.create_user("stella", password="pass", is_staff=True)
    root = User.objects.create_superuser("root", password="pass")
    return dict(zip(ROLES, (None, staff, edith, mo, root), strict=True))


def pages(mo: User) -> dict[str, int]:
    """Make a page that is live and has a version scheduled, and a draft."""
    live = factory.article("what-helps", by=mo)
    factory.published(live, by=mo)
    factory.published(live, by=mo, note="To come.", live_at=timezone.now() + timedelta(days=1))
    return {"live": live.pk, "draft": factory.article("draft", by=mo, title="A draft").pk}


@pytest.fixture
def people(edith: User, mo: User) -> dict[str, User | None]:
    return everybody(edith, mo)


@pytest.fixture
def scene(people: dict[str, User | None], mo: User) -> dict[str, int]:
    """A page that is live and has a version scheduled, and a draft."""
    return pages(mo)


@pytest.fixture
def desk(edith: User, client: Client) -> Client:
    """Edith's browser."""
    client.force_login(edith)
    return client
