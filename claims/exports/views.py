"""``/claims.json``, ``/claims.csv`` and the schema: unchanged as long as no record and no day is newer."""

import json
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe
from django.views.generic import View

from claims.ageing import day_of
from claims.models import ClaimVersion
from claims.queries import newest_faces
from records.models import Redaction

from .document import MadeOn, document
from .schema import schema
from .table import table

#: Other sites' scripts may read it: it is the same for everybody.
OPEN = {"Access-Control-Allow-Origin": "*"}
#: Raised when the same records give another document.
EDITION = 1


@dataclass(frozen=True)
class Newest:
    """What the newest of some records is called, and since when it counts."""

    name: str
    at: datetime | None


class ClaimsFile(View):
    """All public claims as they are today; the ending of the address names the form."""

    http_method_names = ["get", "head", "options"]

    def made_on(self) -> MadeOn:
        """Return where each claim is made. This room knows no pages; the site's own view overrides this."""
        return {}

    def newest(self) -> list[Newest]:
        """Return the newest of each kind of record that the document is made of."""
        versions = ClaimVersion.objects.aggregate(name=Max("pk"), at=Max("at"))
        redactions = Redaction.objects.aggregate(name=Max("pk"), at=Max("at"))
        return [Newest(str(each["name"]), each["at"]) for each in (versions, redactions)]

    def get(self, request: HttpRequest, ending: str) -> HttpResponse:
        """Answer with the claims, or that nothing has changed."""
        newest, on = self.newest(), day_of(None)
        names = [EDITION, ending, on, settings.SITE_URL, settings.SITE_NAME, settings.LANGUAGE_CODE]
        tag = sha256("\n".join(map(str, [*names, *(each.name for each in newest)])).encode()).hexdigest()[:32]
        midnight = timezone.make_aware(datetime.combine(on, time()))
        since = max([midnight, *(each.at for each in newest if each.at)])
        unless_known = condition(lambda *_args: f'"{tag}"', lambda *_args: since)
        response: HttpResponse = unless_known(self.answer)(request, ending)
        return response

    def answer(self, request: HttpRequest, ending: str) -> HttpResponse:
        """Write the claims."""
        found = document(newest_faces().values(), self.made_on(), day_of(None))
        if ending == "csv":
            # With a byte order mark: spreadsheet programs take the file for another charset without one.
            words, media_type = f"\ufeff{table(found)}", "text/csv; charset=utf-8; header=present"
        else:
            words, media_type = json_words(found), "application/json"
        return HttpResponse(words, content_type=media_type, headers=OPEN)


@require_safe
def schema_file(request: HttpRequest) -> HttpResponse:
    """Return the schema of ``/claims.json``."""
    return HttpResponse(json_words(schema()), content_type="application/schema+json", headers=OPEN)


def json_words(value: Any) -> str:
    """Return JSON as people can read it."""
    return json.dumps(value, ensure_ascii=False, indent=1)
