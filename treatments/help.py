"""Which checklist says when to get help to somebody who comes from elsewhere."""

from publishing import kinds
from publishing.models import Page, Publication

from .choices import Urgency
from .phases import help_items

KIND = "aftercare"
#: The id of the card on a checklist's page.
ANCHOR = "get-help"


def help_url(page: Page | None) -> str:
    """Return the address of the help card of a live checklist, or "" where there is none.

    For who read ``page`` it is that page's own, or that of a checklist for that treatment; for everybody else
    the one that names most reasons to get help the same day or at once.
    """
    rows = Publication.objects.shown().filter(page__kind=KIND).select_related("page").order_by("page__pk")
    best = max(rows, key=lambda row: _fit(row, page), default=None)
    return f"{best.page.get_absolute_url()}#{ANCHOR}" if best else ""


def _fit(checklist: Publication, page: Page | None) -> tuple[bool, bool, int]:
    content = kinds.get(KIND).upgraded(checklist.content)
    urgent = len(help_items(content, Urgency.EMERGENCY, Urgency.SAME_DAY))
    treatment = (content.get("treatment") or {}).get("slug", "")
    is_for = page is not None and page.kind == "treatment" and page.slug == treatment
    return page is not None and checklist.page_id == page.pk, is_for, urgent
