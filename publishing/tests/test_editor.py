"""The editor's side doors: previews and uploads, for every role, every method and every hostile file."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from claims.models import Caveat, Claim, ClaimVersion
from pictures.models import Picture
from pictures.tests import samples

MDX = "/admin/mdx/preview/"
UPLOAD = "/admin/mdx/upload/"
PAGE = "/admin/preview/article/"
TYPED = {
    "title": "Is it safe?",
    "summary": "A short summary.",
    "body": "## Bumps\n\nIt can leave [dark marks](claim:dark-marks).",
    "question": "",
    "lead_picture": "",
}


@pytest.fixture
def dark_marks(db: None) -> Claim:
    """A claim that no page has made yet, with a caveat."""
    claim = Claim.objects.create(slug="dark-marks", about="harm", statement="Needles can leave dark marks.")
    caveat = Caveat.objects.create(slug="skin", severity="caution", text="More often in darker skin.")
    claim.carried.create(caveat=caveat, position=0)
    return claim


def attempt(client: Client, address: str) -> Any:
    """Post to an address what it expects."""
    if address == UPLOAD:
        return client.post(UPLOAD, {"image": SimpleUploadedFile("arm.jpg", samples.picture(), "image/jpeg")})
    return client.post(address, {"content": "Hello"} if address == MDX else TYPED)


def person(name: str, *permissions: str, **more: Any) -> User:
    user = User.objects.create_user(name, **{"is_staff": True, **more})
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def refused(answer: Any, status: int = 403) -> str:
    """Check that an answer is a refusal that the editor's script can show, and return its sentence."""
    assert answer.status_code == status
    if answer["Content-Type"] == "application/json":
        assert list(answer.json()) == ["image"]
        return answer.json()["image"][0]
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return answer.content.decode()


# --- who ---


@pytest.mark.parametrize("address", [MDX, UPLOAD, PAGE])
def test_a_visitor_is_told_to_sign_in(client: Client, db: None, address: str) -> None:
    assert refused(attempt(client, address)) == "Please sign in again."
    assert not Picture.objects.exists()


@pytest.mark.parametrize("address", [MDX, UPLOAD, PAGE])
@pytest.mark.parametrize("more", [{"is_staff": False}, {"is_active": False}])
def test_a_person_who_is_no_active_colleague_is_told_to_sign_in(
    client: Client, db: None, address: str, more: dict[str, bool]
) -> None:
    client.force_login(person("former", "change_article", "add_article", "add_picture", **more))
    assert refused(attempt(client, address)) == "Please sign in again."
    assert not Picture.objects.exists()


@pytest.mark.parametrize("address", [MDX, UPLOAD, PAGE])
def test_a_colleague_who_may_not_write_articles_is_refused(client: Client, db: None, address: str) -> None:
    client.force_login(person("clerk", "view_article", "add_picture"))
    assert refused(attempt(client, address)) == "You may not change pages."
    assert not Picture.objects.exists()


@pytest.mark.parametrize("address", [MDX, UPLOAD, PAGE])
@pytest.mark.parametrize("role", ["edith", "mo"])
def test_editors_and_moderators_are_served(
    client: Client, request: pytest.FixtureRequest, address: str, role: str
) -> None:
    client.force_login(request.getfixturevalue(role))
    assert attempt(client, address).status_code == 200


@pytest.mark.parametrize("permission", ["add_article", "change_article"])
def test_one_permission_to_write_is_enough_to_preview(client: Client, db: None, permission: str) -> None:
    client.force_login(person("writer", permission))
    assert attempt(client, MDX).status_code == 200
    assert attempt(client, PAGE).status_code == 200
    assert refused(attempt(client, UPLOAD)) == "You may not add pictures."


@pytest.mark.parametrize("address", [MDX, UPLOAD, PAGE])
@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_only_posts_are_answered(client: Client, edith: User, address: str, method: str) -> None:
    client.force_login(edith)
    assert getattr(client, method)(address).status_code == 405


# --- tokens ---


