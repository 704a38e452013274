"""``manage.py load_content`` and treatments and checklists, with all their rows."""

from pathlib import Path

import pytest

from accounts.models import User
from publishing.actions import rename_page, save_copy, withdraw
from publishing.models import Publication
from treatments.models import AftercareChecklist, ChecklistItem, Contraindication, Treatment

from .load_samples import change, load, versions

NEEDLES, AFTER = "treatments/needles.toml", "aftercare/after.toml"
FIRST = [("a-thing", 1), ("after-needles", 1), ("another", 1), ("needles", 1), ("waiting", 1)]
#: One of each sort of thing that a treatment's file says.
CHANGES = [
    ("Needles go in.", "Thin needles go in."),
    ("You are tired.", "You are very tired."),
    ("goes_further = true", ""),
    ('sources = ["a-copy", "a-review"]', 'sources = ["a-copy"]'),
    ('["it-stings", "it-helps"]', '["it-helps", "it-stings"]'),
    ('other_choices = ["waiting"]', ""),
]


def shown(slug: str) -> dict:
    """Return what readers are shown at a slug."""
    return Publication.objects.shown().get(page__slug=slug).content


@pytest.mark.django_db
def test_a_treatment_is_published_with_its_rows_in_the_order_of_the_file(full_folder: Path) -> None:
    load(full_folder)
    content = shown("needles")
    assert content["what_it_is"].startswith("Needles go in.\nA line such as [[item]]")
    assert content["also_known_as"] == "pins, nails"
    assert content["listed"] == ["it-stings", "it-helps"]
    assert content["other_choices"] == [{"slug": "waiting", "title": "Waiting"}]
    assert content["at_a_glance"] == [
        {
            "aspect": "sessions", "text": "Three in one review.", "claim": "", "sources": ["a-review"],
            "goes_further": False,
        },
        {"aspect": "recovery", "text": "It can sting.", "claim": "it-stings", "sources": [], "goes_further": False},
    ]  # fmt: skip
    stop, caution = content["contraindications"]
    assert (stop["severity"], stop["sources"], stop["goes_further"]) == ("stop", ["a-copy", "a-review"], True)
    assert (caution["severity"], caution["text"], caution["sources"]) == ("caution", "You are tired.", [])
    assert sorted(content["sources"]) == ["a-copy", "a-review"]


