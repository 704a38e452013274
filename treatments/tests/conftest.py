"""What the tests of the editors' desk share."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def desk(edith: User, client: Client) -> Client:
    """Edith's browser."""
    client.force_login(edith)
    return client
