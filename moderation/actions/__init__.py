"""Everything that writes flags and what follows from them. Each action is atomic and asks for its permission itself."""

from moderation.passages import Quote

from .consequences import AddCaveat, Consequence, Correct, SendBack, SignOff, Withdraw
from .correcting import check_correction, publish_correction
from .deciding import agree, disagree, look, mark_serious, reopen, same_as, undo, wait
from .erasing import erase_words
from .raising import raise_flag
from .steps import Overtaken

__all__ = [
    "AddCaveat",
    "Consequence",
    "Correct",
    "Overtaken",
    "Quote",
    "SendBack",
    "SignOff",
    "Withdraw",
    "agree",
    "check_correction",
    "disagree",
    "erase_words",
    "look",
    "mark_serious",
    "publish_correction",
    "raise_flag",
    "reopen",
    "same_as",
    "undo",
    "wait",
]
