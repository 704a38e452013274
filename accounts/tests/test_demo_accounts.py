"""Demo accounts: there in demo mode, useless without it."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from accounts.actions import DEMO_PASSWORD, make_demo_accounts
from accounts.models import User

pytestmark = pytest.mark.django_db
CREDENTIALS = {"username": "editor", "password": DEMO_PASSWORD, "next": "/admin/password_change/"}


def sign_in(client: Client) -> bool:
    """Whether the sign-in page lets the demo editor in."""
    return client.post("/admin/login/", CREDENTIALS).status_code == 302


@pytest.fixture
def demo() -> None:
    """Make the three accounts, as `make run` does."""
    with override_settings(DEMO=True):
        make_demo_accounts()


def test_the_three_accounts_have_the_rights_that_their_names_say(demo: None) -> None:
    groups = {user.username: [group.name for group in user.groups.all()] for user in User.objects.all()}
    assert groups == {"editor": ["Editors"], "moderator": ["Moderators"], "admin": []}
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]
    assert all(user.is_demo and user.is_staff and user.check_password(DEMO_PASSWORD) for user in User.objects.all())


def test_making_them_again_changes_nothing_but_sets_the_password_right(demo: None) -> None:
    before = {user.username: user.password for user in User.objects.all()}
    admin = User.objects.get(username="admin")
    admin.set_password("something else")
    admin.save()
    with override_settings(DEMO=True):
        make_demo_accounts()
    after = {user.username: user.password for user in User.objects.all()}
    assert (before["editor"], before["moderator"]) == (after["editor"], after["moderator"])
    assert User.objects.get(username="admin").check_password(DEMO_PASSWORD)


def test_without_demo_mode_none_are_made() -> None:
    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("demo_accounts")
    assert not User.objects.exists()


@override_settings(DEMO=True)
def test_somebodys_own_account_is_never_taken_over() -> None:
    own = User.objects.create_user("admin", password="my own")
    with pytest.raises(CommandError, match="somebody’s own account"):
        call_command("demo_accounts")
    own.refresh_from_db()
    assert own.check_password("my own")
    assert User.objects.count() == 1


def test_they_sign_in_with_demo_mode_only(demo: None) -> None:
    assert not sign_in(Client())
    with override_settings(DEMO=True):
        assert sign_in(Client())


def test_one_who_is_signed_in_is_out_when_demo_mode_ends(demo: None) -> None:
    client = Client()
    with override_settings(DEMO=True):
        client.force_login(User.objects.get(username="admin"))
        assert client.get("/admin/password_change/").status_code == 200
    assert client.get("/admin/password_change/").status_code == 302


def test_the_sign_in_page_tells_of_them_in_demo_mode_only() -> None:
    with override_settings(DEMO=True):
        page = Client().get("/admin/login/").content.decode()
    assert all(word in page for word in ("editor", "moderator", "admin", DEMO_PASSWORD))
    assert DEMO_PASSWORD not in Client().get("/admin/login/").content.decode()


def test_the_deploy_check_names_those_that_are_active(demo: None) -> None:
    User.objects.filter(username="moderator").update(is_active=False)
    said = [str(message) for message in run_checks(include_deployment_checks=True) if message.id == "accounts.W001"]
    assert len(said) == 1
    assert "admin, editor." in said[0]


def test_the_deploy_check_is_silent_about_real_people(edith: User) -> None:
    assert not [each for each in run_checks(include_deployment_checks=True) if each.id == "accounts.W001"]
