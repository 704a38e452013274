"""Editors and Moderators hold exactly what the code says."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import checks, groups
from accounts.models import User

pytestmark = pytest.mark.django_db


def held(name: str) -> set[str]:
    """The permissions of a group as `app.codename`."""
    rows = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


@pytest.mark.parametrize("name", groups.GROUPS)
def test_a_group_holds_its_permissions_and_no_others(name: str) -> None:
    assert groups.GROUPS[name] == held(name)


def test_no_group_lists_a_permission_that_no_app_has() -> None:
    assert checks.check_groups(apps.get_app_configs()) == []


def test_the_check_names_a_permission_that_no_app_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checks.GROUPS, "Editors", frozenset({"claims.change_clam"}))
    assert [str(each.msg) for each in checks.check_groups(None)] == ["No app has the permission claims.change_clam."]


def test_migrating_takes_back_what_somebody_added_or_removed() -> None:
    editors = Group.objects.get(name=groups.EDITORS)
    editors.permissions.set(Permission.objects.filter(codename="delete_user"))
    Group.objects.get(name=groups.MODERATORS).delete()
    call_command("migrate", verbosity=0)
    assert "accounts.delete_user" not in held(groups.EDITORS)
    assert "articles.change_article" in held(groups.EDITORS)
    assert "claims.sign_off_claim" in held(groups.MODERATORS)


def test_migrating_leaves_other_groups_alone() -> None:
    own = Group.objects.create(name="Translators")
    own.permissions.set(Permission.objects.filter(codename="view_user"))
    call_command("migrate", verbosity=0)
    assert held("Translators") == {"accounts.view_user"}


def test_editors_publish_but_neither_judge_nor_withdraw(edith: User) -> None:
    assert edith.has_perm("publishing.publish_page")
    for kept in ("claims.sign_off_claim", "publishing.withdraw_page", "publishing.rename_page"):
        assert not edith.has_perm(kept)


def test_moderators_do_all_that_editors_do_and_judge(edith: User, mo: User) -> None:
    assert edith.get_all_permissions() < mo.get_all_permissions()
    assert mo.has_perms(("claims.sign_off_claim", "publishing.withdraw_page", "publishing.rename_page"))


def test_neither_may_touch_accounts(edith: User, mo: User) -> None:
    for user in (edith, mo):
        assert not any(each.startswith(("accounts.", "auth.")) for each in user.get_all_permissions())
