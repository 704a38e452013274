"""Rows that are typed and not saved, in the live preview; and rows brought back from an old version."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import User
from publishing import kinds
from publishing.admin.typing import copy_as_posted
from tests import factory
from treatments.models import (
    AftercareChecklist,
    AtAGlance,
    ChecklistItem,
    Contraindication,
    Treatment,
    TreatmentClaim,
)

from .desk import CHECKLISTS, TREATMENTS, Fields, add_row, opened, row_of, send, words
from .test_checklist_admin import HELP, steps, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist(edith: User) -> AftercareChecklist:
    return factory.checklist(by=edith, items=steps("Wash.", "Rest."))


@pytest.fixture
def fields(desk: Client, checklist: AftercareChecklist) -> Fields:
    return opened(desk, f"{CHECKLISTS}{checklist.pk}/change/")


def preview(desk: Client, fields: Fields, path: str) -> str:
    """Return the page that the live preview shows of a form."""
    answer = desk.post(f"/admin/preview/{path}", fields)
    assert answer.status_code == 200
    return words(answer)


def items(desk: Client, fields: Fields, checklist: AftercareChecklist) -> list[str]:
    """Return the items of the copy that a preview is made of."""
    request = desk.post(f"/admin/preview/aftercare/{checklist.pk}/", fields).wsgi_request
    stored = AftercareChecklist.objects.get(pk=checklist.pk)
    typed = copy_as_posted(admin.site.get_model_admin(AftercareChecklist), request, stored)
    return [row.text for row in typed.related("items")]


def test_a_preview_has_rows_as_they_are_typed(desk: Client, checklist: AftercareChecklist, fields: Fields) -> None:
    add_row(fields, "items", kind="do", text="Drink.", starts_h=0, position=1)
    fields[f"items-{row_of(fields, 'items', 'Wash.')}-text"] = ["Wash well."]
    fields[f"items-{row_of(fields, 'items', 'Rest.')}-DELETE"] = ["on"]
    assert items(desk, fields, checklist) == ["Drink.", "Wash well.", *HELP]
    assert texts() == ["Wash.", "Rest.", *HELP], "nothing is saved"


@pytest.mark.parametrize(
    "wrong",
    [{"kind": ""}, {"kind": "get-help"}, {"starts_h": ""}, {"starts_h": "x"}, {"text": ""}, {"ends_h": "-5"}],
)
def test_a_row_that_is_not_whole_stands_as_it_is_stored_or_not_at_all(
    wrong: dict[str, str], desk: Client, checklist: AftercareChecklist, fields: Fields
) -> None:
    number = row_of(fields, "items", "Wash.")
    fields |= {f"items-{number}-{name}": [value] for name, value in {"text": "Wash well.", **wrong}.items()}
    add_row(fields, "items", **{"kind": "do", "text": "Drink.", "starts_h": "0", **wrong})
    assert items(desk, fields, checklist) == ["Wash.", "Rest.", *HELP]
    preview(desk, fields, f"aftercare/{checklist.pk}/")


def test_a_preview_of_a_page_that_is_not_saved_yet_has_its_rows(desk: Client) -> None:
    fields = opened(desk, f"{TREATMENTS}add/")
    fields["title"] = ["Needling"]
    add_row(fields, "contraindications", severity="stop", text="You are pregnant.")
    add_row(fields, "listed", claim="")
    preview(desk, fields, "treatment/")
    assert not Treatment.objects.exists()


def test_a_preview_costs_no_more_for_more_unchanged_rows(
    desk: Client, edith: User, django_assert_max_num_queries: Any
) -> None:
    claim, source = factory.claim(), factory.source()
    many = steps(*(f"Step {number}." for number in range(40)))
    for item in many:
        item.claim = claim
        item.type_in("sources", [source])
    made = factory.checklist(by=edith, items=many)
    fields = opened(desk, f"{CHECKLISTS}{made.pk}/change/")
    with django_assert_max_num_queries(30):
        desk.post(f"/admin/preview/aftercare/{made.pk}/", fields)


# --- bringing back ---


def test_an_old_checklist_is_brought_back_without_what_is_gone(desk: Client, edith: User, mo: User) -> None:
    kept, lost = factory.source("kept"), factory.source("lost")
    claim = factory.claim("lost-claim", backed=False)
    needling = factory.treatment(by=edith)
    backed, told = steps("Wash.", "Rest.")
    backed.type_in("sources", [kept, lost])
    told.claim = claim
    checklist = factory.checklist(by=edith, items=[backed, told], treatment=needling)
    publication = factory.published(checklist, by=edith)
    address = f"{CHECKLISTS}{checklist.pk}/"
    fields = opened(desk, f"{address}change/")
    fields |= {f"items-{number}-DELETE": ["on"] for number in (0, 1)}
    fields["treatment"] = [""]
    add_row(fields, "items", kind="do", text="Wait.", starts_h=0)
    send(desk, f"{address}change/", fields)
    lost.delete()
    desk.post(f"{address}restore/?version={publication.number}", {"seen_version": 2})
    assert texts() == ["Wash.", "Rest.", *HELP]
    assert list(ChecklistItem.objects.get(text="Wash.").sources.all()) == [kept]
    assert AftercareChecklist.objects.get().treatment == needling
    assert desk.get(f"{address}change/").status_code == desk.get(f"{address}preview/").status_code == 200


def test_an_old_treatment_is_brought_back_with_all_of_its_rows(desk: Client, edith: User) -> None:
    claim, other = factory.claim(), factory.treatment("other", by=edith, title="Other")
    rows = {
        "contraindications": [Contraindication(severity="stop", text="You are pregnant.", claim=claim)],
        "at_a_glance": [AtAGlance(aspect="sessions", text="Three.")],
        "listed": [TreatmentClaim(claim=claim)],
        "other_choices": [other],
    }
    needling = factory.treatment(by=edith, rows=rows)
    factory.published(needling, by=edith)
    before = kinds.get("treatment").snapshot(Treatment.objects.get(pk=needling.pk))
    address = f"{TREATMENTS}{needling.pk}/"
    fields = opened(desk, f"{address}change/")
    fields |= {f"{name}-0-DELETE": ["on"] for name in ("contraindications", "at_a_glance", "listed")}
    fields["other_choices"] = []
    send(desk, f"{address}change/", fields)
    assert kinds.get("treatment").snapshot(Treatment.objects.get(pk=needling.pk)) != before
    desk.post(f"{address}restore/?version=1", {"seen_version": 2})
    assert kinds.get("treatment").snapshot(Treatment.objects.get(pk=needling.pk)) == before


def test_an_old_version_that_lists_a_claim_that_is_gone_is_brought_back(desk: Client, edith: User) -> None:
    claim, lost = factory.claim("kept"), factory.claim("lost", backed=False, caveats=())
    listed = [TreatmentClaim(claim=claim), TreatmentClaim(claim=lost)]
    needling = factory.treatment(by=edith, rows={"listed": listed})
    content = kinds.get("treatment").snapshot(Treatment.objects.get(pk=needling.pk))
    needling.listed.filter(claim=lost).delete()
    lost.delete()
    fresh = Treatment.objects.get(pk=needling.pk)
    kinds.get("treatment").restore(fresh, content)
    assert [row.claim for row in fresh.related("listed")] == [claim]
