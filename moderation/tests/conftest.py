"""What the tests of the moderators' screens share."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from claims.models import Claim
from moderation.actions import raise_flag
from moderation.models import Flag
from publishing.models import Page
from tests import factory

BODY = "## Found\n\nIt [may help a little](claim:it-may-help). Ask someone you trust about your own skin first."


@pytest.fixture
def claim(mo: User) -> Claim:
    """A claim that readers see."""
    return factory.signed(by=mo)


@pytest.fixture
def page(claim: Claim, edith: User) -> Page:
    """A live page that makes the claim."""
    return factory.published(factory.article(by=edith, body=BODY), by=edith).page


@pytest.fixture
def flag(page: Page, claim: Claim) -> Flag:
    """A reader's flag on the claim."""
    return raise_flag(claim=claim, doubt="not-true", words="It did <b>nothing</b> for me.")


@pytest.fixture
def desk(mo: User, client: Client) -> Client:
    """Mo's browser."""
    client.force_login(mo)
    return client


@pytest.fixture
def stock(db: None) -> None:
    """The stock reasons as they are shipped: a test that commits takes them away with all other rows."""
    import_module("moderation.migrations.0002_stock_reasons").add(apps, None)
