"""What to do next, for somebody who read a page: compare treatments, take a checklist along, know when to get help."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.markup.amid import amid
from publishing.kinds import Link
from publishing.models import Page, Publication

from .choosing import FEWEST
from .help import ANCHOR
from .help import KIND as AFTERCARE
from .who import KIND as TREATMENT


def treatment_onward(page: Page, context: Mapping[str, Any]) -> tuple[Link, ...]:
    """Offer who read a treatment to compare it with others, and who read an article to choose some to compare."""
    if page.kind == TREATMENT:
        url = context["compare_url"]
        return ((_("Compare it with other treatments"), url),) if url else ()
    if page.kind != "article":
        return ()
    live = Publication.objects.shown().filter(page__kind=TREATMENT).values("pk")[:FEWEST]
    return ((_("Compare treatments side by side"), reverse("treatments:compare")),) if len(live) == FEWEST else ()


def checklist_onward(page: Page, context: Mapping[str, Any]) -> tuple[Link, ...]:
    """Offer who read a treatment its checklists; who read a checklist when to get help, and the treatment it is for."""
    if page.kind == TREATMENT:
        words = _("Aftercare checklist: %(title)s")
        return tuple((amid(words, title=title), url) for title, url in context["checklists"])
    if page.kind != AFTERCARE:
        return ()
    help_card = (_("When to get help"), f"{page.get_absolute_url()}#{ANCHOR}")
    named = context["treatment"]
    about = [(amid(_("The treatment: %(title)s"), title=named[0]), named[1])] if named else []
    has_card = context["emergency"] or context["same_day"]
    return (*([help_card] if has_card else []), *about)
