"""What Crossref and PubMed say of a work, read from answers in their own formats."""

from typing import Any

import pytest

from claims.outside import crossref, pubmed
from claims.outside.client import Client, Unreadable
from claims.outside.titles import are_alike, says_retracted
from claims.outside.transport import Line, Unreachable
from claims.outside.works import Absent, Elsewhere, NoticeKind, Work

from .conftest import Patience
from .services import Reply, Services, agency, no_summary, summary, update, work

DOI = "10.5555/kp.2020(1)"
TITLE = "Microneedling for keratosis pilaris: a trial"


@pytest.fixture
def client(patience: Patience) -> Client:
    """A client that nobody waits for."""
    return Client("editors@kp.example.org", Line(), clock=patience.clock, sleep=patience.sleep)


def by_doi(client: Client, services: Services, doi: str = DOI) -> Work:
    return crossref.look_up(client, services.base, doi)


def by_pmid(client: Client, services: Services) -> Work:
    return pubmed.look_up(client, services.base, "77")


# --- Crossref -------------------------------------------------------------------------------------------------


def test_crossref_tells_title_and_year(client: Client, services: Services) -> None:
    services.crossref(DOI, TITLE)
    assert by_doi(client, services) == Work((TITLE,), 2020)
    assert services.paths() == ["/works/10.5555%2Fkp.2020%281%29"]


def test_crossref_keeps_the_subtitle_apart(client: Client, services: Services) -> None:
    services.crossref(DOI, "Microneedling", subtitle=["A trial"])
    assert by_doi(client, services).titles == ("Microneedling", "Microneedling A trial")


@pytest.mark.parametrize("kind", ["retraction", "withdrawal", "removal", "Retraction"])
def test_a_retraction_is_told_with_its_day_and_notice(client: Client, services: Services, kind: str) -> None:
    services.crossref(DOI, TITLE, **{"updated-by": [update("correction", day="2021-01-01"), update(kind)]})
    found = by_doi(client, services)
    assert found.is_retracted
    assert [(each.kind, each.on, each.link) for each in found.notices] == [
        (NoticeKind.RETRACTED, "2023-04-22", "https://doi.org/10.5555/notice")
    ]


@pytest.mark.parametrize("kind", ["expression_of_concern", "expression-of-concern", "partial_retraction"])
def test_a_doubt_is_no_retraction(client: Client, services: Services, kind: str) -> None:
    services.crossref(DOI, TITLE, **{"updated-by": [update(kind)]})
    found = by_doi(client, services)
    assert not found.is_retracted
    assert [each.kind for each in found.notices] == [NoticeKind.CONCERN]


@pytest.mark.parametrize("kind", ["correction", "erratum", "new_version", "unheard_of"])
def test_a_correction_is_no_notice(client: Client, services: Services, kind: str) -> None:
    services.crossref(DOI, TITLE, **{"updated-by": [update(kind)]})
    assert by_doi(client, services).notices == ()


def test_a_retraction_notice_is_not_itself_retracted(client: Client, services: Services) -> None:
    services.crossref(DOI, f"Retraction: {TITLE}", **{"update-to": [update("retraction", doi="10.5555/another")]})
    assert by_doi(client, services).notices == ()


def test_a_notice_under_the_works_own_doi_counts(client: Client, services: Services) -> None:
    services.crossref(DOI, TITLE, **{"update-to": [update("retraction", doi=DOI.upper())]})
    assert by_doi(client, services).is_retracted


def test_a_title_that_says_retracted_counts(client: Client, services: Services) -> None:
    services.crossref(DOI, f"RETRACTED ARTICLE: {TITLE}")
    assert by_doi(client, services).is_retracted


def test_a_doi_that_no_agency_knows_is_absent(client: Client, services: Services) -> None:
    with pytest.raises(Absent):
        by_doi(client, services)
    assert services.paths()[-1].endswith("/agency")


def test_a_doi_of_another_agency_is_not_absent(client: Client, services: Services) -> None:
    services.says(f"/works/{DOI}/agency", Reply(agency(DOI, "DataCite")))
    with pytest.raises(Elsewhere, match="DataCite"):
        by_doi(client, services)


@pytest.mark.parametrize("answer", [{}, [], {"message": None}, {"message": {"title": ["No DOI"]}}, "words"])
def test_an_answer_without_a_work_says_nothing(client: Client, services: Services, answer: Any) -> None:
    services.says(f"/works/{DOI}", Reply(answer))
    with pytest.raises(Unreadable):
        by_doi(client, services)


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_not_absence(client: Client, services: Services, status: int) -> None:
    services.says(f"/works/{DOI}", Reply(b"Forbidden", status))
    with pytest.raises(Unreachable):
        by_doi(client, services)


