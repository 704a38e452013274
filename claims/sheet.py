"""A sheet of questions that a reader takes to a clinician: which claims are on it, and what to ask about each.

What is asked is general and gives no advice. It never says more than the claim, which stands below it with its verdict.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .choices import About
from .faces import ClaimFace
from .queries import newest_faces

#: So many claims fit on two sheets of paper with room to write.
MOST = 12
#: An address that names more than this is not one that anybody put together.
MOST_NAMED = 60
MOST_FOUND = 8
SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)

QUESTIONS = {
    About.EFFECT: _("What makes you expect this for me? In whom was it shown?"),
    About.HARM: _("How often do you see this, and what do you do then?"),
    About.CONDITION: _("Does this fit what you see on my skin?"),
    About.RULE: _("Does this rule apply here, and to what you would use?"),
    About.ADVICE: _("Would you do it this way for me? What would you change, and why?"),
    About.EVIDENCE: _("Which studies do you go by, and who took part in them?"),
}

#: Questions that make sense without any claim.
GENERAL = (
    _("What training do you have in this, and how often have you done it on skin like mine?"),
    _("Which device would you use? How is it cleaned, and which of its parts are new for each person?"),
    _("What could I expect, after how long, and how sure is that?"),
    _("What could go wrong, and how often does it? What happens then, and whom can I call, also at night?"),
    _("Is there anything about my health, my skin or my medicines that speaks against it?"),
    _("What else could I do instead? What if I do nothing?"),
    _("What should I do, and not do, before and after?"),
    _("What would it cost in all, with every session and whatever is needed afterwards?"),
)


@dataclass(frozen=True)
class Asked:
    """One claim on a sheet."""

    face: ClaimFace

    @property
    def question(self) -> str:
        """What to ask about it, in plain words."""
        return str(QUESTIONS[About(self.face.about)])


@dataclass(frozen=True)
class Sheet:
    """The claims on a sheet, in the order they were chosen.

    ``named`` is every name that the reader gave, ``unknown`` those of no public claim, ``left_out`` the number of
    claims for which there was no room.
    """

    named: tuple[str, ...]
    asked: tuple[Asked, ...]
    unknown: tuple[str, ...]
    left_out: int


def sheet(names: Iterable[str]) -> Sheet:
    """Return the sheet of the claims that a reader named, as they read now, in at most one query."""
    named = tuple(dict.fromkeys(name[:200] for name in names if name.strip()))[:MOST_NAMED]
    slugs = [name for name in named if SLUG.fullmatch(name)]
    faces = newest_faces(slugs) if slugs else {}
    known = [faces[slug] for slug in slugs if slug in faces]
    unknown = tuple(name for name in named if name not in faces)
    return Sheet(named, tuple(map(Asked, known[:MOST])), unknown, len(known[MOST:]))


def found(words: str, without: Iterable[str]) -> list[ClaimFace]:
    """Return the first public claims whose statement, question or population has all the words, but for some."""
    wanted, left = words.casefold().split(), set(without)
    if not wanted:
        return []
    faces = (face for face in newest_faces().values() if face.slug not in left)
    fitting = (face for face in faces if all(word in _searched(face) for word in wanted))
    return sorted(fitting, key=lambda face: face.statement)[:MOST_FOUND]


def _searched(face: ClaimFace) -> str:
    return f"{face.statement} {face.question_text} {face.population}".casefold()
