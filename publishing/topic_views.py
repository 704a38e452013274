"""The public pages of topics: all of them, and one with its pages, questions and claims."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import queries
from .paging import before, moment_of
from .topics import by_kind, live_topics, told, topic_faces, was_ever_live
from .trail import topics_trail

PER_LIST = 20
CLAIMS = 6


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """List the topics that pages stand under."""
    return render(request, "publishing/topics.html", {"topics": live_topics(), "trail": topics_trail()})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pages of a topic by kind, the newest first, paged by the moment they went live (``?before=``).

    The first of these pages shows the questions and claims, too. A topic that no reader ever met is a 404; one whose
    pages were all taken away says so.
    """
    face = next(iter(topic_faces([slug])), None)
    if face is None:
        raise Http404
    found, is_first = queries.newest(topic=slug), "before" not in request.GET
    if not is_first:
        found = found.filter(live_at__lt=moment_of(request.GET["before"]))
    rows = list(found[: PER_LIST + 1])
    if not rows and not was_ever_live(slug):
        raise Http404
    entries = {entry.url: entry for entry in queries.entries(rows[:PER_LIST])}
    groups = [(kind, [entries[row.page.get_absolute_url()] for row in each]) for kind, each in by_kind(rows[:PER_LIST])]
    context = {
        "topic": face,
        "groups": groups,
        "told": told(slug, CLAIMS) if is_first and rows else None,
        "older_url": before(rows[PER_LIST - 1].live_at) if len(rows) > PER_LIST else "",
        "newer_url": "" if is_first else request.path,
        "trail": topics_trail(face),
    }
    return render(request, "publishing/topic.html", context)
