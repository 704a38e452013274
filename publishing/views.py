"""The public views of pages, the same for every kind."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.ageing import aged, day_of
from claims.caution import is_softer
from claims.faces import ClaimFace
from claims.queries import faces_as_at, newest_faces

from . import kinds, queries
from .changes import changes
from .models import Page, Publication, PublishedClaim
from .paging import before, moment_of
from .related import related
from .rendering import Rendered, page_context, slugs_in
from .rendering import render as render_snapshot
from .topics import topic_faces
from .trail import list_trail, page_trail, versions_trail

PER_LIST = 20


@require_safe
def page_list(request: HttpRequest, kind: str) -> HttpResponse:
    """List the pages of a kind, the newest first, paged by the moment they went live (``?before=``)."""
    found = queries.newest(kind)
    if "before" in request.GET:
        found = found.filter(live_at__lt=moment_of(request.GET["before"]))
    rows = list(found[: PER_LIST + 1])
    older = before(rows[PER_LIST - 1].live_at) if len(rows) > PER_LIST else ""
    spec = kinds.get(kind)
    return render(
        request,
        "publishing/list.html",
        {
            "kind": spec,
            "help_url": spec.get_help(None),
            "entries": queries.entries(rows[:PER_LIST]),
            "older_url": older,
            "newer_url": request.path if "before" in request.GET else "",
            "trail": list_trail(kinds.get(kind)),
        },
    )


@require_safe
def page(request: HttpRequest, kind: str, slug: str, **more: Any) -> HttpResponse:
    """Show what a page says now; 410 with the public note if it was withdrawn, a redirect from a former slug.

    ``more`` is what a kind's own view adds to the context.
    """
    found = Publication.objects.live().filter(page__kind=kind, page__slug=slug)
    publication = found.select_related("page").dated().first()
    if publication is None:
        return _moved(kind, slug, "page")
    if publication.is_withdrawal:
        return _gone(request, publication)
    spec = kinds.get(kind)
    snapshot = spec.upgraded(publication.content)
    faces = newest_faces(slugs_in(spec, snapshot))
    rendered = render_snapshot(spec, snapshot, faces)
    return _show(request, publication, rendered, grown_cautious=_grown_cautious(publication, faces), **more)


@require_safe
def versions(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """List every version that was ever live, the newest first."""
    found = _page(kind, slug)
    if found is None:
        return _moved(kind, slug, "versions")
    rows = list(found.publications.come().defer("content").order_by("-number"))
    if not rows:
        raise Http404
    spec, title = kinds.get(kind), rows[0].title
    trail = versions_trail(spec, found, title)
    context = {"kind": spec, "page": found, "title": title, "versions": rows, "trail": trail}
    return render(request, "publishing/versions.html", context)


@require_safe
def version(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    """Show an old version with the claims as they were when it was published; 410 while the page is withdrawn."""
    found = _page(kind, slug)
    if found is None:
        return _moved(kind, slug, "version", number=number)
    live = found.publications.live().select_related("page").first()
    publication = found.publications.come().filter(number=number).select_related("page").first()
    if publication is None or live is None:
        raise Http404
    if (withdrawal := _withdrawal_since(found, number)) is not None:
        return _gone(request, withdrawal)
    if publication.pk == live.pk:
        return page(request, kind, slug)  # with its claims as they are now: it says nowhere that it is old
    return _show(request, publication, _as_published(kinds.get(kind), publication), is_old=True)


@require_safe
def version_changes(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    """Show what a version changed in words and claims, compared with the one before it that readers could read."""
    found = _page(kind, slug)
    if found is None:
        return _moved(kind, slug, "changes", number=number)
    publication = found.publications.come().filter(number=number).first()
    if publication is None:
        raise Http404
    if (withdrawal := _withdrawal_since(found, number)) is not None:
        return _gone(request, withdrawal)
    earlier = found.publications.come().filter(number__lt=number, is_withdrawal=False).order_by("-number").first()
    spec = kinds.get(kind)
    old = spec.upgraded(earlier.content) if earlier else {}
    new = spec.upgraded(publication.content)
    faces = newest_faces({*slugs_in(spec, new), *(slugs_in(spec, old) if old else ())})
    return render(
        request,
        "publishing/changes.html",
        {
            "kind": spec,
            "page": found,
            "title": publication.title,
            "publication": publication,
            "changes": changes(spec, old, new),
            "claims_now": list(faces.values()),
            "claim_changes": _claim_changes(earlier, publication),
            "trail": versions_trail(spec, found, publication.title, number, (_("What changed"), request.path)),
        },
    )


def _page(kind: str, slug: str) -> Page | None:
    return Page.objects.filter(kind=kind, slug=slug, publications__isnull=False).first()


def _withdrawal_since(page: Page, number: int) -> Publication | None:
    """Return the newest withdrawal from version ``number`` on: what it took away stays away."""
    withdrawals = page.publications.come().filter(number__gte=number, is_withdrawal=True)
    return withdrawals.select_related("page").order_by("-number").first()


def _moved(kind: str, slug: str, name: str, **kwargs: Any) -> HttpResponse:
    found = Page.objects.once_at(kind, slug).first()
    if found is None:
        raise Http404
    return redirect(found.url(name, **kwargs), permanent=True)


def _gone(request: HttpRequest, publication: Publication) -> HttpResponse:
    spec = kinds.get(publication.page.kind)
    context = {
        **_kept(spec, publication.page),
        "publication": publication,
        "page": publication.page,
        "kind": spec,
        "list_url": reverse(f"{spec.path}:list"),
        "trail": page_trail(spec, publication.page, publication.title),
    }
    return render(request, spec.withdrawn_template, context, status=410)


def _kept(kind: kinds.Kind, page: Page) -> dict[str, Any]:
    """Return what the kind knows of the last version that readers could read: some of it outlives a withdrawal."""
    last = page.publications.last_shown().first()
    if last is None:
        return {}
    snapshot = kind.upgraded(last.content)
    faces = newest_faces(slugs_in(kind, snapshot))
    return kind.context(render_snapshot(kind, snapshot, faces), page, None)


def _show(request: HttpRequest, publication: Publication, rendered: Rendered, **more: Any) -> HttpResponse:
    shown = publication.page
    urls = {
        "versions": shown.url("versions"),
        "changes": shown.url("changes", number=publication.number),
    }
    is_old = more.get("is_old", False)
    moment = publication.live_at if is_old else None
    context = page_context(
        rendered,
        shown,
        moment,
        publication=publication,
        urls=urls,
        now_url=shown.get_absolute_url(),
        **more,
    )
    steps = (rendered.kind, shown, publication.title)
    if is_old:
        context["trail"] = versions_trail(*steps, publication.number)
    else:
        context |= {"trail": page_trail(*steps), **_next(publication, context)}
    return render(request, rendered.kind.template, context)


def _next(publication: Publication, context: dict[str, Any]) -> dict[str, Any]:
    """Return what readers of a live page may read next: other pages, its topics, and what to do."""
    snapshot = kinds.get(publication.page.kind).upgraded(publication.content)
    topics = topic_faces([topic["slug"] for topic in snapshot["topics"]])
    pages = related(publication, topics)
    named = {each.url for each in pages}
    steps = [(title, url) for title, url in kinds.onward(publication.page, context) if url not in named]
    return {"topics": topics, "related": pages, "next_steps": steps}


def _as_published(kind: kinds.Kind, publication: Publication) -> Rendered:
    snapshot = kind.upgraded(publication.content)
    return render_snapshot(kind, snapshot, faces_as_at(publication.live_at, slugs_in(kind, snapshot)))


def _claims(publication: Publication) -> list[PublishedClaim]:
    return list(publication.claims.select_related("claim_version").order_by("position"))


def _grown_cautious(publication: Publication, faces: dict[str, ClaimFace]) -> list[ClaimFace]:
    """Return the claims that say less, or warn more, than when the page was published."""
    then = [row.face_then for row in _claims(publication)]
    return [faces[face.slug] for face in then if face.slug in faces and is_softer(face, faces[face.slug])]


def _claim_changes(old: Publication | None, new: Publication) -> list[tuple[ClaimFace | None, ClaimFace | None]]:
    before = {row.face_then.slug: row.face_then for row in _claims(old)} if old else {}
    after = {row.face_then.slug: row.face_then for row in _claims(new)}
    slugs = dict.fromkeys([*before, *after])
    changed = [(before.get(slug), after.get(slug)) for slug in slugs if before.get(slug) != after.get(slug)]
    return [(_seen_then(one, old), _seen_then(other, new)) for one, other in changed]


def _seen_then(face: ClaimFace | None, publication: Publication | None) -> ClaimFace | None:
    """Return a claim's face with what time had added to it when a publication went live."""
    return aged(face, day_of(publication.live_at)) if face and publication else face
