"""Pages, the working copies that editors change and the publications that readers see."""

from .findings import FindingDecision
from .pages import FormerSlug, Page, WorkingCopy
from .records import Cancellation, Publication, PublishedClaim
from .topics import PublishedTopic, Topic, TopicVersion
from .typed import CopyRow

__all__ = [
    "Cancellation",
    "CopyRow",
    "FindingDecision",
    "FormerSlug",
    "Page",
    "Publication",
    "PublishedClaim",
    "PublishedTopic",
    "Topic",
    "TopicVersion",
    "WorkingCopy",
]
