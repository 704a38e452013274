"""Lists that are paged by a moment (``?before=``), so that what is added meanwhile moves nothing."""

from datetime import UTC, datetime

from django.core.exceptions import BadRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _


def moment_of(text: str) -> datetime:
    """Return the moment that a reader's address names. Raises BadRequest for anything else."""
    try:
        moment = parse_datetime(text)
        moment = moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise BadRequest(_("This list is paged by a moment, such as 2026-11-24T10:00:00Z."))
    return moment


def before(moment: datetime) -> str:
    """Return the query that asks for what is older than ``moment``."""
    return f"?before={moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
