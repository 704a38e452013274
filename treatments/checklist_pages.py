"""What a checklist's page shows besides what every page has."""

from datetime import datetime
from typing import Any

from publishing.models import Page
from publishing.rendering import Rendered


def checklist_context(rendered: Rendered, page: Page | None, moment: datetime | None) -> dict[str, Any]:
    """Return the phases of a checklist, when to get help, and the treatment that it is for."""
    return {}
