"""The one factory: rows and records for tests, made through the same actions that people use."""

from datetime import datetime
from typing import Any

from accounts.models import User
from articles.models import Article
from claims import actions as claim_actions
from claims.models import Caveat, Claim, ClaimCaveat, Evidence, Question, Source
from publishing import actions
from publishing.models import Publication, Topic, WorkingCopy
from publishing.plans import plan
from treatments.models import AftercareChecklist, ChecklistItem, Contraindication, Treatment


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
    columns = {"statement": "It may help a little.", "about": "condition", **more}
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


def topic(slug: str = "safety", **more: Any) -> Topic:
    """Return the topic of that slug, made if need be."""
    columns = {"title": slug.capitalize(), "summary": "What is found here.", "position": 1}
    found, _made = Topic.objects.get_or_create(slug=slug, defaults={**columns, **more})
    return found


def article(slug: str = "what-helps", *, by: User, **more: Any) -> Article:
    """Make an article's working copy."""
    columns = {
        "title": "What helps?",
        "summary": "What was found.",
        "covers": "Covers what was found.",
        "body": "## Found\n\nNothing to say yet.",
    }
    return actions.save_copy(copy=Article(**{**columns, **more}), by=by, slug=slug, kind="article")  # type: ignore[return-value]


def treatment(slug: str = "needling", *, by: User, rows: dict[str, Any] | None = None, **more: Any) -> Treatment:
    """Make a treatment's working copy that can be published; ``rows`` take the place of its contraindication."""
    columns = {
        "title": "Needling",
        "summary": "What was found.",
        "covers": "Covers what was found.",
        "what_it_is": "Fine needles go in and out.",
    }
    copy = Treatment(**{**columns, **more})
    reason = Contraindication(severity="stop", text="You are pregnant or breastfeeding.")
    for name, each in {"contraindications": [reason], **(rows or {})}.items():
        copy.type_in(name, each)
    return actions.save_copy(copy=copy, by=by, slug=slug, kind="treatment")  # type: ignore[return-value]


def checklist(
    slug: str = "after-needling", *, by: User, items: list[ChecklistItem] | None = None, **more: Any
) -> AftercareChecklist:
    """Make a checklist's working copy that can be published; ``items`` come before its two reasons to get help."""
    copy = AftercareChecklist(
        **{"title": "After needling", "summary": "Step by step.", "covers": "Covers each step.", **more}
    )
    steps = [ChecklistItem(kind="do", text="Keep it clean.", starts_h=0)] if items is None else items
    copy.type_in("items", [*steps, *help_items()])
    return actions.save_copy(copy=copy, by=by, slug=slug, kind="aftercare")  # type: ignore[return-value]


def help_items() -> list[ChecklistItem]:
    """Return one reason to call an emergency number and one to get help the same day, unsaved."""
    return [
        ChecklistItem(kind="get-help", urgency="emergency", text="You find it hard to breathe."),
        ChecklistItem(kind="get-help", urgency="same-day", text="Pus comes out."),
    ]


def published(
    copy: WorkingCopy, *, by: User, note: str = "First version.", live_at: datetime | None = None, **more: Any
) -> Publication:
    """Publish a working copy, with all of its warnings acknowledged."""
    seen = [issue.key for issue in plan(copy, change_note=note).warnings]
    return actions.publish(copy=copy, by=by, change_note=note, acknowledged=seen, live_at=live_at, **more)
