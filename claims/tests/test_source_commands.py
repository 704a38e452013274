"""verify_sources, import_retractions and check_links, from the command line to the queue."""

import socket
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from claims.models import ClaimVersion, Source, SourceFinding
from tests import factory

from .retraction_rows import csv_lines, csv_row
from .services import Reply, Services, agency, no_summary, update

pytestmark = pytest.mark.django_db
TITLE = "Microneedling for keratosis pilaris"


def run(name: str, *args: Any, **options: Any) -> str:
    """Return what a command says."""
    said = StringIO()
    call_command(name, *args, stdout=said, stderr=said, **options)
    return said.getvalue()


def trial(**more: Any) -> Source:
    return factory.source("trial", **{"title": TITLE, "doi": "10.1000/abc", **more})


def queue() -> list[tuple[str, str, str]]:
    return [(finding.source.key, finding.kind, finding.teller) for finding in SourceFinding.objects.open()]


# --- verify_sources -------------------------------------------------------------------------------------------


def test_a_source_that_both_services_know_is_fine(outside: Services) -> None:
    trial(pmid="77")
    factory.source("a-web-page", url="https://example.org/")
    outside.crossref("10.1000/abc", TITLE)
    outside.pubmed("77", f"{TITLE}.")
    said = run("verify_sources")
    assert "trial: nothing wrong" in said
    assert said.endswith("Sources checked: 1; with nothing to ask about: 1. Findings: 0, new in the queue: 0.\n")
    assert queue() == []


def test_another_title_goes_to_the_queue(outside: Services) -> None:
    trial()
    outside.crossref("10.1000/abc", "Lasers for <b>acne</b> scars")
    said = run("verify_sources")
    assert queue() == [("trial", "title-mismatch", "crossref")]
    detail = (
        "Crossref knows DOI 10.1000/abc as “Lasers for <b>acne</b> scars” (2020), "
        "not as “Microneedling for keratosis pilaris”."
    )
    assert SourceFinding.objects.get().detail == detail
    assert f"trial: {detail}" in said


def test_a_retraction_goes_to_the_queue_from_each_service_and_readers_see_nothing_yet(
    outside: Services, mo: User
) -> None:
    factory.signed(by=mo)
    Source.objects.update(title=TITLE, doi="10.1000/abc", pmid="77")
    outside.crossref("10.1000/abc", f"RETRACTED: {TITLE}", **{"updated-by": [update("retraction")]})
    outside.pubmed("77", TITLE, pubtype=["Retracted Publication"])
    assert "Findings: 2, new in the queue: 2." in run("verify_sources")
    assert queue() == [("review-2020", "retracted", "crossref"), ("review-2020", "retracted", "pubmed")]
    finding = SourceFinding.objects.open()[0]
    assert finding.detail == "Crossref says that DOI 10.1000/abc was retracted on 22 April 2023."
    assert finding.link == "https://doi.org/10.5555/notice"
    assert ClaimVersion.objects.count() == 1


def test_what_nobody_knows_goes_to_the_queue(outside: Services) -> None:
    trial(pmid="77")
    outside.says("/esummary.fcgi 77", Reply(no_summary("77")))
    run("verify_sources")
    assert queue() == [("trial", "not-found", "crossref"), ("trial", "not-found", "pubmed")]


def test_a_doi_of_another_agency_is_said_and_not_noted(outside: Services) -> None:
    trial()
    outside.says("/works/10.1000/abc/agency", Reply(agency("10.1000/abc", "DataCite")))
    said = run("verify_sources")
    assert "DOI 10.1000/abc is registered with DataCite, which is not asked" in said
    assert said.endswith("Sources checked: 0; that could not be checked: 1. Findings: 0, new in the queue: 0.\n")
    assert queue() == []


