"""What every answer tells browsers, and where cookies live."""

import gzip

import pytest
from django.test import Client, RequestFactory, override_settings

from accounts.models import User
from kpsite.proxies import client_ip

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/articles/", "/evidence/", "/about/privacy/", "/nowhere/"]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def policy(client: Client, path: str) -> set[str]:
    """The content security policy of an address."""
    return set(client.get(path)["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_allow_their_own_files_and_nothing_else(client: Client, path: str) -> None:
    assert policy(client, path) == POLICY


def test_the_admin_may_hold_a_frame_of_the_site_as_well(client: Client) -> None:
    assert policy(client, "/admin/login/") == POLICY | {"frame-src 'self'"}


@pytest.mark.parametrize("path", [*PUBLIC, "/admin/login/"])
def test_every_answer_has_the_plain_headers(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_page_sets_a_cookie_or_looks_at_one(client: Client, path: str, edith: User) -> None:
    client.force_login(edith)
    client.cookies["sessionid"]["path"] = "/"
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_cookies_live_under_the_admin(client: Client, edith: User) -> None:
    form = {"username": "edith", "password": "pass", "next": "/admin/"}
    client.get("/admin/login/")
    response = client.post("/admin/login/", form)
    assert response.status_code == 302
    assert set(client.cookies) == {"csrftoken", "sessionid"}
    for cookie in client.cookies.values():
        assert (cookie["path"], cookie["samesite"]) == ("/admin/", "Lax")
    assert client.cookies["sessionid"]["httponly"]


def test_messages_set_no_cookie_of_their_own(client: Client, edith: User) -> None:
    client.force_login(edith)
    form = {
        "old_password": "pass",
        "new_password1": "Kerat0sis-pilaris",
        "new_password2": "Kerat0sis-pilaris",
    }
    assert client.post("/admin/password_change/", form).status_code == 302
    assert "messages" not in client.cookies


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "latin-1", "utf8", "no-such-thing"])
@pytest.mark.parametrize("path", ["/admin/login/", "/"])
def test_a_form_in_another_charset_is_answered_400(client: Client, charset: str, path: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.generic("POST", path, b"a=b", content_type=kind).status_code == 400


def test_a_form_in_utf_8_that_says_so_is_read(client: Client) -> None:
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    assert client.generic("POST", "/admin/login/", b"username=a&password=b", content_type=kind).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "203.0.113.5", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "203.0.113.5", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, header: str, expected: str) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": header} if header else {})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_ip(request) == expected


def test_public_pages_are_sent_compressed_to_those_who_can_read_that(client: Client) -> None:
    response = client.get("/about/how-we-check/", headers={"accept-encoding": "gzip"})
    plain = client.get("/about/how-we-check/")
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == plain.content
    assert "Accept-Encoding" in response["Vary"] and "Content-Encoding" not in plain


@pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/add/"])
def test_what_is_for_one_person_is_never_compressed(client: Client, edith: User, path: str) -> None:
    client.force_login(edith)
    response = client.get(path, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200 and "Content-Encoding" not in response
