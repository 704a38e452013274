"""``/media/`` hands out pictures, and nothing that a browser would run."""

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404, HttpResponseBase
from django.test import Client, RequestFactory, override_settings

from kpsite import media


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """A media folder with a picture, and with files that should not be there."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("ab/a.png", "a.html", "a.svg", "a.php", ".a.png", ".hidden/a.png", "A.PNG"):
        file = settings.MEDIA_ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"<script>alert(1)</script>")
    (tmp_path / "secret.png").write_bytes(b"outside")
    return tmp_path


def get(path: str, method: str = "get") -> HttpResponseBase:
    """The view's answer."""
    return media.serve(getattr(RequestFactory(), method)(f"/media/{path}"), path)


def test_a_picture_comes_with_the_type_of_its_name_and_runs_nothing() -> None:
    response = get("ab/a.png")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in response["Cache-Control"]


FORBIDDEN = ["a.html", "a.svg", "a.php", ".a.png", ".hidden/a.png", "A.PNG", "none.png", "ab", "/etc/passwd"]
AWKWARD = ["../secret.png", "ab/../../secret.png", "a\0.png", "ab/a.png/b.png", "x" * 5000 + ".png"]


@pytest.mark.parametrize("path", [*FORBIDDEN, *AWKWARD])
def test_nothing_else_comes_out(path: str) -> None:
    with pytest.raises(Http404):
        get(path)


def test_it_is_for_reading_only() -> None:
    assert get("ab/a.png", "post").status_code == 405
    assert get("ab/a.png", "head").status_code == 200


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_the_address_keeps_the_pictures_own_policy() -> None:
    response = Client().get("/media/ab/a.png")
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
