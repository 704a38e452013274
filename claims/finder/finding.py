"""What the finder gives back."""

from dataclasses import dataclass

FAMILIES = (
    "efficacy",
    "safety",
    "mechanism",
    "comparison",
    "prevalence",
    "statistic",
    "authority",
    "absolute",
    "advice",
)


@dataclass(frozen=True)
class Finding:
    """A sentence that makes a claim about health and carries no mark, or words that overstate.

    ``text`` is the sentence as it stands, markup included: ``text == source[start:end]``. ``words`` is what in it
    the rule met, ``risky`` whether it promises more than it shows. ``marked`` tells that those words stand, at
    least in part, inside the mark of a claim: then it is the wording that needs work, not a mark. ``quoted`` tells
    that the sentence stands in a block quote.
    """

    start: int
    end: int
    text: str
    family: str
    risky: bool
    rule: str
    why: str
    better: str
    words: str
    marked: bool = False
    quoted: bool = False
