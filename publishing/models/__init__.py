"""Pages, the working copies that editors change and the publications that readers see."""

from .pages import FormerSlug, Page, WorkingCopy
from .records import Cancellation, Publication, PublishedClaim

__all__ = ["Cancellation", "FormerSlug", "Page", "Publication", "PublishedClaim", "WorkingCopy"]