@pytest.mark.parametrize("address", [MDX, UPLOAD, PAGE])
def test_a_post_without_a_token_is_refused_in_a_sentence(edith: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(edith)
    assert refused(attempt(client, address)) == "Please sign in again."
    assert not Picture.objects.exists()


def test_a_post_with_the_token_of_the_cookie_is_answered(edith: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(edith)
    client.get("/admin/password_change/")
    token = client.cookies["csrftoken"].value
    assert client.post(PAGE, {**TYPED, "csrfmiddlewaretoken": token}).status_code == 200
    file = SimpleUploadedFile("arm.jpg", samples.picture())
    assert client.post(UPLOAD, {"image": file}, headers={"X-CSRFToken": token}).status_code == 200


def test_other_forms_without_a_token_get_the_usual_page(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/html")


def test_a_script_that_posts_elsewhere_without_a_token_gets_a_sentence(db: None) -> None:
    client = Client(enforce_csrf_checks=True, headers={"X-Requested-With": "XMLHttpRequest"})
    assert refused(client.post("/admin/login/", {"username": "x"})) == "Please sign in again."


# --- previews ---


def test_the_plain_preview_shows_claims_with_their_caveats(client: Client, edith: User, dark_marks: Claim) -> None:
    client.force_login(edith)
    shown = client.post(MDX, {"content": TYPED["body"]}).content.decode()
    assert 'data-claim="dark-marks"' in shown
    assert 'data-claim-note="dark-marks"' in shown
    assert "More often in darker skin." in shown


def test_the_plain_preview_runs_nothing(client: Client, edith: User) -> None:
    client.force_login(edith)
    typed = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    shown = client.post(MDX, {"content": typed}).content.decode()
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown


@pytest.mark.parametrize("address", [MDX, PAGE])
def test_a_preview_of_nothing_is_no_error(client: Client, edith: User, address: str) -> None:
    client.force_login(edith)
    assert client.post(address).status_code == 200


@pytest.mark.parametrize("address", [MDX, PAGE])
def test_a_preview_of_too_much_is_refused_in_a_sentence(client: Client, edith: User, address: str) -> None:
    client.force_login(edith)
    answer = client.post(address, {"content": "x" * 200_001, "body": ""})
    assert refused(answer, 413) == "This text is too long to be previewed."


def test_a_body_in_another_charset_is_refused(client: Client, edith: User) -> None:
    client.force_login(edith)
    kind = "application/x-www-form-urlencoded; charset=utf-16"
    assert client.post(MDX, "content=x", content_type=kind).status_code == 400


def test_the_live_preview_is_the_whole_public_page(client: Client, edith: User, dark_marks: Claim) -> None:
    client.force_login(edith)
    shown = client.post(PAGE, TYPED).content.decode()
    assert shown.lower().startswith("<!doctype html>")
    assert "Is it safe?" in shown
    assert 'data-claim-note="dark-marks"' in shown
    assert "More often in darker skin." in shown


@pytest.mark.parametrize("value", ["x", "999999999999999999999999", "-1", "1 or 1=1", "\0"])
def test_the_live_preview_survives_choices_that_are_none(client: Client, edith: User, value: str) -> None:
    client.force_login(edith)
    assert client.post(PAGE, {**TYPED, "question": value, "lead_picture": value}).status_code == 200


def test_the_live_preview_may_stand_in_a_frame_of_this_site_only(client: Client, edith: User) -> None:
    client.force_login(edith)
    answer = client.post(PAGE, TYPED)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self';" in answer["Content-Security-Policy"] + ";"
    assert "frame-ancestors 'none'" not in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_what_the_frame_is_refused_can_be_read_in_it(client: Client, db: None) -> None:
    answer = client.post(PAGE, TYPED)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_preview_writes_nothing(client: Client, edith: User, dark_marks: Claim) -> None:
    client.force_login(edith)
    client.post(PAGE, TYPED)
    assert not ClaimVersion.objects.exists()


# --- uploads ---


@pytest.mark.parametrize("name", samples.HOSTILE)
def test_a_hostile_upload_is_refused_and_leaves_nothing(client: Client, edith: User, name: str) -> None:
    client.force_login(edith)
    file_name, kind, data = samples.HOSTILE[name]
    before = _files()
    answer = client.post(UPLOAD, {"image": SimpleUploadedFile(file_name, data, kind)})
    assert len(refused(answer, 400)) > 20
    assert _files() == before
    assert not Picture.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"image": "no file"}, {"image": SimpleUploadedFile("x.png", b"")}])
def test_an_upload_without_a_file_is_refused(client: Client, edith: User, sent: dict[str, Any]) -> None:
    client.force_login(edith)
    refused(client.post(UPLOAD, sent), 400)


def test_a_photo_is_turned_cleaned_and_named_by_us(client: Client, edith: User) -> None:
    client.force_login(edith)
    file = SimpleUploadedFile("My arm.png.php", samples.phone_photo(), "text/html")
    answer = client.post(UPLOAD, {"image": file})
    picture = Picture.objects.get()
    assert answer.json() == {"image_code": f"![describe this picture](picture:{picture.slug})"}
    assert picture.slug == "my-armpng"
    assert (picture.width, picture.height, picture.uploaded_by) == (40, 80, edith)
    for each in picture.files:
        assert each["name"].endswith((".webp", ".jpg"))
        with default_storage.open(each["name"]) as kept:
            assert b"Jane" not in kept.read()
            assert not dict(Image.open(kept).getexif())


def test_an_uploaded_picture_is_shown_by_the_live_preview(client: Client, edith: User) -> None:
    client.force_login(edith)
    code = attempt(client, UPLOAD).json()["image_code"]
    shown = client.post(PAGE, {**TYPED, "body": code}).content.decode()
    assert Picture.objects.get().files[0]["name"] in shown


def _files() -> set[str]:
    return set(default_storage.listdir("pictures")[1]) if default_storage.exists("pictures") else set()
