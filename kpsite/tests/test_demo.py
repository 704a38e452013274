"""The demo's fence: it answers this machine only."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from accounts.models import User
from kpsite.demo import LoopbackOnlyMiddleware, is_loopback
from publishing.models import Page

FORWARDED = [
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded",
    "X-Real-IP",
]


def answer(address: str = "127.0.0.1", headers: dict[str, str] | None = None) -> int:
    """The status that the fence gives."""

    def inside(request: HttpRequest) -> HttpResponse:
        return HttpResponse("inside")

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=address)
    with override_settings(DEMO=True):
        return LoopbackOnlyMiddleware(inside)(request).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_gets_in(address: str) -> None:
    assert answer(address) == 200


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "::", "0.0.0.0", "", "unix:", "fe80::1"])
def test_nobody_else_does(address: str) -> None:
    assert answer(address) == 403


@pytest.mark.parametrize("header", FORWARDED)
def test_what_came_through_a_proxy_does_not(header: str) -> None:
    assert answer(headers={header: "127.0.0.1"}) == 403


def test_the_fence_stands_before_everything_else() -> None:
    with override_settings(DEMO=True):
        refused = Client(REMOTE_ADDR="192.0.2.1").get("/admin/login/")
    assert refused.status_code == 403
    assert not refused.cookies


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("[::1]", True), ("0.0.0.0", False), ("kp.example.org", False)],
)
def test_loopback_is_told_from_other_hosts(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.django_db
def test_preparing_a_demo_makes_its_accounts_and_content_once(folder: Path, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "content").symlink_to(folder)  # a small one; that the shipped one loads has its own test
    settings.DEMO, settings.BASE_DIR, settings.STATIC_ROOT = True, tmp_path / "site", tmp_path / "static"
    call_command("prepare")
    assert set(User.objects.values_list("username", flat=True)) >= {"editor", "moderator", "admin"}
    assert (tmp_path / "static" / "admin").is_dir()
    before = list(Page.objects.values_list("pk", flat=True))
    assert before
    call_command("prepare")
    assert list(Page.objects.values_list("pk", flat=True)) == before


@pytest.mark.django_db
def test_preparing_a_real_site_adds_neither_accounts_nor_content(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("prepare")
    assert not User.objects.exists()
    assert not Page.objects.exists()
