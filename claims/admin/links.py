"""Links to claims, for the pages of what claims use."""

from django.contrib.admin.sites import AdminSite
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.choices import Verdict
from claims.models import Claim

from .filters import with_newest


def claim_links(site: AdminSite, claims: QuerySet[Claim]) -> SafeString | str:
    """Return a list of links to claims, each with the verdict that readers see; a dash for none."""
    found = list(with_newest(claims.distinct()))
    name = f"{site.name}:claims_claim_change"
    items = ((reverse(name, args=[each.pk]), each.statement, _words(each.newest_verdict)) for each in found)
    listed = format_html_join("", '<li><a href="{}">{}</a> <span class="claim-verdict">{}</span></li>', items)
    return format_html('<ul class="claim-links">{}</ul>', listed) if found else "–"


def _words(verdict: str | None) -> str:
    return str(Verdict(verdict).label) if verdict else _("Not public yet")
