"""The Retraction Watch file, with the mistakes that it comes with."""

import pytest

from claims.outside.retraction_watch import BadRow, Entry, NotTheFile, notice_on, read
from claims.outside.works import NoticeKind

from .retraction_rows import HEADER, csv_lines, csv_row


def entries(*rows: bytes) -> list[Entry]:
    return [each for each in read(csv_lines(*rows)) if isinstance(each, Entry)]


def test_a_row_tells_what_happened_to_which_work_and_when() -> None:
    (entry,) = entries(csv_row(nature="Retraction", on="8/16/2023 0:00", doi="10.1000/ABC", pmid="77"))
    assert (entry.nature, entry.doi, entry.pmid, str(entry.on)) == ("retraction", "10.1000/abc", "77", "2023-08-16")


@pytest.mark.parametrize(("doi", "pmid"), [("unavailable", "0"), ("Unavailable", ""), ("", "0"), ("n/a", "none")])
def test_an_unknown_doi_or_pmid_is_none(doi: str, pmid: str) -> None:
    (entry,) = entries(csv_row(doi=doi, pmid=pmid))
    assert (entry.doi, entry.pmid) == ("", "")


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    (first, *rest) = csv_lines(csv_row())
    assert len(list(read([b"\xef\xbb\xbf" + first, *rest]))) == 1


def test_bytes_that_are_not_utf8_spoil_nothing() -> None:
    (entry,) = entries(csv_row(doi="10.1000/abc", title="Études".encode("cp1252")))
    assert entry.doi == "10.1000/abc"


def test_a_column_more_at_the_end_spoils_nothing() -> None:
    lines = [HEADER + b",\r\n", csv_row(doi="10.1000/abc").rstrip() + b",\r\n"]
    assert [each.doi for each in read(lines) if isinstance(each, Entry)] == ["10.1000/abc"]


def test_a_title_may_run_over_lines() -> None:
    rows = csv_lines(csv_row(title=b'"One, ""two""\nthree"', doi="10.1000/abc"), csv_row(doi="10.1000/b"))
    assert [each.doi for each in read(b"".join(rows).splitlines(keepends=True)) if isinstance(each, Entry)] == [
        "10.1000/abc",
        "10.1000/b",
    ]


def test_a_row_that_cannot_be_read_is_named_by_its_line() -> None:
    found = list(read(csv_lines(csv_row(), b"12,too,short\r\n", csv_row(nature="Vanished"), csv_row())))
    bad = [each for each in found if isinstance(each, BadRow)]
    assert [(each.line, each.why) for each in bad] == [
        (3, "it ends before RetractionDate"),
        (4, "its nature is “vanished”"),
    ]
    assert len(found) == 4


def test_a_field_without_an_end_costs_its_own_row_only() -> None:
    endless = b'1,"' + b"x" * 140_000 + b"\r\n"
    found = list(read(csv_lines(endless, csv_row(doi="10.1000/abc"))))
    assert isinstance(found[0], BadRow)
    assert isinstance(found[-1], Entry)


@pytest.mark.parametrize("content", [b"", b"<html><body>Sign in</body></html>\n", b"Record ID,Title\r\n1,A\r\n"])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotTheFile, match="RetractionDate is missing"):
        list(read(content.splitlines(keepends=True)))


def test_a_later_correction_takes_no_retraction_back() -> None:
    rows = entries(csv_row(nature="Correction", on="2/1/2024 0:00"), csv_row(on="8/1/2023 0:00", notice="10.1/n"))
    notice = notice_on(rows)
    assert notice is not None
    assert (notice.kind, notice.on, notice.link) == (NoticeKind.RETRACTED, "2023-08-01", "https://doi.org/10.1/n")


def test_a_reinstatement_takes_an_earlier_retraction_back_but_no_later_one() -> None:
    back = csv_row(nature="Reinstatement", on="1/1/2024 0:00")
    assert notice_on(entries(csv_row(on="8/1/2023 0:00"), back)) is None
    assert notice_on(entries(csv_row(on="8/1/2024 0:00"), back)) is not None
    assert notice_on(entries(csv_row(on="unknown"), back)) is not None


def test_a_doubt_is_told_and_a_correction_is_not() -> None:
    doubt = notice_on(entries(csv_row(nature="Expression of concern")))
    assert doubt is not None and doubt.kind == NoticeKind.CONCERN
    assert notice_on(entries(csv_row(nature="Correction"))) is None
    assert notice_on([]) is None
