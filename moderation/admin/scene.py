"""All that a moderator needs to judge one flag, gathered in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from claims.admin.signoff import seen as fingerprint
from claims.admin.words import Row, compare
from claims.choices import Relation, Verification
from claims.differences import differences
from claims.faces import ClaimFace, EvidenceFace
from claims.models import Claim, ClaimVersion
from claims.queries import newest_face, row_face, rows
from moderation.actions.deciding import why_not_undone
from moderation.choices import OPEN, State
from moderation.models import Flag, FlagStep, Hold, StockReason
from moderation.queries import already_judged
from moderation.queue.flags import key_of
from publishing.models import Page, Publication, PublishedClaim
from publishing.queries import pages_making

from .passage import Passage, passage_of, text_of

#: So many other flags are listed; a flood has its own list in the admin.
SHOWN = 50


def flags() -> QuerySet[Flag]:
    """Return flags with what their screen shows of them."""
    return Flag.objects.select_related("claim", "page", "raised_by")


@dataclass
class Scene:
    """One flag, what it is about as readers see it now, and what was done with it."""

    request: HttpRequest
    flag: Flag

    @cached_property
    def steps(self) -> list[FlagStep]:
        """Its steps, the newest first."""
        linked = ("by", "same_as", "claim_version", "withdrawal__page", "correction", "sent_back")
        return list(FlagStep.objects.filter(flag=self.flag).select_related(*linked).order_by("-number"))

    @property
    def seen(self) -> int:
        """The number of the newest step; 0 where there is none."""
        return self.steps[0].number if self.steps else 0

    @cached_property
    def claim(self) -> Claim | None:
        """The claim's row with all that its faces are made of."""
        return rows(Claim.objects.filter(pk=self.flag.claim_id)).get() if self.flag.claim_id else None

    @cached_property
    def face(self) -> ClaimFace | None:
        """The claim as readers see it now."""
        return newest_face(self.claim) if self.claim else None

    @cached_property
    def fingerprint(self) -> str:
        """What a sign-off would make public, in short: it is refused if that changed meanwhile."""
        return fingerprint(self.claim) if self.claim else ""

    @property
    def evidence(self) -> list[tuple[EvidenceFace, str, str]]:
        """What sources say of the claim, each with what it does for it and whether the source was found, in words."""
        shown = self.face.evidence if self.face else ()
        return [(each, str(Relation(each.relation).label), str(Verification(each.source.verification).label))
                for each in shown]  # fmt: skip

    @cached_property
    def waiting(self) -> list[Row]:
        """What of the claim's row waits for a sign-off."""
        if self.claim is None or self.face is None:
            return []
        return [row for row in compare(self.face, row_face(self.claim, self.face)) if row.change]

    @cached_property
    def changed(self) -> list[str]:
        """What readers see otherwise of the claim than whoever raised the flag saw."""
        if self.face is None or self.face.number == self.flag.claim_number:
            return []
        then = ClaimVersion.objects.filter(claim=self.flag.claim_id, number=self.flag.claim_number).first()
        return differences(then.as_face(), self.face) if then else []

    @cached_property
    def made(self) -> list[PublishedClaim]:
        """Where the claim stands on live pages: whoever reads those sees at once what changes."""
        return pages_making(self.claim.slug) if self.claim else []

    @property
    def reach(self) -> int:
        """How many live pages make or report the claim."""
        return len(self.made)

    @cached_property
    def live(self) -> Publication | None:
        """What readers can read of the flag's page."""
        shown = Publication.objects.shown().filter(page=self.flag.page_id)
        return shown.select_related("page").defer("content").first() if self.flag.page_id else None

    @cached_property
    def pages(self) -> list[tuple[Page, str]]:
        """The live pages that may be sent back or withdrawn, each with its title: the flag's own first."""
        own = [self.live] if self.live else []
        found = {each.page: each.title for each in (*own, *(row.publication for row in self.made))}
        return list(found.items())

    @cached_property
    def passage(self) -> Passage | None:
        """Where the flagged words stand now."""
        if self.flag.page is None or not self.flag.quote:
            return None
        return passage_of(self.request, self.flag, text_of(self.request, self.flag.page))

    @cached_property
    def alike(self) -> list[Flag]:
        """The newest of the other flags of the same claim or page."""
        return list(self._alike[:SHOWN])

    @cached_property
    def alike_count(self) -> int:
        """How many others there are."""
        return len(self.alike) if len(self.alike) < SHOWN else self._alike.count()

    @cached_property
    def open_alike(self) -> list[Flag]:
        """The others that nobody has judged yet, each with ``newest``, the number of its newest step."""
        if not self.flag.is_open:
            return []
        newest = FlagStep.objects.filter(flag=OuterRef("pk")).order_by("-number").values("number")[:1]
        waiting = self._alike.filter(state__in=OPEN).order_by("pk")
        return list(waiting.annotate(newest=Coalesce(Subquery(newest), 0)))

    @property
    def others_seen(self) -> str:
        """What the screen shows of them, in short: each key with the number of the newest step."""
        return ",".join(f"{each.pk}:{vars(each)['newest']}" for each in self.open_alike)

    @property
    def row_key(self) -> str:
        """The key of the row in which the queue has it."""
        return key_of(self.flag)

    @cached_property
    def hold(self) -> Hold | None:
        """Who is on that row."""
        return Hold.objects.standing().filter(key=self.row_key).first()

    @property
    def is_mine(self) -> bool:
        """Whether it is this moderator."""
        return self.hold is not None and self.hold.by_id == self.request.user.pk

    @cached_property
    def leads(self) -> list[Flag]:
        """The earlier ones that this flag may be the same as, the first of them first."""
        earlier = self._alike.filter(raised_at__lte=self.flag.raised_at).exclude(state=State.DUPLICATE)
        return list(earlier.order_by("raised_at", "pk")[:SHOWN])

    @property
    def _alike(self) -> QuerySet[Flag]:
        return flags().like(self.flag)  # type: ignore[attr-defined]

    @cached_property
    def judged(self) -> FlagStep | None:
        """How an earlier flag of the same thing was judged, where that is unchanged since."""
        return already_judged(self.flag)

    @cached_property
    def stock(self) -> list[StockReason]:
        """All reasons that are at hand."""
        return list(StockReason.objects.all())

    @property
    def may_undo(self) -> bool:
        """Whether the newest step is this moderator's own mis-click to take back."""
        return bool(self.steps) and not why_not_undone(self.steps[0], self.request.user)
