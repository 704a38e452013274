"""``add_picture``: who may, what is kept, and that no file is left over."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from pictures import actions
from pictures.actions import add_picture
from pictures.faces import PictureFace
from pictures.models import Picture

from . import samples


def stored() -> set[str]:
    return set(default_storage.listdir("pictures")[1]) if default_storage.exists("pictures") else set()


def test_an_editor_adds_a_picture(edith: User) -> None:
    picture = add_picture(data=samples.picture(), alt_hint="An arm with KP", by=edith)
    assert (picture.slug, picture.width, picture.height) == ("an-arm-with-kp", 80, 40)
    assert picture.uploaded_by == edith
    assert all(default_storage.exists(each["name"]) for each in picture.files)


def test_a_moderator_adds_a_picture(mo: User) -> None:
    file = SimpleUploadedFile("My arm_2.PNG", samples.picture("PNG"))
    assert add_picture(data=file, alt_hint="", by=mo, file_name="My arm_2.PNG").slug == "my-arm-2"


def test_nobody_else_adds_a_picture(db: None) -> None:
    with pytest.raises(PermissionDenied):
        add_picture(data=samples.picture(), alt_hint="", by=User.objects.create_user("reader"))
    assert not Picture.objects.exists()


def test_a_second_picture_of_the_same_name_overwrites_nothing(edith: User) -> None:
    first, second = (add_picture(data=samples.picture(), alt_hint="Arm", by=edith) for _ in range(2))
    assert first.slug == "arm"
    assert second.slug.startswith("arm-")
    assert not {each["name"] for each in first.files} & {each["name"] for each in second.files}


def test_names_of_files_come_from_nobody(edith: User) -> None:
    picture = add_picture(data=samples.picture(), alt_hint="", by=edith, file_name="../../evil.php")
    assert picture.slug == "evil"
    assert all(each["name"].startswith("pictures/") and "evil" not in each["name"] for each in picture.files)


def test_a_name_without_letters_gets_one(edith: User) -> None:
    assert add_picture(data=samples.picture(), alt_hint="???", by=edith).slug == "picture"


def test_no_file_is_left_when_the_row_is_refused(edith: User) -> None:
    before = stored()
    with pytest.raises(ValidationError):
        add_picture(data=samples.picture(), alt_hint="x" * 301, by=edith)
    assert stored() == before


def test_no_file_is_left_when_it_is_no_picture(edith: User) -> None:
    before = stored()
    with pytest.raises(ValidationError):
        add_picture(data=samples.HTML, alt_hint="", by=edith)
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_cleaning_and_writing_hold_no_transaction(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    cleaning = actions.clean_picture

    def watched(file: object) -> object:
        seen.append(connection.in_atomic_block)
        return cleaning(file)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "clean_picture", watched)
    add_picture(data=samples.picture(), alt_hint="", by=edith)
    assert seen == [False]


def test_what_pages_rely_on_never_changes(edith: User) -> None:
    add_picture(data=samples.picture(), alt_hint="Arm", by=edith)
    picture = Picture.objects.get()
    picture.slug = "leg"
    with pytest.raises(ValueError, match="slug"):
        picture.save()
    picture = Picture.objects.get()
    picture.alt_hint = "A better description"
    picture.save()
    assert Picture.objects.get().alt_hint == "A better description"


@pytest.mark.parametrize("slug", ["Arm", "my arm", "arm_1", "", "-arm"])
def test_the_database_refuses_a_slug_of_another_shape(edith: User, slug: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(slug=slug, width=1, height=1, files=[], uploaded_by=edith)


def test_a_face_survives_being_stored(edith: User) -> None:
    face = add_picture(data=samples.picture(), alt_hint="Arm", by=edith, credit="NHS").as_face()
    assert PictureFace.from_json(face.as_json()) == face
    assert face.fallback.mime == "image/jpeg"
    assert [each.width for each in face.sources] == [80]
    assert Picture.objects.all().faces() == {"arm": face}
