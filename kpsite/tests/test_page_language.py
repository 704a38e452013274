"""Each page says which language it is in and which way that runs."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "tag"),
    [("en-gb", '<html lang="en-gb">'), ("fr", '<html lang="fr">'), ("ar", '<html lang="ar" dir="rtl">')],
)
def test_a_page_says_its_language_and_which_way_it_runs(client: Client, language: str, tag: str) -> None:
    with override_settings(LANGUAGE_CODE=language):
        assert tag in client.get("/about/privacy/").text
        assert tag in client.get("/nothing/").text
        assert all(tag in render_to_string(name) for name in ("400.html", "403.html", "500.html"))
