"""How many reports are kept: from one network address, on one subject, and in all. The rest is counted and told.

All numbers stand here. Reports of harm have limits of their own, which are higher, so that a flood of others
does not shut them out.
"""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from claims.models import Claim
from moderation.choices import Doubt
from moderation.models import Flag, Knock, TurnedAway
from publishing.models import Page

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """At most so many reports within a time; of those that tell of harm, more."""

    within: timedelta
    usual: int
    harmed: int

    def most(self, doubt: str) -> int:
        """Return how many reports of this kind are kept."""
        return self.harmed if doubt == Doubt.HARMED else self.usual


#: From one network address: somebody who reads a page with care sends no more.
ADDRESS = (Limit(timedelta(minutes=10), 5, 10), Limit(HOUR, 15, 30))
#: On one claim or page that nobody has judged yet: more of them say nothing new.
SUBJECT = Limit(HOUR, 30, 60)
#: On the whole site: what a few moderators can read.
SITE = Limit(HOUR, 300, 600)


@dataclass(frozen=True)
class Refusal:
    """Why a report is counted and not kept (``address``, ``subject`` or ``site``), and when one is kept again."""

    why: str
    until: datetime

    @property
    def seconds(self) -> int:
        """How long to wait, for ``Retry-After``."""
        return max(1, round((self.until - timezone.now()).total_seconds()))


def address_of(request: HttpRequest) -> str:
    """Return the network that a request came from: an IPv4 address, or the /64 of an IPv6 one."""
    seen = import_string(settings.CLIENT_IP)(request)
    try:
        address = ipaddress.ip_address(seen.partition("%")[0])
    except ValueError:
        return str(seen)
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def refusal(address: str, claim: Claim | None, page: Page | None, doubt: str) -> Refusal | None:
    """Return why a report from a network on a claim or page is not kept; None if it is."""
    now = timezone.now()
    return next(_refusals(address, claim, page, doubt, now), None)


def knock(address: str) -> None:
    """Remember for an hour that a report came from a network, and forget what is older."""
    forget()
    Knock.objects.create(address=_hashes(address, timezone.now())[0])


def forget() -> None:
    """Throw away what was remembered of networks for more than an hour."""
    Knock.objects.filter(at__lt=timezone.now() - HOUR).delete()


def turn_away(subject: str, doubt: str) -> None:
    """Count a report on a subject that is not kept. It is news to whoever has seen the count before."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    row, _made = TurnedAway.objects.get_or_create(subject=subject, hour=hour)
    TurnedAway.objects.filter(pk=row.pk).update(
        count=F("count") + 1, harmed=F("harmed") + int(doubt == Doubt.HARMED), seen_at=None
    )


def _refusals(
    address: str, claim: Claim | None, page: Page | None, doubt: str, now: datetime
) -> Iterator[Refusal]:  # fmt: skip
    knocks = Knock.objects.filter(address__in=_hashes(address, now))
    for limit in ADDRESS:
        if (until := _full(knocks, "at", limit, doubt, now)) is not None:
            yield Refusal("address", until)
    of_kind = Q(doubt=Doubt.HARMED) if doubt == Doubt.HARMED else ~Q(doubt=Doubt.HARMED)
    reports = Flag.objects.filter(of_kind, raised_by=None)
    about = reports.open().filter(claim=claim) if claim else reports.open().filter(claim=None, page=page)
    if (until := _full(about, "raised_at", SUBJECT, doubt, now)) is not None:
        yield Refusal("subject", until)
    if (until := _full(reports, "raised_at", SITE, doubt, now)) is not None:
        yield Refusal("site", until)


def _full(rows: Any, moment: str, limit: Limit, doubt: str, now: datetime) -> datetime | None:
    """Return when the oldest of too many rows no longer counts; None if they are not too many."""
    most = limit.most(doubt)
    recent = rows.filter(**{f"{moment}__gt": now - limit.within}).order_by(f"-{moment}")
    oldest = recent.values_list(moment, flat=True)[most - 1 : most]
    return next((each + limit.within for each in oldest), None)


def _hashes(address: str, now: datetime) -> tuple[str, str]:
    """Return what stands for a network today, and what stood for it an hour ago, perhaps on another day."""
    days = (timezone.localdate(now), timezone.localdate(now - HOUR))
    keyed = [salted_hmac(f"moderation.knock:{day}", address, algorithm="sha256").hexdigest() for day in days]
    return keyed[0], keyed[1]
