"""What search engines are told: every public address with the day that it last changed, and what to leave alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.choices import Verdict
from claims.faces import ClaimFace
from claims.queries import newest_answers, newest_faces
from moderation.corrections.entries import newest_entries
from moderation.models import Correction
from publishing import kinds
from publishing.freshness import kept_answer
from publishing.models import Publication, PublishedTopic

#: Paths that no crawler needs: the editors' side, searches without end, drafts, what became of somebody's report.
CLOSED = ("/admin/", "/preview/", "/reports/", "/search/")


@dataclass(frozen=True)
class Place:
    """One address, and when what stands there last changed, if that is known."""

    path: str
    changed_at: datetime | None = None


class Places(Sitemap):
    """A part of the sitemap, at the site's own address."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = list(places)

    def items(self) -> list[Place]:
        """Return the places."""
        return self.places

    def location(self, item: Place) -> str:
        """Return a place's path."""
        return item.path

    def lastmod(self, item: Place) -> datetime | None:
        """Return when what stands there last changed."""
        return item.changed_at

    def get_domain(self, site: object = None) -> str:
        """Return the host that readers know, whichever one the sitemap was asked at."""
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        """Return the scheme that readers know."""
        return urlsplit(settings.SITE_URL).scheme


@require_safe
def sitemap_file(request: HttpRequest) -> HttpResponse:
    """Send the sitemap, made once for all readers until something public changes."""
    name = f"sitemap {request.GET.get('p', '')[:9]} {Correction.objects.count()}"
    return kept_answer(request, name, lambda: _built(request))


def _built(request: HttpRequest) -> HttpResponse:
    found = {"pages": _pages(), "topics": _topics(), "register": _register(), "about": _about()}
    parts: dict[str, Any] = {name: Places(places) for name, places in found.items()}
    return sitemap(request, parts).render()


def _pages() -> Iterator[Place]:
    """Yield the live pages, the lists of them, and the first page."""
    shown: list[Any] = list(
        Publication.objects.shown().select_related("page").defer("content").dated().order_by("page")
    )
    yield Place(reverse("home"), newest(row.changed_at for row in shown))
    for kind in kinds.all_kinds():
        of_kind = [row for row in shown if row.page.kind == kind.name]
        yield Place(reverse(f"{kind.path}:list"), newest(row.changed_at for row in of_kind))
        yield from (Place(row.page.get_absolute_url(), row.changed_at) for row in of_kind)


def _register() -> Iterator[Place]:
    """Yield the register, its claims, questions and sources; what leads on to a successor has no page."""
    faces = newest_faces()
    standing = [face for face in faces.values() if not _leads_on(face, faces)]
    yield Place(reverse("claims:register"), newest(map(_at, faces.values())))
    yield from (Place(reverse("claims:claim", args=[face.slug]), _at(face)) for face in standing)
    answers = newest_answers({face.question for face in faces.values() if face.question})
    for slug, moments in _moments((face.question, face) for face in faces.values() if face.question).items():
        answered = [answers[slug].at] if slug in answers else []
        yield Place(reverse("claims:question", args=[slug]), newest([*moments, *answered]))
    cited = ((each.source.key, face) for face in faces.values() for each in face.evidence)
    for key, moments in _moments(cited).items():
        yield Place(reverse("claims:source", args=[key]), newest(moments))


def _topics() -> Iterator[Place]:
    """Yield the topics that pages stand under, and the list of them."""
    rows = PublishedTopic.objects.shown().values_list("topic__slug", "publication__live_at")
    moments: dict[str, list[datetime]] = {}
    for slug, moment in rows:
        moments.setdefault(slug, []).append(moment)
    if moments:
        yield Place(reverse("topics:list"), newest(moment for each in moments.values() for moment in each))
    yield from (Place(reverse("topics:topic", args=[slug]), newest(each)) for slug, each in sorted(moments.items()))


def _about() -> Iterator[Place]:
    """Yield what tells of the site itself."""
    yield Place(reverse("moderation:corrections"), newest(entry.updated_at for entry in newest_entries(1)))
    yield from (Place(reverse(name)) for name in ("how_we_check", "privacy", "sheet"))


def _leads_on(face: ClaimFace, faces: dict[str, ClaimFace]) -> bool:
    return face.verdict == Verdict.RETIRED and face.successor in faces


def _moments(pairs: Iterable[tuple[str, ClaimFace]]) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for key, face in pairs:
        found.setdefault(key, []).append(_at(face))
    return found


def _at(face: ClaimFace) -> datetime:
    return datetime.fromisoformat(face.at)


def newest(moments: Iterable[datetime]) -> datetime | None:
    """Return the last of some moments, None of none."""
    return max(moments, default=None)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say which paths crawlers are to leave alone, and where the sitemap is."""
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines = [*rules, f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
