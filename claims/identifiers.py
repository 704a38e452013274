"""Identifiers in the one form that they are stored in: slugs, DOIs and PMIDs. Pure text to text."""

import re

#: What a slug of a claim, question, caveat, page or picture may be.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 80
#: ISO 26324 in the shape that Crossref recommends matching.
DOI = r"^10\.\d{4,9}/\S+$"
PMID = r"^[1-9]\d{0,8}$"


def normalise_doi(text: str) -> str:
    """Return a DOI in lower case without the resolver's address or “doi:” before it."""
    return re.sub(r"^(https?://)?(dx\.)?(doi\.org/|doi:)\s*", "", text.strip().lower())


def normalise_pmid(text: str) -> str:
    """Return a PMID as digits, without “PMID:”, an address or leading noughts before it."""
    return re.sub(r"^(https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)?0*(\d+)/?$", r"\2", text.strip().lower())
