"""Everything that writes pages. Each action is atomic, asks for its permission itself and says what it raises."""

from .copies import Conflict, discard, rename_page, restore, save_copy
from .findings import nod_findings, settle_findings
from .publications import cancel, publish, schedule, withdraw
from .topics import delete_topic, save_topic

__all__ = [
    "Conflict",
    "cancel",
    "delete_topic",
    "discard",
    "nod_findings",
    "publish",
    "rename_page",
    "restore",
    "save_copy",
    "save_topic",
    "schedule",
    "settle_findings",
    "withdraw",
]
