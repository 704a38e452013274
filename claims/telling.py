"""Claims in one line, for places without notes: feeds, social cards, data for machines. Pure.

Wherever a claim's words stand, its verdict and gravest caveat stand with them.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .choices import About, Certainty, Severity, Verdict
from .faces import CaveatFace, ClaimFace


def judgement(face: ClaimFace) -> str:
    """Return what must be said with a claim: that it is being re-checked, verdict, evidence, leading caveats."""
    said = [_("Being re-checked.")] if face.notice else []
    said.append(f"{face.verdict_words}.")
    if face.certainty_words:
        said.append(_("Evidence: %(words)s.") % {"words": face.certainty_words})
    if is_unstudied_harm(face):
        said.append(_("Nobody has studied this. That does not mean it is safe."))
    return " ".join([*said, *caveats_of(face)])


def caveats_of(face: ClaimFace) -> list[str]:
    """Return a claim's leading caveats with their labels; one sentence that says so where none is recorded."""
    if not face.leading_caveats:
        return [f"{Severity.CAUTION.label} {_('No caveat recorded yet. Do not rely on this.')}"]
    return [with_label(caveat) for caveat in face.leading_caveats]


def with_label(caveat: CaveatFace) -> str:
    """Return a caveat after the words that say how grave it is."""
    return f"{caveat.label} {caveat.text}"


def told(face: ClaimFace) -> str:
    """Return a claim's words together with what must be said with them."""
    return f"“{face.statement}” {judgement(face)}"


def told_with(words: str, faces: Iterable[ClaimFace]) -> str:
    """Return words that state claims, followed by these claims with what must be said with each."""
    return " ".join([words, *map(told, faces)]).strip()


def is_unstudied_harm(face: ClaimFace) -> bool:
    """Tell whether “not backed by evidence” could be taken for “safe”."""
    nobody_looked = face.verdict == Verdict.UNSUPPORTED and face.certainty == Certainty.NO_STUDIES
    return nobody_looked and face.about == About.HARM
