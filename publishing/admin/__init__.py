"""The stock admin for working copies of any kind of page."""

from .base import WorkingCopyAdmin
from .forms import WorkingCopyForm
from .records import PublicationAdmin
from .topics import TopicAdmin

__all__ = ["PublicationAdmin", "TopicAdmin", "WorkingCopyAdmin", "WorkingCopyForm"]
