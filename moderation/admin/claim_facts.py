"""All that a moderator needs to know of a claim to decide about it, read for one screen."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from claims.admin.signoff import seen
from claims.admin.words import Row as Fact
from claims.admin.words import compare
from claims.choices import Read, Relation, Tier, Verdict, Verification
from claims.differences import differences
from claims.faces import ClaimFace, EvidenceFace
from claims.models import Claim, ClaimVersion
from claims.queries import newest_face, row_face, rows
from moderation.models import Flag, FlagStep
from publishing.queries import made_on


@dataclass(frozen=True)
class Told:
    """A claim as readers see it and as it would be signed off, with its sources, history, pages and flags."""

    claim: Claim
    public: ClaimFace
    proposed: ClaimFace
    seen: str
    signed: ClaimFace | None
    changes: list[str]
    made_on: list[tuple[str, str, bool]]
    flags: list[tuple[Flag, FlagStep | None]]

    @property
    def edit_url(self) -> str:
        """Where its row is changed."""
        return reverse("admin:claims_claim_change", args=[self.claim.pk])

    @property
    def sign_off_url(self) -> str:
        """Where it is signed off, given a notice, or taken back."""
        return reverse("admin:claims_claim_sign_off", args=[self.claim.pk])

    @property
    def public_url(self) -> str:
        """Where readers see it."""
        return reverse("claims:claim", args=[self.claim.slug])

    @property
    def is_waiting(self) -> bool:
        """Whether it would be signed off as something else than readers see."""
        return self.proposed != self.public

    @property
    def comparison(self) -> list[Fact]:
        """The facts that differ, the words told apart; all of them where nobody signed it off yet."""
        return [fact for fact in compare(self.public, self.proposed) if fact.change]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Each source with what it says and what was read of it, as it would be signed off."""
        return [_source(each) for each in self.proposed.evidence]


def told(slug: str) -> Told:
    """Read what is known of a public claim, in a fixed number of queries. Raises Claim.DoesNotExist."""
    claim = rows(Claim.objects.filter(slug=slug)).get()
    public = newest_face(claim)
    if public is None:
        raise Claim.DoesNotExist(slug)
    proposed = row_face(claim, public)
    signed = _signed(claim)
    return Told(
        claim=claim,
        public=public,
        proposed=proposed,
        seen=seen(claim),
        signed=signed,
        changes=differences(signed, proposed) if signed else [],
        made_on=made_on(slug),
        flags=flags_on(Flag.objects.about_claim(slug)),
    )


def _signed(claim: Claim) -> ClaimFace | None:
    """Return the newest version that a moderator signed off: judged, and without a notice."""
    versions = ClaimVersion.objects.filter(claim=claim).exclude(verdict=Verdict.UNREVIEWED).order_by("-number")
    signed = versions.filter(face__notice="").first()
    return signed.as_face() if signed else None


def flags_on(flags: Any) -> list[tuple[Flag, FlagStep | None]]:
    """Return flags, the newest first, each with its newest step."""
    found = flags.select_related("claim", "page").prefetch_related("steps").order_by("-raised_at")[:20]
    return [(flag, max(flag.steps.all(), key=lambda step: step.number, default=None)) for flag in found]


def _source(evidence: EvidenceFace) -> dict[str, Any]:
    source = evidence.source
    return {
        "evidence": evidence,
        "work": source,
        "relation": Relation(evidence.relation).label,
        "read": Read(evidence.read).label if evidence.read else "",
        "tier": Tier(source.tier).label if source.tier else "",
        "verification": Verification(source.verification).label,
    }
