"""Rows of the Retraction Watch file, in its columns."""

HEADER = (
    b"Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    b"RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,"
    b"Paywalled,Notes"
)


def csv_row(
    *,
    nature: str = "Retraction",
    on: str = "8/1/2023 0:00",
    doi: str = "10.1000/abc",
    pmid: str = "0",
    notice: str = "10.1000/notice",
    title: bytes = b"A study",
) -> bytes:
    """Return one row, as bytes."""
    rest = (
        f',(HSC) Medicine;,"A Clinic, Town;",J Examples,Examples Ltd,Freedonia,A Writer;B Writer,,Research Article;,'
        f"{on},{notice},0,9/24/2021 0:00,{doi},{pmid},{nature},+Concerns/Issues About Data;,No,\r\n"
    )
    return b"50438," + title + rest.encode()


def csv_lines(*rows: bytes) -> list[bytes]:
    """Return the lines of a file with these rows."""
    return [HEADER + b"\r\n", *rows]
