"""Citations to take along, as files: of a claim, a question, a source, and of all sources that public claims cite."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .ageing import day_of
from .citing import FORMATS, Work, of_claim, of_question, of_source, written
from .models import Answer
from .queries import newest_faces, sources_of


def file_response(ending: str, name: str, works: Iterable[Work]) -> HttpResponse:
    """Return works as a file to save. Raises Http404 for an ending that no format has."""
    if ending not in FORMATS:
        raise Http404(_("Citations come as .bib, .ris or .json."))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "X-Robots-Tag": "noindex"}
    media_type = f"{FORMATS[ending].media_type}; charset=utf-8"
    return HttpResponse(written(ending, works), content_type=media_type, headers=headers)


@require_safe
def claim_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Return how a claim is cited, in its newest version."""
    faces = newest_faces([slug])
    if slug not in faces:
        raise Http404(_("No claim has this address."))
    return file_response(ending, slug, [of_claim(faces[slug], day_of(None))])


@require_safe
def question_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Return how a question is cited, with its newest answer."""
    answer = Answer.objects.filter(question__slug=slug).order_by("-number").first()
    texts = [face.question_text for face in newest_faces().values() if face.question == slug]
    if not texts and answer is None:
        raise Http404(_("No question has this address."))
    text = answer.question_text if answer else texts[0]
    number, day = (answer.number, day_of(answer.at)) if answer else (0, None)
    return file_response(ending, f"question-{slug}", [of_question(slug, text, number, day, day_of(None))])


@require_safe
def source_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Return how a source is cited."""
    source = sources_of(newest_faces().values()).get(key)
    if source is None:
        raise Http404(_("No public claim cites a source of this name."))
    return file_response(ending, key, [of_source(source, day_of(None))])


@require_safe
def sources_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Return all sources that public claims cite, in the order of their keys."""
    sources = sources_of(newest_faces().values())
    works = [of_source(sources[key], day_of(None)) for key in sorted(sources)]
    return file_response(ending, "sources", works)
