"""What members decide about their e-mail, signed in or with the link of an old mail."""

from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client, override_settings

from accounts.mail import SALT, MailKind, member_mail, unsubscribe_token
from accounts.models import User

pytestmark = pytest.mark.django_db

PROFILE = "/admin/profile/"


@pytest.fixture
def desk(edith: User) -> Client:
    """Edith's browser, signed in."""
    client = Client()
    client.force_login(edith)
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {"public_name": "Edith M.", "email": "edith@example.org", "wants_digest": "on", **more}


def test_a_member_changes_name_address_and_choices(desk: Client, edith: User) -> None:
    html = desk.get(PROFILE).content.decode()
    assert "Edith Mason" in html and html.count(" checked") == 2
    answer = desk.post(PROFILE, typed(), follow=True)
    assert "Your profile is saved." in answer.content.decode()
    edith.refresh_from_db()
    assert (edith.public_name, edith.wants_digest, edith.wants_alerts) == ("Edith M.", True, False)


@pytest.mark.parametrize("wrong", [{"email": "nowhere"}, {"public_name": "edith@example.org"}])
def test_what_does_not_fit_is_not_saved(wrong: dict[str, str], desk: Client, edith: User) -> None:
    answer = desk.post(PROFILE, typed(**wrong))
    assert answer.status_code == 200
    assert "Not saved" in answer.content.decode()
    edith.refresh_from_db()
    assert edith.public_name == "Edith Mason"


def test_nothing_else_of_an_account_can_be_posted(desk: Client, edith: User) -> None:
    desk.post(PROFILE, typed(is_superuser="on", username="root", is_active=""))
    edith.refresh_from_db()
    assert (edith.username, edith.is_superuser, edith.is_active) == ("edith", False, True)


def test_the_profile_is_for_members_and_linked_from_every_page_of_the_desk(desk: Client, client: Client) -> None:
    assert client.get(PROFILE).status_code == 302
    assert desk.put(PROFILE).status_code == 405
    assert PROFILE in desk.get("/admin/").content.decode()


# --- the way out --------------------------------------------------------------------------------------------


def stop(user: User, kind: MailKind) -> str:
    return f"/mail/stop/{unsubscribe_token(user, kind)}/"


@override_settings(SITE_URL="https://kp.example.org")
def test_every_mail_carries_its_way_out_in_header_and_text(edith: User) -> None:
    member_mail(to=edith, kind=MailKind.DIGEST, subject="Today", body="One thing.").send()
    sent = mail.outbox[0]
    address = f"https://kp.example.org{stop(edith, MailKind.DIGEST)}"
    assert sent.extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in sent.body and f"https://kp.example.org{PROFILE}" in sent.body
    assert sent.to == ["edith@example.org"]


@pytest.mark.parametrize("kind", MailKind)
def test_a_look_at_the_link_asks_and_changes_nothing(kind: MailKind, edith: User, client: Client) -> None:
    answer = client.get(stop(edith, kind))
    html = answer.content.decode()
    assert (answer.status_code, answer.cookies) == (200, {})
    assert "Stop it" in html and str(kind.label) in html and "noindex" in html
    assert "edith" not in html.lower()
    edith.refresh_from_db()
    assert edith.wants_digest and edith.wants_alerts


@pytest.mark.parametrize("kind", MailKind)
def test_the_button_stops_that_kind_alone(kind: MailKind, edith: User, mo: User) -> None:
    client = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        answer = client.post(stop(edith, kind))
        assert (answer.status_code, answer.cookies) == (200, {})
    wanted = {row.username: (row.wants_digest, row.wants_alerts) for row in User.objects.all()}
    assert wanted == {"edith": (kind != MailKind.DIGEST, kind != MailKind.ALERTS), "mo": (True, True)}


def test_a_mail_program_stops_it_with_one_post(edith: User) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        stop(edith, MailKind.DIGEST), "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200  # RFC 8058: no redirect
    edith.refresh_from_db()
    assert not edith.wants_digest


def test_a_broken_link_stops_nothing_and_says_so(edith: User, mo: User, client: Client) -> None:
    token = unsubscribe_token(edith, MailKind.DIGEST)
    others = (token[:-1], token + "x", "x", signing.dumps([edith.pk, "is_active"], salt="another"))
    for broken in others:
        for answer in (client.get(f"/mail/stop/{broken}/"), client.post(f"/mail/stop/{broken}/")):
            assert answer.status_code == 404
            assert "This link does not work" in answer.content.decode()
    assert User.objects.filter(wants_digest=True, is_active=True).count() == 2


def test_the_way_out_takes_get_and_post_alone(edith: User, client: Client) -> None:
    assert client.delete(stop(edith, MailKind.DIGEST)).status_code == 405
    assert signing.loads(unsubscribe_token(edith, MailKind.ALERTS), salt=SALT) == [edith.pk, "wants_alerts"]
