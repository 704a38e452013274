"""What a reader asks of the search, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from claims.choices import Verdict
from claims.indexing import CLAIM
from claims.queries import slugs_judged
from search.asking import Asked
from search.models import Entry

from .groups import Group, group, groups

#: Longer questions are cut: this is more than anybody types.
LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """Words and choices; a choice that is not known is as good as none. ``every`` is false where any word is enough."""

    words: str = ""
    kind: str = ""
    verdict: str = ""
    every: bool = True

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        """Read the reader's choices from the address."""
        words = " ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST]
        kind, verdict = query.get("kind", ""), query.get("verdict", "")
        return cls(
            words=words,
            kind=kind if group(kind) else "",
            verdict=verdict if kind == CLAIM and verdict in Verdict.values else "",
        )

    @cached_property
    def asked(self) -> Asked:
        """The words, as the index understands them."""
        return Asked.of(self.words, every=self.every)

    @property
    def group(self) -> Group | None:
        """The kinds that were chosen; None for all."""
        return group(self.kind)

    def found(self) -> Any:
        """Return all that readers can find now by the words, the best first."""
        return Entry.objects.live().search(self.asked)

    def chosen(self) -> Any:
        """Return what of it fits the choices, too."""
        entries = self.found()
        if self.group:
            entries = entries.filter(kind__in=self.group.kinds)
        return entries.filter(key__in=slugs_judged(self.verdict)) if self.verdict else entries

    def counts(self) -> list[tuple[Group, int, str]]:
        """Return each group in which something is found, with how much and the address that chooses it."""
        rows = self.found().order_by().values_list("kind").annotate(Count("pk"))
        numbers = dict(rows)
        found = ((each, sum(numbers.get(kind, 0) for kind in each.kinds)) for each in groups())
        return [(each, number, self.url(kind=each.value, verdict="")) for each, number in found if number]

    def verdicts(self) -> list[tuple[str, str, str]]:
        """Return stored value and words of each verdict, and the address that chooses it."""
        return [(value, str(words), self.url(verdict=value)) for value, words in Verdict.choices]

    @property
    def all_url(self) -> str:
        """The address of the same words without choices."""
        return self.url(kind="", verdict="")

    @property
    def any_verdict_url(self) -> str:
        """The address of the same search for claims of all verdicts."""
        return self.url(verdict="")

    def url(self, **changes: str) -> str:
        """Return the address of the same search with other choices."""
        other = replace(self, **changes)  # type: ignore[arg-type]  # all that can be chosen is a string
        query = {"q": other.words, "kind": other.kind, "verdict": other.verdict}
        return "?" + urlencode({name: value for name, value in query.items() if value})
