"""Accounts: what readers see of them, how they are emptied, how guessing is stopped."""

from unittest import mock

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_readers_see_the_public_name_and_never_the_user_name() -> None:
    assert User(username="e.mason", first_name="Edith", public_name="Edith M.").shown_name == "Edith M."
    assert User(username="e.mason", first_name="Edith", email="e@example.org").shown_name == "the editors"


def test_anonymising_empties_the_account_and_keeps_its_row(mo: User) -> None:
    LogEntry.objects.log_actions(mo.pk, [mo], CHANGE, change_message="e-mail")
    AccessAttempt.objects.create(username="mo", ip_address="192.0.2.1", failures_since_start=1)
    call_command("anonymise_user", "mo", "--yes")
    mo.refresh_from_db()
    assert mo.username == f"former-{mo.pk}"
    assert (mo.public_name, mo.email, mo.first_name, mo.last_name) == ("", "", "", "")
    assert not (mo.is_active or mo.is_staff or mo.has_usable_password() or mo.groups.exists())
    assert not AccessAttempt.objects.exists()
    assert LogEntry.objects.get().object_repr == mo.username


def test_anonymising_ends_a_session(mo: User) -> None:
    client = Client()
    client.force_login(mo)
    call_command("anonymise_user", "mo", "--yes")
    assert client.get("/admin/password_change/").status_code == 302


def test_anonymising_asks_first(mo: User) -> None:
    with (
        mock.patch("builtins.input", return_value=""),
        pytest.raises(CommandError, match="Nothing was changed"),
    ):
        call_command("anonymise_user", "mo")
    mo.refresh_from_db()
    assert mo.username == "mo"


def test_anonymising_nobody_is_refused_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="Nobody has the user name “ghost”"):
        call_command("anonymise_user", "ghost", "--yes")


def test_guessing_a_password_is_stopped_at_the_fifth_try(mo: User) -> None:
    client = Client()
    tries = [
        client.post("/admin/login/", {"username": "mo", "password": f"guess {number}"}).status_code
        for number in range(5)
    ]
    assert tries == [200, 200, 200, 200, 429]
    refused = client.post("/admin/login/", {"username": "mo", "password": "pass"})
    assert refused.status_code == 429
    assert "Too many tries" in refused.content.decode()


def test_guessing_from_one_address_does_not_lock_out_another(mo: User) -> None:
    for number in range(5):
        Client().post("/admin/login/", {"username": "mo", "password": f"guess {number}"})
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/admin/login/", {"username": "mo", "password": "pass"}).status_code == 302


def test_pretending_another_address_does_not_help_guessing(mo: User) -> None:
    codes = [
        Client(headers={"x-forwarded-for": f"192.0.2.{number}"})
        .post("/admin/login/", {"username": "mo", "password": f"guess {number}"})
        .status_code
        for number in range(5)
    ]
    assert codes[-1] == 429
