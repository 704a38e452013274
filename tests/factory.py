"""The one factory: rows and records for tests, made through the same actions that people use."""

from datetime import datetime
from typing import Any

from accounts.models import User
from articles.models import Article
from claims import actions as claim_actions
from claims.models import Caveat, Claim, ClaimCaveat, Evidence, Question, Source
from publishing import actions
from publishing.models import Publication
from publishing.plans import plan


def caveat(
    slug: str = "not-sure", severity: str = "caution", text: str = "Nobody has studied this.", **more: Any
) -> Caveat:
    """Return the caveat of that slug, made if need be."""
    found, _made = Caveat.objects.get_or_create(slug=slug, defaults={"severity": severity, "text": text, **more})
    return found


def source(key: str = "review-2020", **more: Any) -> Source:
    """Return the source of that key, made if need be."""
    columns = {
        "type": "journal article",
        "tier": "review",
        "title": f"A review, {key}",
        "verification": "verified",
    }
    found, _made = Source.objects.get_or_create(key=key, defaults={**columns, **more})
    return found


def question(slug: str = "does-it-help", **more: Any) -> Question:
    """Return the question of that slug, made if need be."""
    found, _made = Question.objects.get_or_create(slug=slug, defaults={"text": "Does it help?", **more})
    return found


def claim(
    slug: str = "it-may-help", *, caveats: tuple[Caveat, ...] | None = None, backed: bool = True, **more: Any
) -> Claim:
    """Make a claim with a caveat and a source that supports it."""
    columns = {"statement": "It may help a little.", "about": "effect", **more}
    made = Claim.objects.create(slug=slug, **columns)
    for position, each in enumerate((caveat(),) if caveats is None else caveats):
        ClaimCaveat.objects.create(claim=made, caveat=each, position=position)
    if backed:
        Evidence.objects.create(claim=made, source=source(), relation="supports", read="abstract")
    return made


def signed(
    slug: str = "it-may-help", *, by: User, verdict: str = "supported", certainty: str = "low", **more: Any
) -> Claim:
    """Make a claim and sign it off."""
    made = claim(slug, **more)
    claim_actions.sign_off(claim=made, verdict=verdict, certainty=certainty, reasons="As the review says.", by=by)
    return made


def article(slug: str = "what-helps", *, by: User, **more: Any) -> Article:
    """Make an article's working copy."""
    columns = {
        "title": "What helps?",
        "summary": "What was found.",
        "body": "## Found\n\nNothing to say yet.",
    }
    return actions.save_copy(copy=Article(**{**columns, **more}), by=by, slug=slug, kind="article")  # type: ignore[return-value]


def published(copy: Article, *, by: User, note: str = "First version.", live_at: datetime | None = None) -> Publication:
    """Publish a working copy, with all of its warnings acknowledged."""
    seen = [issue.key for issue in plan(copy, change_note=note).warnings]
    return actions.publish(copy=copy, by=by, change_note=note, acknowledged=seen, live_at=live_at)
