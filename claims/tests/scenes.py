"""What the tests of the register's public pages share: a claim with all that a face can have."""

from typing import Any

from django.test import Client

from accounts.models import User
from claims.models import Claim
from tests import factory

#: Words that mean something to HTML, BibTeX, RIS, JSON, CSV and spreadsheets.
HOSTILE = (
    '=1+1} {{ \\x “q” "q" & 100% $a_b^c~ #1 é Ż 漢 @article{a,\nb=c}\r\nER  - \nTY  - JOUR <script>alert(1)</script>'
)


def rich_claim(by: User, slug: str = "it-may-help", **more: Any) -> Claim:
    """Sign off a claim with a question, a light and a grave caveat, and a source."""
    caveats = (factory.caveat("mild", "note", "It is mild."), factory.caveat("harm", "stop", "It can scar."))
    question = more.pop("question", None) or factory.question()
    return factory.signed(slug, by=by, question=question, stance=more.pop("stance", "yes"), caveats=caveats, **more)


def words(client: Client, address: str, status: int = 200) -> str:
    """Return what an address answers."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()
