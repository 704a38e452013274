"""What stands open, what was judged, and what editors still have to do because of it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from claims.models import Claim, ClaimVersion
from publishing import kinds
from publishing.models import Page, Publication, PublishedClaim

from .choices import State
from .models import Flag, FlagStep
from .passages import is_alike

#: Somebody looked and said yes or no.
JUDGED = (State.AGREED, State.NOT_AGREED)
#: What may stand with an agreement as what followed from it, to be read with it.
CONSEQUENCES = ("claim_version", "withdrawal__page", "sent_back")


def open_flags_on(subject: Page | Claim) -> QuerySet[Flag]:
    """Return the flags that nobody has judged yet on a claim, or on a page and the claims that it makes now."""
    flags = Flag.objects.open().select_related("claim", "page", "raised_by")
    if isinstance(subject, Claim):
        return flags.filter(claim=subject)
    made = PublishedClaim.objects.shown().filter(publication__page=subject)
    return flags.filter(Q(page=subject) | Q(claim__in=made.values("claim_version__claim")))


def written_since(page: Page | OuterRef, moment: datetime | OuterRef) -> QuerySet[Publication]:
    """Return what was published of a page after ``moment`` and has come: what was scheduled before is no answer."""
    return Publication.objects.come().filter(page=page, at__gt=moment).defer("content")


def sent_back(page: Page | None = None) -> list[FlagStep]:
    """Return the steps that sent a page (or any) back, the newest first.

    Those that no newer version answers yet, of flags that stand agreed: one that was opened again may come out
    otherwise.
    """
    newer = written_since(OuterRef("sent_back"), OuterRef("at")).filter(is_withdrawal=False)
    steps = FlagStep.objects.filter(~Exists(newer), sent_back__isnull=False, undoes=0, flag__state=State.AGREED)
    steps = steps if page is None else steps.filter(sent_back=page)
    return list(steps.select_related("sent_back", "flag__claim", "flag__page", "by").order_by("-at", "-pk"))


def changed_under(page: Page) -> list[FlagStep]:
    """Return the agreements that changed what a page says to its readers, until it is published anew, the newest first.

    They gave a claim that it makes a new version, withdrew it, or corrected it; of flags that stand agreed.
    """
    made = PublishedClaim.objects.filter(publication__in=Publication.objects.last_shown().filter(page=page))
    about = (
        Q(claim_version__claim__in=made.values("claim_version__claim"))
        | Q(withdrawal__page=page)
        | Q(correction__page=page)
    )
    newer = written_since(page, OuterRef("at")).filter(is_withdrawal=False)
    steps = FlagStep.objects.filter(about, ~Exists(newer), state=State.AGREED, flag__state=State.AGREED)
    return list(steps.select_related(*CONSEQUENCES).order_by("-at", "-pk"))


def already_judged(flag: Flag) -> FlagStep | None:
    """Return the newest judgement of an earlier flag of the same thing, where that is unchanged since; else None."""
    earlier = [each for each in Flag.objects.like(flag).filter(raised_at__lte=flag.raised_at, state__in=JUDGED)
               if flag.claim_id or is_alike(each.quote, flag.quote)]  # fmt: skip
    steps = FlagStep.objects.filter(flag__in=earlier, state__in=JUDGED).select_related("flag", "by")
    newest = steps.order_by("-at", "-pk").first()
    if newest is None or _number(flag, newest.at) != _number(flag, None):
        return None
    return newest


def _number(flag: Flag, moment: datetime | None) -> int | None:
    """Return the number of what readers saw of the flag's claim, or else its page, at ``moment`` (None: now)."""
    if flag.claim_id:
        versions = ClaimVersion.objects.as_at(moment).filter(claim=flag.claim_id)
        return versions.values_list("number", flat=True).first()
    live = Publication.objects.live(moment).filter(page=flag.page_id)
    return live.values_list("number", flat=True).first()


def editor_of(page: Page) -> str:
    """Return the path at which the page's working copy is edited in the admin, or ""."""
    copies = kinds.get(page.kind).copies
    meta = copies.model._meta
    copy = copies.filter(page=page).values_list("pk", flat=True).first()
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[copy]) if copy else ""
