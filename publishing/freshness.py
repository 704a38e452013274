"""Whether anything public changed: a name for what readers can see now, and answers that are kept under it."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language

from claims.models import Answer, ClaimVersion
from records.models import Redaction

from .models import Cancellation, FormerSlug, Publication, TopicVersion

#: Everything that a change of public words is written to; a page's address changes with its former ones.
PUBLIC = (Publication, Cancellation, ClaimVersion, Answer, Redaction, FormerSlug, TopicVersion)
#: Seconds. Only room is saved by forgetting: what is stale has another name.
KEPT_FOR = 86_400


def freshness() -> str:
    """Return a name that changes whenever a public record is added, or one's time comes; in one small query.

    The day is part of it, because claims age by the day, and so are the site's address and language.
    """
    first, *others = [_counted(str(place), model._base_manager.all()) for place, model in enumerate(PUBLIC)]
    rows = sorted(first.union(*others, _counted("live", Publication.objects.come())))
    return f"{rows} {timezone.localdate()} {get_language()} {settings.SITE_URL}"


def _counted(name: str, rows: QuerySet) -> QuerySet:
    """Return how many rows there are and the newest key, under a name: a number lent in advance may come late."""
    named = rows.order_by().values(of=Value(name))
    return named.annotate(count=Count("pk"), newest=Max("pk")).values_list("of", "count", "newest")


def kept_answer(request: HttpRequest, name: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with what ``build`` gives, made once for all readers until something public changes.

    ``name`` says which answer it is. Who has it already is told so (304). What ``build`` raises is raised.
    """
    key = sha256(f"{name} {freshness()}".encode()).hexdigest()
    kept: tuple[bytes, str, datetime] | None = cache.get(key)
    if kept is None:
        built = build()
        kept = bytes(built.content), built["Content-Type"], timezone.now()
        cache.set(key, kept, KEPT_FOR)
    content, content_type, at = kept
    etag, modified = f'"{key[:32]}"', int(at.timestamp())
    headers = {"Content-Type": content_type, "ETag": etag, "Last-Modified": http_date(modified)}
    response = HttpResponse(content, headers=headers)
    return get_conditional_response(request, etag=etag, last_modified=modified, response=response) or response
