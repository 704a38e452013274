"""What the claim finder finds on a page, and what of it is settled."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from claims.finder import Finding, Watched, find
from claims.models import WatchWord

from . import kinds
from .kinds import Kind, Snapshot, Text
from .models import FindingDecision, Page, Publication
from .models.findings import Why

#: The newest decision on each sentence of a page, by fingerprint.
Decisions = Mapping[str, FindingDecision]
NONE: Decisions = {}
TITLE = "title"
#: How many texts are remembered with what was found in them; the longest that a page has is some 20 kB.
_REMEMBERED = 1024


@dataclass(frozen=True)
class PageFinding:
    """A finding with the field and line where an editor goes to mend it, and the newest decision on it, if any."""

    finding: Finding
    field: str
    label: Any
    line: int
    decision: FindingDecision | None = None

    @cached_property
    def fingerprint(self) -> str:
        """What the sentence is known by."""
        return _fingerprint_of(self.finding)

    @property
    def decision_pk(self) -> int:
        """The key of the newest decision (0: none), by which it is known what somebody saw of it."""
        return self.decision.pk if self.decision else 0

    @property
    def is_settled(self) -> bool:
        """Whether it stands in the way no more; a risky one takes a moderator's nod where four eyes are asked for."""
        return self._is_answered and (not self.waits_for_nod or not settings.FOUR_EYES)

    @property
    def waits_for_nod(self) -> bool:
        """Whether it is risky, and an editor gave a reason that no moderator has agreed to yet."""
        decision = self.decision
        if decision is None or decision.is_open or not self.finding.risky:
            return False
        # Who settled it as a plain claim did not say that it may overstate.
        return not (decision.is_nod and decision.is_risky)

    @property
    def is_to_be_seen(self) -> bool:
        """Whether somebody has to look at it still: it is not settled, or a moderator has not seen the reason."""
        return self.waits_for_nod or not self.is_settled

    @property
    def _is_answered(self) -> bool:
        return self.decision is not None and not self.decision.is_open


def fingerprint(sentence: str) -> str:
    """Return the SHA-256 of a sentence as it is written, however its lines are broken.

    One that stands in a block quote is written with "> " before it: a reason given for what the page quotes is none
    once the page says it in its own voice.
    """
    return hashlib.sha256(" ".join(sentence.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _fingerprint_of(finding: Finding) -> str:
    return fingerprint(f"> {finding.text}" if finding.quoted else finding.text)


def findings(kind: Kind, snapshot: Snapshot, page: Page) -> list[PageFinding]:
    """Return what is found in a page's title and texts, in its order, each with the newest decision on it."""
    decided = newest_decisions([page.pk])[page.pk] if page.pk else NONE
    return list(_in_snapshot(kind, snapshot, WatchWord.objects.as_watched(), decided))


def unsettled(found: Iterable[PageFinding]) -> list[PageFinding]:
    """Keep what stands in the way of publishing (a risky one) or asks for an acknowledgement."""
    return [each for each in found if not each.is_settled]


def live_findings() -> list[tuple[Publication, list[PageFinding]]]:
    """Return every publication that readers see now, with what is found in it, settled or not. Three queries."""
    shown = list(Publication.objects.shown().select_related("page"))
    watch, decided = WatchWord.objects.as_watched(), newest_decisions([each.page_id for each in shown])
    return [(each, list(_in_publication(each, watch, decided[each.page_id]))) for each in shown]


def copy_findings() -> Iterator[tuple[Any, list[PageFinding]]]:
    """Yield every working copy, with what is found in it, settled or not."""
    for kind in kinds.all_kinds():
        for copy in kind.copies.select_related("page").order_by("pk"):
            yield copy, findings(kind, kind.snapshot(copy), copy.page)


def copies_waiting() -> Iterator[tuple[Any, list[PageFinding]]]:
    """Yield each working copy with sentences whose reason waits for a moderator's nod, and those sentences."""
    newer = FindingDecision._base_manager.filter(
        page=OuterRef("page"), fingerprint=OuterRef("fingerprint"), pk__gt=OuterRef("pk")
    )
    given = FindingDecision.objects.filter(~Exists(newer), is_risky=True, is_nod=False).exclude(why=Why.AGAIN)
    waiting = set(given.values_list("page", flat=True))
    for kind in kinds.all_kinds() if waiting else ():
        for copy in kind.copies.select_related("page").filter(page__in=waiting).order_by("pk"):
            found = findings(kind, kind.snapshot(copy), copy.page)
            yield copy, [each for each in found if each.waits_for_nod]


def newest_decisions(pages: Collection[int]) -> dict[int, dict[str, FindingDecision]]:
    """Return the newest decision on each sentence of these pages, by page and fingerprint. One query."""
    decided: dict[int, dict[str, FindingDecision]] = defaultdict(dict)
    for row in FindingDecision.objects.filter(page__in=pages).order_by("pk"):
        decided[row.page_id][row.fingerprint] = row
    return decided


def _in_publication(publication: Publication, watch: tuple[Watched, ...], decided: Decisions) -> Iterator[PageFinding]:
    kind = kinds.get(publication.page.kind)
    return _in_snapshot(kind, kind.upgraded(publication.content), watch, decided)


def _in_snapshot(
    kind: Kind, snapshot: Snapshot, watch: tuple[Watched, ...], decided: Decisions
) -> Iterator[PageFinding]:
    for finding in _found(snapshot.get("title", ""), watch):
        yield PageFinding(finding, TITLE, _("Title"), 0, decided.get(_fingerprint_of(finding)))
    for text in kind.texts(snapshot):
        for line, finding in _in_text(text, watch):
            yield PageFinding(finding, text.field, text.label, line, decided.get(_fingerprint_of(finding)))


def _in_text(text: Text, watch: tuple[Watched, ...]) -> Iterator[tuple[int, Finding]]:
    """Yield what is found in a text, each with its line; a row says by itself what backs it, so only its wording."""
    if text.is_plain and not text.is_bare:
        rows = enumerate(text.words.split("\n"), start=text.line + 1)
        yield from ((line, found) for line, row in rows for found in _found(row, watch) if found.risky)
    else:
        for found in _found(text.words, watch):
            yield text.line + text.words.count("\n", 0, found.start) + 1, found


@lru_cache(maxsize=_REMEMBERED)
def _found(words: str, watch: tuple[Watched, ...]) -> tuple[Finding, ...]:
    return tuple(find(words, watch))
