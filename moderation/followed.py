"""What followed from an agreement, in the words that editors are told."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from claims.models import ClaimVersion
from moderation.models import FlagStep

#: How long one act takes at most: the versions that it wrote are no further apart.
ONE_ACT = timedelta(seconds=5)


def followed(step: FlagStep) -> list[str]:
    """Return each consequence of a step in a few words; none where nothing had to change."""
    return list(_followed(step))


def _followed(step: FlagStep) -> Iterator[str]:
    if step.claim_version is not None:
        version = step.claim_version
        yield _("new version %(number)d of “%(claim)s”") % {"number": version.number, "claim": version.face["slug"]}
        if _has_more_caveats(version):
            yield _("caveat added")
    if step.withdrawal is not None:
        yield _("%(page)s withdrawn") % {"page": step.withdrawal.page}
    if step.sent_back is not None:
        yield _("%(page)s sent back") % {"page": step.sent_back}
    if step.correction_id is not None:
        yield _("correction published")


def _has_more_caveats(version: ClaimVersion) -> bool:
    """Whether it warns of something that readers were not told before the act: a caveat is a version of its own."""
    earlier = ClaimVersion.objects.filter(claim=version.claim_id, number__lt=version.number)
    before = earlier.filter(at__lt=version.at - ONE_ACT).order_by("-number").first()
    return before is not None and not _caveats(version) <= _caveats(before)


def _caveats(version: ClaimVersion) -> set[str]:
    return {each["slug"] for each in version.face["caveats"]}
