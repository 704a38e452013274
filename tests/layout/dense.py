"""The densest page there could be: each paragraph makes three claims, each with all the caveats a note may hold.

``build`` adds it, and a report whose status can be looked up, to the scene of the whole-site tests.
"""

from accounts.models import User
from claims.models import Claim
from moderation.actions import raise_flag
from tests import factory

DENSE = "the-densest-page"
RECEIPT = "7F3K-92QD-XM4P"
PARAGRAPHS = 8
LONG = (
    "This was seen in a few people whose skin was unlike yours, over a few weeks, and by those who sell it; "
    "so nobody can say how often it happens, how long it lasts, or what it does to {number}."
)


def build() -> None:
    """Publish the page, and raise the report."""
    edith, mo = User.objects.get(username="edith"), User.objects.get(username="mo")
    caveats = [
        factory.caveat(f"dense-{severity}-{number}", severity, LONG.format(number=f"skin of kind {number}"))
        for number, severity in enumerate(("stop", "stop", "caution", "note"))
    ]
    for number in range(PARAGRAPHS * 3):
        statement = f"Dense claim {number} says a thing that is put otherwise on the page."
        chosen = tuple(caveats[number % 4 :] + caveats[: number % 4])
        factory.signed(f"dense-{number}", by=mo, statement=statement, caveats=chosen)
    copy = factory.article(DENSE, by=edith, title="The densest page", body=body(), summary=summary())
    factory.published(copy, by=edith)
    raise_flag(claim=Claim.objects.get(slug="dense-0"), doubt="not-true", words="I read otherwise.", token=RECEIPT)


def body() -> str:
    """Return three sections of short paragraphs that each make three claims."""
    marks = [f"[words {number}](claim:dense-{number})" for number in range(PARAGRAPHS * 3)]
    paragraphs = [f"Say {', '.join(marks[first : first + 3])}." for first in range(0, len(marks), 3)]
    paragraphs[2:2] = ["## Second section"]
    paragraphs[6:6] = ["Nothing here.", "## Third section", "A paragraph that makes no claim."]
    return "\n\n".join(paragraphs)


def summary() -> str:
    """Return a summary that makes a claim of its own."""
    return "In short, [words 0](claim:dense-0)."
