"""The register in the admin. The site registers these classes, as it alone knows where claims are made."""

from .caveats import CaveatAdmin
from .claims import ClaimAdmin
from .outside import SourceFindingAdmin
from .questions import QuestionAdmin
from .sources import SourceAdmin
from .versions import ClaimVersionAdmin
from .watch import WatchWordAdmin

__all__ = [
    "CaveatAdmin",
    "ClaimAdmin",
    "ClaimVersionAdmin",
    "QuestionAdmin",
    "SourceAdmin",
    "SourceFindingAdmin",
    "WatchWordAdmin",
]
