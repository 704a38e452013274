"""Everything that writes pages. Each action is atomic, asks for its permission itself and says what it raises."""

from .copies import Conflict, discard, rename_page, restore, save_copy
from .findings import nod_findings, settle_findings
from .publications import cancel, publish, schedule, withdraw

__all__ = [
    "Conflict",
    "cancel",
    "discard",
    "nod_findings",
    "publish",
    "rename_page",
    "restore",
    "save_copy",
    "schedule",
    "settle_findings",
    "withdraw",
]
