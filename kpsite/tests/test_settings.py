"""The settings: production starts only with all it needs, and says what it lacks in one sentence."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "k0" + "abcdefgh" * 8,
    "ALLOWED_HOSTS": "kp.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}
OURS = (
    "DEBUG",
    "DEMO",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "TRUSTED_PROXIES",
    "FOUR_EYES",
    "CSRF_TRUSTED_ORIGINS",
    "SITE_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
)
BAD = [
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", "django-insecure-" + "abcdefgh" * 8),
    ("ALLOWED_HOSTS", ""),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", "https://kp.example.org"),
    ("DATABASE_URL", "mysql://localhost/kp"),
    ("DEBUG", "perhaps"),
    ("DEMO", "2.5"),
    ("CSRF_TRUSTED_ORIGINS", "kp.example.org"),
    ("TRUSTED_PROXIES", "-1"),
    ("TRUSTED_PROXIES", "many"),
    ("FOUR_EYES", "perhaps"),
    ("HSTS_SECONDS", "a year"),
    ("TIME_ZONE", "Europe/Atlantis"),
    ("EMERGENCY_NUMBERS", "ask somebody"),
    ("SITE_URL", "kp.example.org"),
    ("SITE_URL", "http://kp.example.org"),
    ("SITE_URL", "https://kp.example.org/kp/"),
    ("SITE_URL", "https://kp.example.org:port"),
    ("SITE_URL", "https://"),
    ("EMAIL_URL", "mail.example.org"),
    ("EMAIL_URL", "smtp://"),
    ("EMAIL_URL", "smtps://mail.example.org:many"),
    ("EMAIL_URL", "console://"),
    ("DEFAULT_FROM_EMAIL", "nobody"),
    ("DEFAULT_FROM_EMAIL", "a@b.org\nBcc: c@d.org"),
]


def run(tmp_path: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with these variables and none of ours."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def settings_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """A function that reads the settings file with these variables and none of ours."""

    def read(**variables: str) -> dict[str, Any]:
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"VAR_DIR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "kpsite" / "settings.py"))

    return read


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_value_is_answered_with_what_to_set(settings_with: Any, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^Set {name} to [^\n]*$"):
        settings_with(**{**GOOD, name: value})


def test_the_command_line_stops_with_that_one_sentence(tmp_path: Path) -> None:
    result = run(tmp_path, "manage.py", "check", **{**GOOD, "ALLOWED_HOSTS": ""})
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Set ALLOWED_HOSTS to ")
    assert result.stderr.count("\n") == 1


def test_gunicorn_stops_with_the_same_sentence(tmp_path: Path) -> None:
    result = run(tmp_path, "-m", "gunicorn", "--bind", "127.0.0.1:0")
    assert result.returncode != 0
    assert result.stderr.startswith("Set SECRET_KEY to ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["0.0.0.0:0", "unix:/tmp/kpsite-test.sock", "[::]:0"])
def test_gunicorn_refuses_to_show_a_demo_to_others(tmp_path: Path, address: str) -> None:
    result = run(tmp_path, "-m", "gunicorn", "--bind", address, DEMO="1")
    assert result.returncode != 0
    assert result.stderr.startswith("Bind to 127.0.0.1:")


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0"])
def test_the_development_server_refuses_too(tmp_path: Path, address: str) -> None:
    result = run(tmp_path, "manage.py", "runserver", "--noreload", address, DEMO="1", DEBUG="1")
    assert result.returncode == 1
    assert "Bind to 127.0.0.1:" in result.stderr


def test_production_is_the_default_and_holds_browsers_to_https(settings_with: Any) -> None:
    site = settings_with(**GOOD)
    assert site["SECURE_SSL_REDIRECT"] and site["SESSION_COOKIE_SECURE"] and site["CSRF_COOKIE_SECURE"]
    assert site["SECURE_HSTS_SECONDS"] == 31_536_000


def test_demo_mode_works_over_http_and_for_this_machine(settings_with: Any) -> None:
    site = settings_with(DEMO="1", ALLOWED_HOSTS="kp.example.org")
    assert not (site["DEBUG"] or site["SECURE_SSL_REDIRECT"] or site["SESSION_COOKIE_SECURE"])
    assert site["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_the_demos_secret_is_made_once_and_kept_from_others(settings_with: Any, tmp_path: Path) -> None:
    first, second = (settings_with(DEMO="1")["SECRET_KEY"] for _ in range(2))
    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_sqlite_is_safe_and_the_connection_kept(settings_with: Any) -> None:
    database = settings_with(DEMO="1")["DATABASES"]["default"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["init_command"] == "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
    assert database["OPTIONS"]["timeout"] == 20
    assert database["CONN_MAX_AGE"] is None


def test_postgresql_is_one_variable_away(settings_with: Any) -> None:
    site = settings_with(DEMO="1", DATABASE_URL="postgres://kp:p%40ss@db.example.org:5433/kp")
    database = site["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example.org", 5433, "p@ss")
    assert "init_command" not in database.get("OPTIONS", {})


def test_a_mail_server_is_one_variable_away(settings_with: Any) -> None:
    site = settings_with(**GOOD, EMAIL_URL="smtp+tls://kp:p%40ss@mail.example.org")
    assert site["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (site["EMAIL_HOST"], site["EMAIL_PORT"], site["EMAIL_HOST_PASSWORD"]) == ("mail.example.org", 587, "p@ss")
    assert (site["EMAIL_USE_TLS"], site["EMAIL_USE_SSL"], site["SENDS_MAIL"]) == (True, False, True)


def test_without_one_a_public_site_sends_nothing_and_the_others_print_it(settings_with: Any) -> None:
    assert not settings_with(**GOOD)["SENDS_MAIL"]
    assert settings_with(DEMO="1")["SENDS_MAIL"]


def test_links_in_e_mail_lead_to_the_sites_first_name(settings_with: Any) -> None:
    site = settings_with(**{**GOOD, "ALLOWED_HOSTS": ".kp.example.org,other.example.org"})
    assert (site["SITE_URL"], site["DEFAULT_FROM_EMAIL"]) == ("https://kp.example.org", "no-reply@kp.example.org")
    assert settings_with(**GOOD, SITE_URL="https://www.example.org:8443/")["SITE_URL"] == "https://www.example.org:8443"


def test_production_passes_the_deploy_checks(tmp_path: Path) -> None:
    result = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert result.returncode == 0, result.stderr


# --- what the site asks about sources -----------------------------------------------------------------------


def services_with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    """Read the settings of the services with these variables and none of ours."""
    for name in ("CONTACT_EMAIL", "CROSSREF_URL", "NCBI_URL", "KEEP_ANSWERS", "PRIVATE_LINK_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "kpsite" / "services.py"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONTACT_EMAIL", "the editors"),
        ("CONTACT_EMAIL", "a@b@example.org"),
        ("CONTACT_EMAIL", "editors@localhost\nX: y"),
        ("CROSSREF_URL", "api.crossref.org"),
        ("NCBI_URL", "file:///etc"),
        ("KEEP_ANSWERS", "-1"),
        ("KEEP_ANSWERS", "a week"),
    ],
)
def test_a_bad_value_for_a_service_is_answered_too(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^Set {name} to [^\n]*$"):
        services_with(monkeypatch, **{name: value})


def test_the_public_services_are_asked_unless_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = services_with(monkeypatch, CONTACT_EMAIL="editors@kp.example.org", NCBI_URL="http://127.0.0.1:9/")
    assert found["CONTACT_EMAIL"] == "editors@kp.example.org"
    assert (found["CROSSREF_URL"], found["NCBI_URL"]) == ("https://api.crossref.org", "http://127.0.0.1:9")
    assert services_with(monkeypatch)["CONTACT_EMAIL"] == ""