@pytest.mark.parametrize(
    "fault", [Reply(b"", 500), Reply({"message": {}}, cut=4), Reply(b"<html>Sorry</html>"), Reply(b"", 403)]
)
def test_a_fault_of_theirs_notes_nothing_and_takes_nothing_back(outside: Services, fault: Reply) -> None:
    trial()
    outside.crossref("10.1000/abc", "Another title")
    run("verify_sources")
    outside.says("/works/10.1000/abc", fault)
    assert "trial: Crossref could not tell" in run("verify_sources", fresh=True)
    assert SourceFinding.objects.get().gone_at is None


def test_offline_it_says_so_and_goes_on(outside: Services, settings: Any) -> None:
    settings.CROSSREF_URL = settings.NCBI_URL = "http://127.0.0.1:1"
    for number in range(5):
        factory.source(f"trial-{number}", doi=f"10.1000/{number}")
    said = run("verify_sources")
    assert said.count("Crossref could not tell: it took no connection") == 3
    assert said.count("did not answer before, and is left alone for now") == 2
    assert said.endswith("Sources checked: 0; that could not be checked: 5. Findings: 0, new in the queue: 0.\n")


def test_a_second_run_asks_nothing_again_and_doubles_nothing(outside: Services) -> None:
    trial()
    outside.crossref("10.1000/abc", "Another title")
    run("verify_sources")
    assert "Findings: 1, new in the queue: 0." in run("verify_sources")
    assert len(outside.asked) == 1
    run("verify_sources", fresh=True)
    assert len(outside.asked) == 2
    assert SourceFinding.objects.count() == 1


def test_what_was_put_right_is_no_longer_seen(outside: Services) -> None:
    source = trial()
    outside.crossref("10.1000/abc", "Another title")
    run("verify_sources")
    source.title = "Another title"
    source.save()
    run("verify_sources")
    assert SourceFinding.objects.open().get().gone_at is not None


def test_a_dry_run_notes_nothing(outside: Services) -> None:
    trial()
    outside.crossref("10.1000/abc", "Another title")
    assert "Findings: 1, nothing noted (--dry-run)." in run("verify_sources", dry_run=True)
    assert SourceFinding.objects.count() == 0


def test_only_the_sources_that_are_named_are_asked_about(outside: Services) -> None:
    trial()
    factory.source("other", doi="10.1000/other")
    outside.crossref("10.1000/abc", TITLE)
    run("verify_sources", only=["trial"])
    assert outside.paths() == ["/works/10.1000%2Fabc"]


@pytest.mark.parametrize("name", ["verify_sources", "check_links"])
def test_a_key_that_no_source_has_is_refused(outside: Services, name: str) -> None:
    with pytest.raises(CommandError, match="There is no source “nobody”"):
        run(name, only=["nobody"])


@pytest.mark.parametrize("name", ["verify_sources", "check_links"])
def test_nobody_is_asked_without_an_address_to_write_to(outside: Services, settings: Any, name: str) -> None:
    settings.CONTACT_EMAIL = ""
    trial()
    with pytest.raises(CommandError, match="Set CONTACT_EMAIL"):
        run(name)
    assert outside.asked == []


# --- import_retractions ---------------------------------------------------------------------------------------


@pytest.fixture
def csv_file(tmp_path: Path) -> Any:
    """A function that writes a file of rows and returns its path."""

    def write(*rows: bytes) -> Path:
        path = tmp_path / "retraction_watch.csv"
        path.write_bytes(b"".join(csv_lines(*rows)))
        return path

    return write


def test_a_row_about_a_source_goes_to_the_queue_by_doi_or_pmid(csv_file: Any) -> None:
    trial(doi="10.1000/ABC")
    factory.source("by-number", pmid="77")
    factory.source("fine", doi="10.1000/fine", pmid="78")
    rows = (csv_row(doi="10.1000/Abc"), csv_row(doi="unavailable", pmid="77"), csv_row(doi="10.1000/other"))
    said = run("import_retractions", csv_file(*rows))
    assert "3 rows read, 0 of them cannot be understood." in said
    assert "fine: nothing wrong" in said
    assert queue() == [("by-number", "retracted", "retraction-watch"), ("trial", "retracted", "retraction-watch")]
    detail = SourceFinding.objects.get(source__key="trial").detail
    assert detail == "Retraction Watch says that DOI 10.1000/abc was retracted on 1 August 2023."


