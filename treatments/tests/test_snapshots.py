"""What a publication keeps of treatments and checklists, and how it comes back."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from publishing import actions
from publishing.changes import changes
from publishing.models import Publication
from records.actions import redact
from tests import factory
from treatments.kind import AFTERCARE, TREATMENT
from treatments.models import AftercareChecklist, AtAGlance, ChecklistItem, Contraindication, Treatment, TreatmentClaim

pytestmark = pytest.mark.django_db


def citing(row: Any, *keys: str) -> Any:
    """Return a row that names sources."""
    row.type_in("sources", [factory.source(key) for key in keys])
    return row


@pytest.fixture
def full(mo: User) -> Treatment:
    """A treatment with rows of every kind."""
    factory.signed("scars", by=mo, about="harm", statement="It can scar.")
    helps = factory.signed("helps", by=mo, about="condition")
    rows = {
        "listed": [TreatmentClaim(claim=helps)],
        "at_a_glance": [citing(AtAGlance(aspect="cost", text="It costs.", claim=helps), "leaflet")],
        "contraindications": [
            citing(Contraindication(severity="stop", text="You are pregnant.", goes_further=True), "leaflet", "trial"),
            Contraindication(severity="caution", text="You bleed easily."),
        ],
        "other_choices": [factory.treatment("creams", by=mo, title="Creams")],
    }
    return factory.treatment(by=mo, also_known_as="skin needling", harms="It [can scar](claim:scars).", rows=rows)


@pytest.fixture
def steps(mo: User) -> AftercareChecklist:
    """A checklist with items of every kind."""
    items = [
        citing(ChecklistItem(kind="do", text="Rest.", starts_h=0, ends_h=24, reason="It heals."), "leaflet"),
        ChecklistItem(kind="dont", text="Don’t swim.", short="no swimming", starts_h=0, disagreement="Some say five."),
        ChecklistItem(kind="do", text="Moisturise.", starts_h=24, daily=True),
    ]
    rolling = factory.treatment("rolling", by=mo)
    return factory.checklist(by=mo, items=items, treatment=rolling, no_end="until it has healed")


def fresh(copy: Any) -> Any:
    return type(copy)._default_manager.get(pk=copy.pk)


def test_rows_are_kept_in_their_order_with_what_they_rest_on(full: Treatment) -> None:
    kept = TREATMENT.snapshot(fresh(full))
    assert kept["contraindications"] == [
        {
            "severity": "stop",
            "text": "You are pregnant.",
            "claim": "",
            "sources": ["leaflet", "trial"],
            "goes_further": True,
        },
        {"severity": "caution", "text": "You bleed easily.", "claim": "", "sources": [], "goes_further": False},
    ]
    assert kept["at_a_glance"][0]["claim"] == "helps"
    assert kept["listed"] == ["helps"]
    assert kept["other_choices"] == [{"slug": "creams", "title": "Creams"}]
    assert sorted(kept["sources"]) == ["leaflet", "trial"]
    assert kept["sources"]["leaflet"]["title"] == "A review, leaflet"


def test_a_treatment_comes_back_as_it_was_published(full: Treatment, mo: User) -> None:
    publication = factory.published(full, by=mo)
    full.title, full.harms = "Changed", "Nothing."
    for name in ("listed", "at_a_glance", "contraindications", "other_choices"):
        full.type_in(name, [])
    actions.save_copy(copy=full, by=mo)
    assert TREATMENT.snapshot(fresh(full))["contraindications"] == []
    back = actions.restore(publication=publication, by=mo)
    assert TREATMENT.snapshot(fresh(back)) == publication.content


def test_a_checklist_comes_back_as_it_was_published(steps: AftercareChecklist, mo: User) -> None:
    publication = factory.published(steps, by=mo)
    steps.treatment = None
    steps.type_in("items", [])
    actions.save_copy(copy=steps, by=mo)
    back = actions.restore(publication=publication, by=mo)
    assert AFTERCARE.snapshot(fresh(back)) == publication.content
    assert publication.content["treatment"] == {"slug": "rolling", "title": "Needling"}


def test_what_was_typed_is_kept_once_and_counts_one_version(full: Treatment, mo: User) -> None:
    before = fresh(full).version
    full.type_in("contraindications", [Contraindication(severity="stop", text="You are under 18.")])
    assert [row.text for row in full.related("contraindications")] == ["You are under 18."]
    assert fresh(full).contraindications.count() == 2  # not saved yet
    actions.save_copy(copy=full, by=mo)
    assert [row.text for row in fresh(full).related("contraindications")] == ["You are under 18."]
    assert fresh(full).version == before + 1
    assert full.typed == {}


def test_a_change_of_rows_is_a_change_that_readers_can_read(full: Treatment, steps: AftercareChecklist) -> None:
    old = TREATMENT.snapshot(full)
    new = {**old, "contraindications": [{**old["contraindications"][0], "text": "You are pregnant or breastfeeding."}]}
    (change,) = changes(TREATMENT, old, new)
    assert "breastfeeding." in "".join(piece.text for piece in change.pieces if piece.kind == "added")
    removed = [piece.text for piece in change.pieces if piece.kind == "removed"]
    assert "bleed" in " ".join(removed)
    old = AFTERCARE.snapshot(steps)
    new = {**old, "items": [{**each, "reason": ""} for each in old["items"]]}
    (change,) = changes(AFTERCARE, old, new)
    assert "It heals." in change.old


def test_a_softer_word_for_the_same_sentence_is_a_change_that_readers_can_read(
    full: Treatment, steps: AftercareChecklist
) -> None:
    old = TREATMENT.snapshot(full)
    softer = {**old["contraindications"][0], "severity": "caution"}
    (change,) = changes(TREATMENT, old, {**old, "contraindications": [softer, *old["contraindications"][1:]]})
    assert "Do not have it if: You are pregnant." in change.old
    old = AFTERCARE.snapshot(steps)
    for name, value in (("ends_h", 12), ("daily", True), ("kind", "dont")):
        new = {**old, "items": [{**old["items"][0], name: value}, *old["items"][1:]]}
        assert changes(AFTERCARE, old, new), name
    assert changes(AFTERCARE, old, {**old, "hour_zero": "the bath"})


def test_rows_that_are_put_in_another_order_keep_their_sources(steps: AftercareChecklist, mo: User) -> None:
    before = {row["text"]: row["sources"] for row in AFTERCARE.snapshot(fresh(steps))["items"]}
    steps.type_in("items", list(reversed(steps.related("items"))))
    actions.save_copy(copy=steps, by=mo)
    after = {row["text"]: row["sources"] for row in AFTERCARE.snapshot(fresh(steps))["items"]}
    assert after == before
    assert before["Rest."] == ["leaflet"]


def test_what_was_renamed_since_comes_back(full: Treatment, steps: AftercareChecklist, mo: User) -> None:
    old = [factory.published(full, by=mo), factory.published(steps, by=mo)]
    for slug in ("creams", "rolling"):
        other = Treatment.objects.get(page__slug=slug)
        factory.published(other, by=mo)
        actions.rename_page(page=other.page, slug=f"new-{slug}", by=mo)
    back = [actions.restore(publication=each, by=mo) for each in old]
    assert [other.title for other in fresh(back[0]).other_choices.all()] == ["Creams"]
    assert fresh(back[1]).treatment.page.slug == "new-rolling"


def test_a_version_whose_words_were_taken_out_does_not_come_back_and_silences_nothing(
    full: Treatment, mo: User
) -> None:
    first = factory.published(full, by=mo)
    actions.save_copy(copy=full, by=mo)
    second = factory.published(full, by=mo, note="Again.")
    redact(record=second, reason="The law.", by=User.objects.create_superuser("root", password="pass"))
    with pytest.raises(ValidationError, match="taken out"):
        actions.restore(publication=second, by=mo)
    assert Publication.objects.last_shown().get(page=full.page) == first


def test_no_mark_is_looked_for_in_words_that_are_shown_as_they_are(mo: User) -> None:
    text = "You [read](claim:no-such-claim) <b>this</b>."
    copy = factory.treatment(by=mo, rows={"contraindications": [Contraindication(severity="stop", text=text)]})
    publication = factory.published(copy, by=mo)
    assert publication.content["contraindications"][0]["text"] == text
    assert not publication.claims.exists()
