"""Treatments in the admin: rows that may stand once, other choices, discarding, and the gate before publishing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from publishing.models import Page, Publication
from tests import factory
from treatments.models import AtAGlance, Contraindication, Treatment, TreatmentClaim

from .desk import TREATMENTS, Fields, add_row, errors_of, opened, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def needling(edith: User) -> Treatment:
    """A treatment with two claims listed and two lines at a glance."""
    rows = {
        "listed": [TreatmentClaim(claim=factory.claim(slug)) for slug in ("one", "two")],
        "at_a_glance": [AtAGlance(aspect="sessions", text="Three."), AtAGlance(aspect="cost", text="Much.")],
        "contraindications": [Contraindication(severity="stop", text="You are pregnant.")],
    }
    return factory.treatment(by=edith, rows=rows)


@pytest.fixture
def address(needling: Treatment) -> str:
    return f"{TREATMENTS}{needling.pk}/change/"


def glance() -> list[tuple[str, str]]:
    return list(AtAGlance.objects.values_list("aspect", "text"))


def swap(fields: Fields, one: str, other: str) -> None:
    fields[one], fields[other] = fields[other], fields[one]


# --- rows ---


def test_a_new_treatment_is_saved_with_all_of_its_rows(desk: Client) -> None:
    claim, source = factory.claim(), factory.source()
    fields = opened(desk, f"{TREATMENTS}add/")
    fields |= {"title": ["Needling"], "slug": ["needling"], "also_known_as": ["skin\nneedling"]}
    add_row(fields, "contraindications", severity="stop", text="You are pregnant.", sources=[str(source.pk)])
    add_row(fields, "at_a_glance", aspect="sessions", text="Three.", claim=claim.pk, goes_further="on")
    add_row(fields, "listed", claim=claim.pk)
    assert send(desk, f"{TREATMENTS}add/", fields).status_code == 302
    made = Treatment.objects.get()
    assert made.also_known_as == "skin needling"
    assert list(made.contraindications.get().sources.all()) == [source]
    assert (made.at_a_glance.get().claim, made.at_a_glance.get().goes_further) == (claim, True)
    assert made.listed.get().claim == claim


def test_the_form_shows_what_is_about_the_treatment_in_a_sensible_order(desk: Client, address: str) -> None:
    shown = words(desk.get(address))
    names = ("title", "also_known_as", "what_it_is", "benefits", "harms", "before_you_decide", "alternatives")
    rows = ("other_choices", "if_nothing", "lead_picture", "contraindications", "at_a_glance", "listed")
    places = [shown.index(f'id="id_{name}"' if f'id="id_{name}"' in shown else f'data-rows="{name}"')
              for name in (*names, *rows)]  # fmt: skip
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("listed", "claim", "This claim is listed already."),
        ("at_a_glance", "aspect", "This aspect has a line already. Put both into one."),
    ],
)
def test_what_may_stand_once_is_refused_in_the_second_row(
    name: str, field: str, said: str, desk: Client, address: str
) -> None:
    fields = opened(desk, address)
    number = add_row(fields, name, **{field: fields[f"{name}-0-{field}"][0], "text": "Again."})
    answer = send(desk, address, fields)
    assert errors_of(answer, name)[number] == {field: [said]}
    assert not errors_of(answer, name)[0]
    assert Treatment.objects.get().version == 1


def test_a_stored_row_that_becomes_the_same_as_another_is_refused(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields["at_a_glance-0-aspect"] = ["cost"]
    errors = errors_of(send(desk, address, fields), "at_a_glance")
    assert [list(each) for each in errors if each] == [["aspect"]]
    assert glance() == [("sessions", "Three."), ("cost", "Much.")]


def test_two_rows_may_change_places_by_their_contents(desk: Client, address: str) -> None:
    source = factory.source()
    fields = opened(desk, address)
    swap(fields, "at_a_glance-0-aspect", "at_a_glance-1-aspect")
    swap(fields, "listed-0-claim", "listed-1-claim")
    fields["at_a_glance-0-sources"] = [str(source.pk)]
    assert send(desk, address, fields).status_code == 302
    assert glance() == [("cost", "Three."), ("sessions", "Much.")]
    assert [row.claim.slug for row in TreatmentClaim.objects.all()] == ["two", "one"]
    assert list(AtAGlance.objects.get(aspect="cost").sources.all()) == [source]


def test_a_row_may_take_what_another_gives_up(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields |= {"at_a_glance-1-DELETE": ["on"], "at_a_glance-0-aspect": ["cost"]}
    add_row(fields, "at_a_glance", aspect="sessions", text="Four.")
    assert send(desk, address, fields).status_code == 302
    assert glance() == [("cost", "Three."), ("sessions", "Four.")]


def test_the_history_names_the_rows_that_changed(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields["at_a_glance-0-text"] = ["Four."]
    fields["listed-0-position"] = ["2"]
    add_row(fields, "contraindications", severity="caution", text="You take retinoids.")
    send(desk, address, fields)
    said = LogEntry.objects.get().get_change_message()
    assert "Changed Text for line at a glance “Sessions”." in said
    assert "Added contraindication “You take retinoids.”." in said
    assert "Changed order of claims about it." in said
    assert Treatment.objects.get().version == 2


# --- other choices ---


def test_other_treatments_are_chosen_and_the_treatment_itself_is_refused(
    desk: Client, edith: User, needling: Treatment, address: str
) -> None:
    other = factory.treatment("waiting", by=edith, title="Waiting")
    fields = opened(desk, address)
    fields["other_choices"] = [str(other.pk), str(needling.pk)]
    assert "This is the treatment itself. Choose others." in words(send(desk, address, fields))
    fields["other_choices"] = [str(other.pk)]
    assert send(desk, address, fields).status_code == 302
    assert list(needling.other_choices.all()) == [other]


# --- discarding ---


@pytest.mark.parametrize("pointer", ["checklist", "treatment"])
def test_a_draft_that_another_page_points_to_is_not_discarded(
    pointer: str, desk: Client, edith: User, needling: Treatment
) -> None:
    if pointer == "checklist":
        factory.checklist(by=edith, title="The pointer", treatment=needling)
    else:
        factory.treatment("pointer", by=edith, title="The pointer").other_choices.add(needling)
    address = f"{TREATMENTS}{needling.pk}/delete/"
    for ask in (desk.get, desk.post):
        answer = ask(address, {"post": "yes"})
        assert answer["Location"] == f"{TREATMENTS}{needling.pk}/change/"
        shown = words(desk.get(answer["Location"]))
        assert "This draft cannot be discarded: these pages point to it: “The pointer”." in shown
    assert Treatment.objects.filter(pk=needling.pk).exists()


def test_a_draft_that_points_to_others_is_discarded_with_its_rows(
    desk: Client, edith: User, needling: Treatment
) -> None:
    other = factory.treatment("other", by=edith, title="Other")
    needling.other_choices.add(other)
    factory.checklist(by=edith, treatment=other)
    address = f"{TREATMENTS}{needling.pk}/delete/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert list(Treatment.objects.all()) == [other]
    assert not Page.objects.filter(slug="needling").exists()
    assert not AtAGlance.objects.exists()


# --- publishing ---


def test_a_treatment_without_contraindications_is_refused_and_published_once_it_has_one(
    desk: Client, edith: User
) -> None:
    made = factory.treatment(by=edith, rows={"contraindications": []})
    page = f"{TREATMENTS}{made.pk}/publish/"
    shown = words(desk.get(page))
    assert "Say who must not have this treatment" in shown and "Who must not have it · KP.E016" in shown
    assert 'name="change_note"' not in shown
    sent = {"change_note": "First version.", "seen_version": 1}
    assert desk.post(page, sent).status_code == 200
    assert not Publication.objects.exists()
    fields = opened(desk, f"{TREATMENTS}{made.pk}/change/")
    add_row(fields, "contraindications", severity="stop", text="You are pregnant.")
    assert send(desk, f"{TREATMENTS}{made.pk}/change/", fields, "_publish")["Location"] == page
    warnings = opened(desk, page)
    assert "change_note" in warnings
    seen = [each.data["value"] for each in desk.get(page).context["form"]["acknowledged"]]
    assert desk.post(page, {**sent, "seen_version": 2, "acknowledged": seen}).status_code == 302
    assert desk.get("/treatments/needling/").status_code == 200


def test_a_live_treatment_cannot_lose_its_last_contraindication_for_readers(desk: Client, edith: User) -> None:
    made = factory.treatment(by=edith)
    factory.published(made, by=edith)
    fields = opened(desk, f"{TREATMENTS}{made.pk}/change/")
    fields["contraindications-0-DELETE"] = ["on"]
    assert send(desk, f"{TREATMENTS}{made.pk}/change/", fields).status_code == 302, "a working copy may be incomplete"
    assert "KP.E016" in words(desk.get(f"{TREATMENTS}{made.pk}/publish/"))
    desk.post(f"{TREATMENTS}{made.pk}/publish/", {"change_note": "Less.", "seen_version": 2})
    assert Publication.objects.count() == 1
