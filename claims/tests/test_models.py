"""What the register's tables hold and refuse."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import User
from claims.identifiers import normalise_doi, normalise_pmid
from claims.models import Caveat, Claim, ClaimCaveat, ClaimVersion, Evidence, Question, Source
from claims.queries import row_face
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["Upper", "two--hyphens", "-edge", "edge-", "under_score", "ünicode", "", "a b"])
@pytest.mark.parametrize("model", [Claim, Caveat, Question])
def test_the_database_refuses_a_slug_of_another_shape(model: Any, slug: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(slug=slug, **({"about": "effect"} if model is Claim else {}))


def test_a_slug_of_more_than_eighty_letters_is_refused() -> None:
    with pytest.raises(ValidationError):
        Question(slug="a" * 81, text="Long?").full_clean()
    Question(slug="a" * 80, text="Long?").full_clean()


def test_a_saved_slug_never_changes() -> None:
    for row in (factory.claim(), factory.caveat(), factory.question()):
        row.slug = "another"
        with pytest.raises(ValidationError):
            row.save()
        row.refresh_from_db()
        assert row.slug != "another"


@pytest.mark.parametrize(
    ("model", "column"),
    [(Claim, "about"), (Claim, "stance"), (Caveat, "severity"), (Source, "tier"), (Source, "verification"),
     (Evidence, "relation"), (Evidence, "read")],
)  # fmt: skip
def test_the_database_refuses_words_it_does_not_know(model: Any, column: str) -> None:
    factory.claim()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{column: "nonsense"})


def test_a_stance_and_a_question_come_together() -> None:
    claim = factory.claim()
    for change in ({"stance": "yes"}, {"question": factory.question()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**change)
    Claim.objects.filter(pk=claim.pk).update(question=factory.question(), stance="yes")


def test_no_claim_succeeds_itself() -> None:
    claim = factory.claim()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(successor=claim)


def test_a_source_bears_on_a_claim_once_and_a_caveat_stands_with_it_once() -> None:
    claim = factory.claim()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(claim=claim, source=factory.source(), relation="mentions", read="abstract")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimCaveat.objects.create(claim=claim, caveat=factory.caveat())


def test_an_extract_has_at_most_forty_words() -> None:
    row = Evidence(claim=factory.claim(), source=factory.source("other"), relation="supports", read="abstract")
    row.extract = "word " * 40
    row.full_clean()
    row.extract = "word " * 41
    with pytest.raises(ValidationError):
        row.full_clean()


@pytest.mark.parametrize(
    "typed",
    [
        "10.1000/ABC.1",
        "https://doi.org/10.1000/abc.1",
        "http://dx.doi.org/10.1000/abc.1",
        "doi: 10.1000/abc.1",
    ],
)
def test_a_doi_is_stored_in_one_form(typed: str) -> None:
    assert normalise_doi(typed) == "10.1000/abc.1"
    assert factory.source(doi=typed).doi == "10.1000/abc.1"


@pytest.mark.parametrize("typed", ["123456", "PMID: 123456", "000123456", "https://pubmed.ncbi.nlm.nih.gov/123456/"])
def test_a_pmid_is_stored_in_one_form(typed: str) -> None:
    assert normalise_pmid(typed) == "123456"


def test_two_sources_share_no_doi_and_no_pmid_but_both_may_have_none() -> None:
    factory.source("first", doi="10.1000/1", pmid="1")
    factory.source("second")
    for twin in ({"doi": "https://doi.org/10.1000/1"}, {"pmid": "PMID 1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factory.source("third", **twin)
        with pytest.raises(ValidationError, match="Another source has this"):
            Source(key="third", type="book", tier="review", title="A book", **twin).full_clean()


@pytest.mark.parametrize("bad", [{"doi": "11.1000/1"}, {"pmid": "12x"}, {"pmid": "1234567890"}, {"linkable": False}])
def test_the_database_refuses_identifiers_of_another_shape(bad: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():  # which one depends on the database
        factory.source("third", **bad)


def test_a_source_is_linked_by_doi_then_pmid_then_address() -> None:
    source = Source(doi="10.1000/1", pmid="1", url="https://example.org/")
    assert source.href == "https://doi.org/10.1000/1"
    source.doi = ""
    assert source.href == "https://pubmed.ncbi.nlm.nih.gov/1/"
    source.pmid = ""
    assert source.href == "https://example.org/"
    source.linkable = False
    assert source.href == ""


def test_what_is_in_use_or_was_seen_cannot_be_deleted(mo: User) -> None:
    claim = factory.signed(by=mo, question=factory.question(), stance="yes")
    for row in (claim, factory.caveat(), factory.source(), factory.question(), mo):
        with pytest.raises(ProtectedError):
            row.delete()
    assert ClaimVersion.objects.count() == 1


def test_a_claim_that_nobody_saw_can_be_deleted_with_its_ties() -> None:
    factory.claim().delete()
    assert not Evidence.objects.exists()
    assert not ClaimCaveat.objects.exists()
    assert Caveat.objects.exists()


def test_a_face_comes_back_from_its_record_as_it_was(mo: User) -> None:
    claim = factory.signed(by=mo)
    face = ClaimVersion.objects.get().as_face()
    assert face == row_face(claim)
    assert (face.number, face.by_name) == (1, "Mo Okafor")