@pytest.mark.django_db
def test_a_checklist_is_published_with_its_items_in_the_order_of_the_file(full_folder: Path) -> None:
    load(full_folder)
    content = shown("after-needles")
    assert content["treatment"] == {"slug": "needles", "title": "Needles"}
    assert (content["hour_zero"], content["no_end"]) == ("the procedure", "until it is over")
    early, rub, breathe, hot = content["items"]
    assert (early["kind"], early["starts_h"], early["ends_h"], early["urgency"]) == ("do", -24, 0, "")
    assert rub == {
        "kind": "dont", "text": "Don't rub it.", "short": "no rubbing", "reason": "It stings.", "starts_h": 0,
        "ends_h": None, "daily": True, "urgency": "", "disagreement": "One says so, another does not.",
        "claim": "it-stings", "sources": ["a-copy"], "goes_further": True,
    }  # fmt: skip
    assert [(item["starts_h"], item["urgency"]) for item in (breathe, hot)] == [
        (None, "emergency"), (None, "same-day"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_treatments_may_name_one_another(full_folder: Path) -> None:
    load(full_folder)
    named = {content["title"]: content["other_choices"][0]["slug"] for content in map(shown, ("needles", "waiting"))}
    assert named == {"Needles": "waiting", "Waiting": "needles"}


@pytest.mark.django_db
def test_loading_again_changes_nothing(full_folder: Path) -> None:
    load(full_folder)
    saved = dict(Treatment.objects.values_list("title", "version"))
    rows = set(ChecklistItem.objects.values_list("pk", flat=True))
    told = load(full_folder)
    assert "Treatments: 0 published, 2 unchanged" in told
    assert "Aftercare checklists: 0 published, 1 unchanged" in told
    assert versions() == FIRST
    assert dict(Treatment.objects.values_list("title", "version")) == saved
    assert set(ChecklistItem.objects.values_list("pk", flat=True)) == rows


@pytest.mark.django_db
def test_each_change_publishes_a_new_version_of_its_page_alone(full_folder: Path) -> None:
    load(full_folder)
    expected = list(FIRST)
    for number, (old, new) in enumerate(CHANGES, start=2):
        change(full_folder, NEEDLES, old, new)
        load(full_folder)
        expected.append(("needles", number))
        assert versions() == sorted(expected), old
    change(full_folder, AFTER, "ends_h = 0", "ends_h = 24")
    load(full_folder)
    assert versions() == sorted([*expected, ("after-needles", 2)])


@pytest.mark.django_db
def test_a_row_that_left_the_file_is_taken_off_the_page(full_folder: Path) -> None:
    load(full_folder)
    change(full_folder, NEEDLES, '\n[[contraindication]]\nseverity = "caution"\ntext = "You are tired."\n', "")
    load(full_folder)
    assert [row["text"] for row in shown("needles")["contraindications"]] == ["You are asleep."]
    assert not Contraindication.objects.filter(text="You are tired.").exists()


@pytest.mark.django_db
def test_an_editors_treatment_and_checklist_stay_unless_forced(full_folder: Path, edith: User) -> None:
    load(full_folder)
    copy = Treatment.objects.get(page__slug="needles")
    copy.type_in("contraindications", [Contraindication(severity="stop", text="Edith wrote this.")])
    save_copy(copy=copy, by=edith)
    save_copy(copy=AftercareChecklist.objects.get(), by=edith)
    change(full_folder, NEEDLES, "You are tired.", "You are very tired.")
    change(full_folder, AFTER, "Come early.", "Come late.")
    told = load(full_folder)
    for slug in ("needles", "after-needles"):
        assert f"left alone, as an editor changed it since: {slug}" in told
    assert versions() == FIRST
    assert Contraindication.objects.get(treatment=copy).text == "Edith wrote this."
    load(full_folder, force=True)
    assert shown("needles")["contraindications"][1]["text"] == "You are very tired."
    assert shown("after-needles")["items"][0]["text"] == "Come late."


@pytest.mark.django_db
def test_a_withdrawn_checklist_does_not_come_back(full_folder: Path, mo: User) -> None:
    load(full_folder)
    withdraw(page=AftercareChecklist.objects.get().page, public_note="Gone.", by=mo)
    change(full_folder, AFTER, "Come early.", "Come late.")
    assert "left alone, as it was withdrawn: after-needles" in load(full_folder, force=True)
    assert not Publication.objects.shown().filter(page__slug="after-needles").exists()


@pytest.mark.django_db
def test_a_renamed_treatment_is_still_the_one_that_files_name(full_folder: Path, mo: User) -> None:
    load(full_folder)
    rename_page(page=Treatment.objects.get(page__slug="waiting").page, slug="biding", by=mo)
    change(full_folder, NEEDLES, "/treatments/waiting/", "/treatments/biding/")
    change(full_folder, AFTER, 'treatment = "needles"', 'treatment = "waiting"')
    load(full_folder)
    assert Treatment.objects.count() == 2
    assert shown("needles")["other_choices"] == [{"slug": "biding", "title": "Waiting"}]
    assert shown("after-needles")["treatment"] == {"slug": "biding", "title": "Waiting"}


@pytest.mark.django_db
def test_what_a_check_says_is_told_at_its_line_in_the_file(full_folder: Path) -> None:
    change(full_folder, NEEDLES, "- Who will do it?", "Nothing to ask.\n\n###### Too deep")
    told = load(full_folder)
    text = (full_folder / NEEDLES).read_text(encoding="utf-8")
    line = text[: text.index("###### Too deep")].count("\n") + 1
    assert f"{NEEDLES}:{line}: “Too deep” skips a level" in told.replace(f"{full_folder}/", "")
    assert "(KP.W012)" in told
