"""What a social card says. A claim never stands on one without its verdict and gravest caveats. Pure."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.browsing import Group
from claims.choices import GRADED, Severity, Stage, Verdict, rank
from claims.faces import ClaimFace
from claims.telling import caveats_of, is_unstudied_harm, with_label

#: Raised when cards are drawn in another way, so that nobody keeps the old ones.
DRAWN = 1
ROLES = {
    Verdict.SUPPORTED: "accent",
    Verdict.CONTESTED: "caution",
    Verdict.UNREVIEWED: "soft",
    Severity.NOTE: "note",
    Severity.CAUTION: "caution",
    Severity.STOP: "stop",
}


@dataclass(frozen=True)
class Line:
    """One line under a card's words: its colour's role, whether it is strong, how many of four dots are filled."""

    text: str
    role: str = "ink"
    is_strong: bool = False
    dots: int | None = None


@dataclass(frozen=True)
class Card:
    """A card's words: what kind of thing it is of, its title or statement, and the lines that belong to that."""

    kicker: str
    words: str
    lines: tuple[Line, ...] = ()

    @property
    def alt(self) -> str:
        """Everything that stands on the card, for those who hear it."""
        return " ".join(
            filter(None, (self.kicker and f"{self.kicker}:", self.words, *(line.text for line in self.lines)))
        )

    @property
    def digest(self) -> str:
        """A name that changes with anything that is drawn."""
        drawn = (DRAWN, settings.SITE_NAME, settings.SITE_URL, get_language(), self)
        return sha256(repr(drawn).encode()).hexdigest()


def claim_card(face: ClaimFace) -> Card:
    """Return the card of a claim: statement, verdict, evidence and leading caveats, as they are today."""
    recheck = [Line(_("Being re-checked."), "stop", is_strong=True)] if face.notice else []
    verdict = Line(f"{face.verdict_words}.", verdict_role(face), is_strong=True)
    evidence = [Line(_("Evidence: %(words)s.") % {"words": face.certainty_words}, "soft", dots=_dots(face))]
    unstudied = [Line(_("Nobody has studied this. That does not mean it is safe."), "stop")]
    lines = [*recheck, verdict, *(evidence if face.certainty_words else [])]
    lines += unstudied if is_unstudied_harm(face) else []
    return Card(_("Claim"), f"“{face.statement}”", (*lines, *_caveats(face)))


def question_card(group: Group) -> Card:
    """Return the card of a question: its signed-off answer with the gravest caveat of the claims that answer it."""
    if not group.answer:
        told = _("There is no signed-off answer yet. Compare the claims below.")
        return Card(_("Question"), group.text, (Line(told, "soft"),))
    caveats = [caveat for face in group.faces for caveat in face.caveats_by_gravity[:1]]
    gravest = sorted(caveats, key=lambda caveat: -rank(Severity, caveat.severity))[:1]
    lines = [Line(with_label(caveat), ROLES[Severity(caveat.severity)]) for caveat in gravest]
    return Card(_("Question"), group.text, (Line(group.answer, is_strong=True), *lines))


def site_card() -> Card:
    """Return the card of pages that have none of their own: what this site is."""
    told = _("Each claim with its verdict, its caveats and its sources.")
    return Card("", _("Microneedling for keratosis pilaris: what is known, and what is not"), (Line(told, "accent"),))


def verdict_role(face: ClaimFace) -> str:
    """Return the role of the colour that a claim's verdict has."""
    return "stop" if face.has_lapsed else ROLES.get(Verdict(face.verdict), "stop")


def judged_role(value: str) -> str:
    """Return the role of one of the values that tallies count by: a verdict, or that a check has lapsed."""
    return "stop" if value == Stage.NOT_CHECKED else ROLES.get(Verdict(value), "stop")


def _caveats(face: ClaimFace) -> list[Line]:
    roles = [ROLES[Severity(caveat.severity)] for caveat in face.leading_caveats] or ["caution"]
    return [Line(text, role) for text, role in zip(caveats_of(face), roles, strict=True)]


def _dots(face: ClaimFace) -> int | None:
    return face.dots if face.certainty in GRADED else None
