"""Pictures in the admin, for every role."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from pictures import actions
from pictures.actions import add_picture
from pictures.models import Picture

from . import samples

ADD = "/admin/pictures/picture/add/"
LIST = "/admin/pictures/picture/"


def upload(data: bytes = b"", name: str = "arm.jpg", **more: str) -> dict[str, object]:
    return {
        "file": SimpleUploadedFile(name, data or samples.picture()),
        "alt_hint": "An arm",
        "credit": "",
        **more,
    }


def stored() -> set[str]:
    return set(default_storage.listdir("pictures")[1]) if default_storage.exists("pictures") else set()


def test_an_editor_uploads_describes_and_finds_a_picture(client: Client, edith: User) -> None:
    client.force_login(edith)
    assert client.post(ADD, upload()).status_code == 302
    picture = Picture.objects.get()
    assert (picture.slug, picture.uploaded_by, picture.width) == ("an-arm", edith, 80)
    listed = client.get(LIST, {"q": "arm"})
    assert 'class="kp-thumbnail"' in listed.content.decode()
    change = reverse("admin:pictures_picture_change", args=[picture.pk])
    assert "![An arm](picture:an-arm)" in client.get(change).content.decode()
    client.post(change, {"alt_hint": "A bumpy arm", "credit": "NHS", "slug": "other"})
    picture.refresh_from_db()
    assert (picture.slug, picture.alt_hint, picture.credit) == ("an-arm", "A bumpy arm", "NHS")


@pytest.mark.parametrize("name", samples.HOSTILE)
def test_a_hostile_file_is_refused_beside_its_field(client: Client, edith: User, name: str) -> None:
    client.force_login(edith)
    before = stored()
    answer = client.post(ADD, upload(samples.HOSTILE[name][2], samples.HOSTILE[name][0]))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["file"]
    assert stored() == before
    assert not Picture.objects.exists()


def test_a_form_without_a_file_is_refused(client: Client, edith: User) -> None:
    client.force_login(edith)
    assert "file" in client.post(ADD, {"alt_hint": "An arm"}).context["adminform"].form.errors


def test_no_file_is_left_when_another_field_is_wrong(client: Client, edith: User) -> None:
    client.force_login(edith)
    before = stored()
    assert client.post(ADD, upload(alt_hint="x" * 301)).status_code == 200
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_cleaning_is_done_before_the_admin_opens_its_transaction(
    client: Client, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    cleaning = actions.clean_picture

    def watched(file: object) -> object:
        seen.append(connection.in_atomic_block)
        return cleaning(file)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "clean_picture", watched)
    client.force_login(edith)
    assert client.post(ADD, upload()).status_code == 302
    assert seen == [False]


def test_a_visitor_is_sent_to_sign_in_and_nothing_is_written(client: Client, db: None) -> None:
    before = stored()
    assert client.post(ADD, upload()).status_code == 302
    assert stored() == before
    assert not Picture.objects.exists()


def test_a_colleague_without_permission_is_refused(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    before = stored()
    assert client.post(ADD, upload()).status_code == 403
    assert client.get(LIST).status_code == 403
    assert stored() == before


def test_nobody_deletes_a_picture(client: Client, mo: User) -> None:
    picture = add_picture(data=samples.picture(), alt_hint="Arm", by=mo)
    client.force_login(User.objects.create_superuser("root"))
    delete = reverse("admin:pictures_picture_delete", args=[picture.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [picture.pk], "post": "yes"})
    assert Picture.objects.exists()


def test_the_list_asks_the_same_number_of_questions_for_many_pictures(
    client: Client, edith: User, django_assert_max_num_queries: object
) -> None:
    client.force_login(edith)
    counts = []
    for _ in range(2):
        for _ in range(3):
            add_picture(data=samples.picture(), alt_hint="Arm", by=edith)
        with django_assert_max_num_queries(20) as asked:  # type: ignore[operator]
            client.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]
