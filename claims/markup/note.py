"""A note: what stands beside a claim. Its properties are what the template ``claims/_note.html`` shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from claims.choices import About, Certainty, Severity, Verdict
from claims.faces import RECHECKED, CaveatFace, ClaimFace

#: A note is never a wall: past about this many words the lesser caveats fold away.
OPEN_WORDS = 60


@dataclass(frozen=True)
class NoteCaveat:
    """One caveat as a note shows it: in full, or as a link to ``above``, where it stands in full."""

    caveat: CaveatFace
    id: str
    above: str = ""
    is_folded: bool = False


@dataclass(frozen=True)
class Note:
    """The note of one claim in one section.

    ``words`` are the different words that make the claim there; ``reported`` says that the page makes it
    nowhere. ``as_above`` are slugs of caveats that stand in full in the note ``above``, which is just before.
    """

    face: ClaimFace
    number: int
    id: str
    words: tuple[str, ...] = ()
    reported: bool = False
    as_above: frozenset[str] = frozenset()
    above: str = ""

    @property
    def html(self) -> SafeString:
        """The note as readers get it, from its template. It is kept, as most pages share their notes."""
        render = _html.__wrapped__ if settings.DEBUG else _html
        return render(self, get_language())

    @cached_property
    def caveats(self) -> tuple[NoteCaveat, ...]:
        """Its caveats, the gravest first and always in full."""
        return tuple(self._caveats())

    def _caveats(self) -> Iterator[NoteCaveat]:
        words = 0
        for position, caveat in enumerate(self.face.caveats_by_gravity):
            if position and caveat.slug in self.as_above:
                yield NoteCaveat(caveat, "", caveat_id(self.above, caveat.slug))
                continue
            words += len(caveat.text.split())
            is_folded = position > 0 and caveat.severity != Severity.STOP and words > OPEN_WORDS
            yield NoteCaveat(caveat, caveat_id(self.id, caveat.slug), is_folded=is_folded)

    @property
    def open_caveats(self) -> list[NoteCaveat]:
        """The caveats that stand open."""
        return [each for each in self.caveats if not each.is_folded]

    @property
    def folded_caveats(self) -> list[NoteCaveat]:
        """The lesser caveats, behind “More to know”."""
        return [each for each in self.caveats if each.is_folded]

    @property
    def in_full(self) -> frozenset[CaveatFace]:
        """The caveats that the next note need not say again."""
        return frozenset(each.caveat for each in self.open_caveats if not each.above)

    @property
    def severity(self) -> str:
        """How grave its gravest caveat is; a claim without one calls for care."""
        return self.face.gravity or Severity.CAUTION.value

    @property
    def caution_label(self) -> str:
        """The words before what is said of a claim without caveats."""
        return str(Severity.CAUTION.label)

    @property
    def label(self) -> str:
        """Its name for those who hear it."""
        return _("Note %(number)s: %(verdict)s") % {"number": self.number, "verdict": self.face.verdict_words}

    @property
    def differs(self) -> bool:
        """Whether the page says the claim in other words than the register."""
        statement = normal(self.face.statement)
        return any(normal(words) != statement for words in self.words)

    @property
    def notice(self) -> str:
        """What the notice says after “Being re-checked”, without saying that twice."""
        said = re.escape(_(RECHECKED))
        return re.sub(rf"^({said}|being re-?checked)\W*", "", self.face.notice_words.strip(), flags=re.IGNORECASE)

    @property
    def dots(self) -> str:
        """Certainty in four dots; empty where it is not graded."""
        filled = self.face.dots
        return "●" * filled + "○" * (4 - filled) if filled else ""

    @property
    def evidence(self) -> str:
        """How sure the evidence makes us; empty where it is not graded."""
        words = self.face.certainty_words
        return _("Evidence: %(words)s") % {"words": words} if words else ""

    @property
    def is_unstudied_harm(self) -> bool:
        """Whether “not backed by evidence” could be taken for “safe”."""
        face = self.face
        nobody_looked = face.verdict == Verdict.UNSUPPORTED and face.certainty == Certainty.NO_STUDIES
        return nobody_looked and face.about == About.HARM

    @property
    def searched(self) -> str:
        """When studies were looked for, where none was found; the claim's page says where."""
        if self.face.certainty != Certainty.NO_STUDIES or not self.face.searched_on:
            return ""
        return _("Searched %(day)s.") % {"day": in_words(self.face.searched_on)}

    @property
    def sources(self) -> str:
        """How many works are cited."""
        count = self.face.source_count
        if not count:
            return _("No source given.")
        return ngettext("%(count)d source.", "%(count)d sources.", count) % {"count": count}

    @property
    def href(self) -> str:
        """The claim's own page."""
        return claim_path(self.face.slug)

    @property
    def words_href(self) -> str:
        """The way back to the words in the text."""
        return f"#{words_id(self.id)}"

    @property
    def back_label(self) -> str:
        """The name of the way back for those who hear it."""
        return _("%(number)s: back to the text") % {"number": self.number}

    @property
    def successor_href(self) -> str:
        """The page of the claim that took this one's place, if any."""
        return claim_path(self.face.successor) if self.face.successor else ""


@lru_cache(maxsize=2048)
def _html(note: Note, language: str | None) -> SafeString:
    """Render a note. Equal notes are one here: the template may use nothing that is not compared."""
    return render_to_string("claims/_note.html", {"note": note})


def claim_path(slug: str) -> str:
    """Return the address of a claim, which is a promise and never changes."""
    return f"/evidence/{slug}/"


def words_id(note: str, count: int = 1) -> str:
    """Return the id of the words that a note stands for: of the first, or of the ``count``th in its section."""
    return f"{note}-words" if count == 1 else f"{note}-words-{count}"


def caveat_id(note: str, slug: str) -> str:
    """Return the id of a caveat that stands in full in a note."""
    return f"{note}-c-{slug}"


def in_words(day: str) -> str:
    """Return an ISO date as readers see it, “23 November 2026”; anything else as it is."""
    try:
        found = parse_date(day)
    except ValueError:
        found = None
    return date_format(found) if found else day


def normal(words: str) -> str:
    """Return words without case, punctuation and spacing, to compare them."""
    return " ".join(re.findall(r"\w+", words.casefold()))