@pytest.mark.parametrize(
    "odd", [{"issued": {"date-parts": [[None]]}}, {"updated-by": "yes"}, {"updated-by": [None, {}]}, {"title": None}]
)
def test_odd_parts_of_an_answer_are_left_out(client: Client, services: Services, odd: dict[str, Any]) -> None:
    services.says(f"/works/{DOI}", Reply(work(DOI, TITLE, **odd)))
    assert by_doi(client, services).notices == ()


# --- PubMed ---------------------------------------------------------------------------------------------------


def test_pubmed_tells_title_and_year_and_is_told_who_asks(client: Client, services: Services) -> None:
    services.pubmed("77", f"{TITLE}.")
    assert by_pmid(client, services) == Work((f"{TITLE}.",), 2020)
    address = "/esummary.fcgi?db=pubmed&id=77&retmode=json&tool=kpsite&email=editors%40kp.example.org"
    assert services.paths() == [address]


def test_pubmed_tells_a_retraction_by_the_type(client: Client, services: Services) -> None:
    services.pubmed("77", TITLE, pubtype=["Journal Article", "Retracted Publication"])
    assert by_pmid(client, services).is_retracted


def test_pubmed_tells_a_retraction_by_its_notice(client: Client, services: Services) -> None:
    services.pubmed(
        "77", TITLE, references=[{"refsource": "J. 2023", "reftype": "Retraction in", "pmid": 88, "note": ""}]
    )
    found = by_pmid(client, services)
    assert [(each.kind, each.link) for each in found.notices] == [
        (NoticeKind.RETRACTED, "https://pubmed.ncbi.nlm.nih.gov/88/")
    ]


def test_pubmed_tells_a_doubt(client: Client, services: Services) -> None:
    references = [{"reftype": "Expression of concern in", "pmid": ""}, {"reftype": "Erratum in", "pmid": 5}]
    services.pubmed("77", TITLE, references=references)
    assert [each.kind for each in by_pmid(client, services).notices] == [NoticeKind.CONCERN]


def test_a_retraction_notice_in_pubmed_is_not_retracted(client: Client, services: Services) -> None:
    services.pubmed("77", "Retraction: Microneedling", pubtype=["Retraction of Publication"])
    assert not by_pmid(client, services).is_retracted


def test_a_pmid_that_pubmed_does_not_have_is_absent(client: Client, services: Services) -> None:
    services.says("/esummary.fcgi 77", Reply(no_summary("77")))
    with pytest.raises(Absent):
        by_pmid(client, services)


@pytest.mark.parametrize(
    "answer",
    [
        {"header": {}, "error": "Invalid db name"},
        {"esummaryresult": ["Empty id list - nothing todo"]},
        {"error": "API rate limit exceeded", "api-key": "192.0.2.1", "count": "4", "limit": "3"},
        {"result": {"uids": []}},
        [],
    ],
)
def test_an_error_in_place_of_the_result_is_not_absence(client: Client, services: Services, answer: Any) -> None:
    services.says("/esummary.fcgi 77", Reply(answer))
    with pytest.raises(Unreadable):
        by_pmid(client, services)


def test_pubmeds_answer_for_another_number_is_not_taken(client: Client, services: Services) -> None:
    services.says("/esummary.fcgi 77", Reply(summary("78", TITLE)))
    with pytest.raises(Unreadable):
        by_pmid(client, services)


# --- titles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "theirs",
    [
        "MICRONEEDLING FOR KERATOSIS PILARIS: A TRIAL.",
        "Microneedling for <i>keratosis&nbsp;pilaris</i>&amp;#58; a&#x2010;trial",
        "Microneedling for keratosis pilaris",
        "RETRACTED: Microneedling for keratosis pilaris – a trial",
        "[Retracted] Microneedling for keratosis pilaris: a trial",
        "Micro-needling for keratosis pilaris: a trial",
        "[Microneedling for kératosis pilaris: a trial].",
    ],
)
def test_one_title_in_other_writing_is_the_same(theirs: str) -> None:
    assert are_alike(TITLE, ["Another one", theirs])


@pytest.mark.parametrize(
    "theirs",
    ["Microneedling for acne scars: a trial", "Lasers for keratosis pilaris: a review", "Microneedling", "", "???"],
)
def test_the_title_of_another_work_is_not(theirs: str) -> None:
    assert not are_alike(TITLE, [theirs])


def test_titles_that_differ_in_a_number_are_not_the_same() -> None:
    assert not are_alike("Guideline for needling devices, 2018", ["Guideline for needling devices, 2019"])
    assert are_alike("A 1,064-nm laser", ["A 1064 nm laser"])


def test_a_title_about_retractions_does_not_say_retracted() -> None:
    assert says_retracted(["RETRACTED: Skin", "Skin"])
    assert says_retracted(["[Withdrawn] Skin"])
    assert not says_retracted(["Retracted papers in dermatology", "Retraction: Skin", "Retraction notice to: Skin"])
