"""A source that only a row names stays, and the admin says why."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims.models import Source
from tests import factory
from treatments.models import ChecklistItem, Contraindication

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root", password="pass"))
    return client


def delete(client: Client, source: Source) -> str:
    """Ask the admin to delete a source, and return what the next page says."""
    address = reverse("admin:claims_source_delete", args=[source.pk])
    return client.post(address, {"post": "yes"}, follow=True).content.decode()


def test_a_source_that_a_row_rests_on_cannot_be_deleted(root: Client, mo: User) -> None:
    for row in (Contraindication(severity="stop", text="So."), ChecklistItem(kind="do", text="So.", starts_h=0)):
        source = factory.source(f"leaflet-{row._meta.model_name}")
        row.type_in("sources", [source])
        if isinstance(row, Contraindication):
            factory.treatment(by=mo, rows={"contraindications": [row]})
        else:
            factory.checklist(by=mo, items=[row])
        assert "a treatment or a checklist rests on it" in delete(root, source)
        assert Source.objects.filter(pk=source.pk).exists()


def test_a_source_that_nothing_rests_on_can_be_deleted(root: Client) -> None:
    source = factory.source("leaflet")
    delete(root, source)
    assert not Source.objects.filter(pk=source.pk).exists()
