"""The register's rows, which editors change, and its records, which readers see."""

from .outside import SourceFinding
from .records import Answer, ClaimVersion
from .register import Caveat, Claim, ClaimCaveat, Evidence, Question
from .sources import Source
from .watch import WatchWord

__all__ = [
    "Answer",
    "Caveat",
    "Claim",
    "ClaimCaveat",
    "ClaimVersion",
    "Evidence",
    "Question",
    "Source",
    "SourceFinding",
    "WatchWord",
]