def test_a_reinstated_work_is_no_longer_seen(csv_file: Any) -> None:
    trial()
    run("import_retractions", csv_file(csv_row()))
    run("import_retractions", csv_file(csv_row(), csv_row(nature="Reinstatement", on="1/1/2024 0:00")))
    assert SourceFinding.objects.open().get().gone_at is not None


def test_bad_rows_are_named_by_line_and_counted(csv_file: Any) -> None:
    trial()
    said = run("import_retractions", csv_file(*[b"broken\r\n"] * 25, csv_row()))
    assert "line 2: it ends before RetractionDate" in said
    assert "line 21:" in said and "line 22:" not in said
    assert "26 rows read, 25 of them cannot be understood." in said
    assert len(queue()) == 1


def test_a_file_that_is_not_there_or_another_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file"):
        run("import_retractions", tmp_path / "nothing.csv")
    (tmp_path / "page.csv").write_text("<html>")
    with pytest.raises(CommandError, match="is not the Retraction Watch file"):
        run("import_retractions", tmp_path / "page.csv")


# --- check_links ----------------------------------------------------------------------------------------------


def test_a_dead_link_goes_to_the_queue_and_an_unclear_one_does_not(outside: Services) -> None:
    for name, status in (("alive", 200), ("dead", 404), ("shy", 403)):
        outside.says(f"/{name}", Reply(b"", status))
        factory.source(name, url=f"{outside.base}/{name}")
    factory.source("no-link", url=f"{outside.base}/dead", linkable=False, original="A publisher")
    said = run("check_links")
    assert "alive: nothing wrong" in said
    assert "shy: could not tell whether" in said
    summary = "Sources checked: 2; with nothing to ask about: 1; that could not be checked: 1. Findings: 1, new in the "
    assert said.endswith(f"{summary}queue: 1.\n")
    assert queue() == [("dead", "dead-link", "web")]
    assert SourceFinding.objects.get().detail == f"{outside.base}/dead leads nowhere: it answered 404."


@pytest.mark.parametrize(
    "headers", [{"Retry-After": "²"}, {"X-Rate-Limit-Limit": "9" * 5_000, "X-Rate-Limit-Interval": "²"}]
)
def test_one_hostile_answer_keeps_no_other_link_from_being_followed(outside: Services, headers: dict[str, str]) -> None:
    for key, path in (("a", "hostile"), ("b", "trap"), ("c", "gone")):
        factory.source(key, url=f"{outside.base}/{path}")
    outside.says("/hostile", Reply(b"", 503, headers))
    outside.says("/trap", Reply(b"", 302, {"Location": "http://[bad"}))
    assert "Sources checked: 1; that could not be checked: 2." in run("check_links")
    assert SourceFinding.objects.get().source.key == "c"


def test_a_link_that_lives_again_is_no_longer_seen(outside: Services) -> None:
    factory.source("page", url=f"{outside.base}/page")
    run("check_links")
    outside.says("/page", Reply(b"Back"))
    run("check_links")
    assert SourceFinding.objects.open().get().gone_at is not None


def test_a_host_that_is_gone_is_dead_only_while_others_answer(
    outside: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = socket.getaddrinfo

    def look_up(host: str, *args: Any, **kwargs: Any) -> Any:
        if host == "127.0.0.1":
            return known(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    factory.source("gone", url="https://gone.example.org/")
    assert "gone: could not tell" in run("check_links")
    assert queue() == []
    outside.says("/page", Reply(b"Here"))
    factory.source("here", url=f"{outside.base}/page")
    run("check_links")
    assert queue() == [("gone", "dead-link", "web")]


def test_no_link_into_a_private_network_is_asked(outside: Services, settings: Any) -> None:
    settings.PRIVATE_LINK_HOSTS = []
    factory.source("inside", url=f"{outside.base}/page")
    assert "leads into a private network" in run("check_links")
    assert outside.asked == []
    assert queue() == []
