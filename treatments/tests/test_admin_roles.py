"""Treatments and checklists in the admin: who may open what, side doors among them."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from tests import factory
from treatments.models import AftercareChecklist, ChecklistItem, Treatment

from .desk import CHECKLISTS, TREATMENTS

pytestmark = pytest.mark.django_db

#: Nobody, a member of staff without a group, an editor, a moderator.
ROLES = ("anonymous", "staff", "editor", "moderator")
SIGN_IN = 302
REFUSED = 403
EDITORS = (SIGN_IN, REFUSED, 200, 200)
MODERATORS = (SIGN_IN, REFUSED, REFUSED, 200)
PREVIEW = (REFUSED, REFUSED, 200, 200)  # a sentence, not a page to sign in on
CHOOSER = "/admin/autocomplete/?app_label=treatments&model_name={model}&field_name={field}"

MAY_OPEN = {
    **{
        f"{root}{path.replace('1', key)}": roles
        for root, key in ((TREATMENTS, "{treatment}"), (CHECKLISTS, "{checklist}"))
        for path, roles in {
            "": EDITORS,
            "add/": EDITORS,
            "1/change/": EDITORS,
            "1/history/": EDITORS,
            "1/delete/": EDITORS,
            "1/preview/": EDITORS,
            "1/publish/": EDITORS,
            "1/versions/": EDITORS,
            "1/withdraw/": MODERATORS,
            "1/rename/": MODERATORS,
        }.items()
    },
    f"{CHECKLISTS}{{checklist}}/copy/": EDITORS,
    CHOOSER.format(model="checklistitem", field="claim"): EDITORS,
    CHOOSER.format(model="checklistitem", field="sources"): EDITORS,
    CHOOSER.format(model="contraindication", field="claim"): EDITORS,
    CHOOSER.format(model="ataglance", field="sources"): EDITORS,
    CHOOSER.format(model="treatmentclaim", field="claim"): EDITORS,
    CHOOSER.format(model="aftercarechecklist", field="treatment"): EDITORS,
    CHOOSER.format(model="aftercarechecklist", field="lead_picture"): EDITORS,
    CHOOSER.format(model="treatment", field="other_choices"): EDITORS,
}
PREVIEWS = (
    "/admin/preview/treatment/",
    "/admin/preview/treatment/{treatment}/",
    "/admin/preview/aftercare/{checklist}/",
)


@pytest.fixture
def people(edith: User, mo: User) -> dict[str, User | None]:
    staff = User.objects.create_user("stella", password="pass", is_staff=True)
    return dict(zip(ROLES, (None, staff, edith, mo), strict=True))


@pytest.fixture
def scene(edith: User) -> dict[str, int]:
    """The draft of a treatment and of a checklist."""
    return {"treatment": factory.treatment(by=edith).pk, "checklist": factory.checklist(by=edith).pk}


def sign_in(client: Client, person: User | None) -> None:
    if person is not None:
        client.force_login(person)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_it_may(
    role: str, scene: dict[str, int], people: dict[str, User | None], client: Client
) -> None:
    sign_in(client, people[role])
    place = ROLES.index(role)
    found = {address: client.get(address.format(**scene)) for address in MAY_OPEN}
    assert {address: answer.status_code for address, answer in found.items()} == {
        address: roles[place] for address, roles in MAY_OPEN.items()
    }
    if role == "anonymous":
        assert all(answer["Location"].startswith("/admin/login/") for answer in found.values())


@pytest.mark.parametrize("role", ROLES)
def test_each_role_previews_what_it_may(
    role: str, scene: dict[str, int], people: dict[str, User | None], client: Client
) -> None:
    sign_in(client, people[role])
    found = [client.post(address.format(**scene), {"title": "Mine"}) for address in PREVIEWS]
    assert {answer.status_code for answer in found} == {PREVIEW[ROLES.index(role)]}
    for answer in found:
        assert (b"Needling" in answer.content or b"Mine" in answer.content) == (answer.status_code == 200)


def test_who_may_only_add_previews_nothing_of_what_others_wrote(scene: dict[str, int], client: Client) -> None:
    user = User.objects.create_user("ada", password="pass", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_treatment", "add_aftercarechecklist"]))
    client.force_login(user)
    statuses = [client.post(address.format(**scene), {"title": "Mine"}).status_code for address in PREVIEWS]
    assert statuses == [200, REFUSED, REFUSED]


@pytest.mark.parametrize("role", ["anonymous", "staff"])
def test_who_may_not_write_changes_nothing(
    role: str, scene: dict[str, int], people: dict[str, User | None], client: Client
) -> None:
    sign_in(client, people[role])
    before = stored()
    sent: dict[str, Any] = {
        "title": "Mine",
        "slug": "mine",
        "treatment": scene["treatment"],
        "seen_version": 1,
        "post": "yes",
    }
    rows = {
        "items-TOTAL_FORMS": 1,
        "items-INITIAL_FORMS": 1,
        "items-0-id": ChecklistItem.objects.values_list("pk", flat=True)[0],
        "items-0-DELETE": "on",
    }
    for address in MAY_OPEN:
        assert client.post(address.format(**scene), {**sent, **rows}).status_code in (SIGN_IN, REFUSED, 405)
    assert stored() == before


def stored() -> list[Any]:
    models = (Treatment, AftercareChecklist, ChecklistItem)
    return [list(model._default_manager.order_by("pk").values()) for model in models]
