"""A checklist copied for another treatment: all of it, to a draft, by who may."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from publishing.models import Page
from tests import factory
from treatments.actions import copy_checklist
from treatments.models import AftercareChecklist, ChecklistItem, Treatment
from treatments.snapshots import checklist_snapshot

from .desk import CHECKLISTS, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist(edith: User) -> AftercareChecklist:
    """A checklist with something in every field."""
    item = ChecklistItem(kind="dont", text="Do not swim.", short="no swimming", reason="Germs.", starts_h=0, ends_h=120)
    item.claim, item.disagreement, item.goes_further = factory.claim(), "Some say three days.", True
    item.type_in("sources", [factory.source("one"), factory.source("two")])
    daily = ChecklistItem(kind="do", text="Drink.", starts_h=-336, daily=True)
    more = {"intro": "Read it *all*.", "hour_zero": "the first needle", "no_end": "until smooth"}
    needling = factory.treatment(by=edith)
    return factory.checklist(by=edith, items=[item, daily], treatment=needling, **more)


@pytest.fixture
def creams(edith: User) -> Treatment:
    return factory.treatment("creams", by=edith, title="Creams")


@pytest.fixture
def typed(creams: Treatment) -> dict[str, Any]:
    return {"title": "After creams", "slug": "after-creams", "treatment": creams.pk}


def all_but_its_name(checklist: AftercareChecklist) -> dict[str, Any]:
    fresh = AftercareChecklist.objects.get(pk=checklist.pk)
    return {**checklist_snapshot(fresh), "title": "", "treatment": {}}


def made() -> AftercareChecklist:
    return AftercareChecklist.objects.get(page__slug="after-creams")


def test_a_copy_holds_all_that_the_checklist_holds(
    checklist: AftercareChecklist, creams: Treatment, edith: User
) -> None:
    copy = copy_checklist(checklist=checklist, title="After creams", slug="after-creams", treatment=creams, by=edith)
    assert all_but_its_name(copy) == all_but_its_name(checklist)
    assert (copy.title, copy.treatment, copy.version, copy.page.slug) == ("After creams", creams, 1, "after-creams")
    assert len(checklist_snapshot(copy)["items"]) == 4
    assert not copy.page.publications.exists()


def test_a_copy_and_its_original_go_their_own_ways(
    checklist: AftercareChecklist, creams: Treatment, edith: User
) -> None:
    before = all_but_its_name(checklist)
    copy = copy_checklist(checklist=checklist, title="After creams", slug="after-creams", treatment=creams, by=edith)
    copy.items.all().delete()
    assert all_but_its_name(checklist) == before


@pytest.mark.parametrize(
    "wrong", [{"slug": "after-needling"}, {"slug": "After"}, {"slug": ""}, {"title": ""}, {"title": "x" * 121}]
)
def test_a_copy_that_cannot_be_is_not_made(
    wrong: dict[str, str], checklist: AftercareChecklist, creams: Treatment, edith: User
) -> None:
    asked = {"title": "After creams", "slug": "after-creams", **wrong}
    with pytest.raises(ValidationError):
        copy_checklist(checklist=checklist, treatment=creams, by=edith, **asked)
    assert AftercareChecklist.objects.count() == 1
    assert Page.objects.filter(kind="aftercare").count() == 1


MAY_COPY = {
    "view_aftercarechecklist add_aftercarechecklist": True,
    "change_aftercarechecklist add_aftercarechecklist": True,
    "view_aftercarechecklist change_aftercarechecklist": False,
    "add_aftercarechecklist": False,
    "": False,
}


@pytest.mark.parametrize("permissions", MAY_COPY)
def test_who_may_read_one_and_add_another_may_copy(
    permissions: str, checklist: AftercareChecklist, creams: Treatment, typed: dict[str, Any], client: Client
) -> None:
    user = User.objects.create_user("sam", password="pass", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions.split()))
    client.force_login(user)
    address = f"{CHECKLISTS}{checklist.pk}/copy/"
    expected = (200, 302) if MAY_COPY[permissions] else (403, 403)
    assert (client.get(address).status_code, client.post(address, typed).status_code) == expected
    assert AftercareChecklist.objects.count() == 1 + MAY_COPY[permissions]
    if not MAY_COPY[permissions]:
        with pytest.raises(PermissionDenied):
            copy_checklist(checklist=checklist, title="A", slug="a", treatment=creams, by=user)


# --- the page ---


def test_the_editor_lands_in_the_copy_and_is_told_what_it_is(
    desk: Client, checklist: AftercareChecklist, typed: dict[str, Any]
) -> None:
    assert f"{CHECKLISTS}{checklist.pk}/copy/" in words(desk.get(f"{CHECKLISTS}{checklist.pk}/change/"))
    answer = desk.post(f"{CHECKLISTS}{checklist.pk}/copy/", typed)
    assert answer["Location"] == f"{CHECKLISTS}{made().pk}/change/"
    shown = words(desk.get(answer["Location"]))
    assert "This is a copy of “After needling”. Readers see nothing of it until you publish it." in shown
    assert "Do not swim." in shown
    assert LogEntry.objects.get().object_id == str(made().pk)


def test_a_refused_copy_says_why_and_loses_nothing(
    desk: Client, checklist: AftercareChecklist, typed: dict[str, Any]
) -> None:
    address = f"{CHECKLISTS}{checklist.pk}/copy/"
    shown = words(desk.post(address, {**typed, "slug": "after-needling"}))
    assert "Another page has this slug. Choose a different one." in shown
    assert 'value="After creams"' in shown and ">Creams</option>" in shown and 'value="after-needling"' in shown
    assert AftercareChecklist.objects.count() == 1


def test_a_copy_needs_a_treatment(desk: Client, checklist: AftercareChecklist, typed: dict[str, Any]) -> None:
    for treatment in ("", "999"):
        assert desk.post(f"{CHECKLISTS}{checklist.pk}/copy/", {**typed, "treatment": treatment}).status_code == 200
    assert AftercareChecklist.objects.count() == 1


def test_only_checklists_are_copied(desk: Client, creams: Treatment) -> None:
    assert desk.get(f"/admin/treatments/treatment/{creams.pk}/copy/").status_code in (302, 404)
    assert "/copy/" not in words(desk.get(f"/admin/treatments/treatment/{creams.pk}/change/"))
    assert desk.get(f"{CHECKLISTS}999/copy/").status_code == 404
