"""The register's lists: all public claims, and the claims that answer one question. They show records only."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .ageing import day_of
from .browsing import Group, by_question
from .chart import chart
from .citing import of_question
from .exports.licence import CONDITION, LICENCE, LICENCE_NAME
from .faces import ClaimFace
from .markup.amid import Content
from .models import Answer, ClaimVersion
from .queries import answered, newest_faces
from .trail import register_trail
from .wanted import BY_QUESTION, ORDERS, Facet, Wanted, filters

QUESTIONS_A_PAGE = 25
CLAIMS_A_PAGE = 40


class Register(TemplateView):
    """All public claims, searched, filtered and sorted by the address, grouped by question or one by one."""

    template_name = "claims/register.html"

    def facets(self) -> list[Facet]:
        """Return what the register can be narrowed to besides. This room knows no pages: the site's view does."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the claims the reader asked for."""
        faces = newest_faces()
        offered = filters(faces.values(), self.facets())
        wanted = Wanted.from_query(self.request.GET.dict(), offered)
        found = [face for face in faces.values() if wanted.matches(face)]
        groups = by_question(found)
        is_grouped = wanted.order == BY_QUESTION
        listed: Any = groups if is_grouped else wanted.sorted(found)
        paginator = Paginator(listed, QUESTIONS_A_PAGE if is_grouped else CLAIMS_A_PAGE)
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            wanted=wanted,
            fields=[(each, wanted.value_of(each.name)) for each in offered],
            orders=[(name, order.label) for name, order in ORDERS.items()],
            total=len(faces),
            found=len(found),
            page=page,
            previous=wanted.query(page=page.number - 1),
            next=wanted.query(page=page.number + 1),
            groups=answered(list(page.object_list)) if is_grouped else [],
            flat=[] if is_grouped else list(page.object_list),
            chart=chart(groups),
            licence=LICENCE,
            licence_name=LICENCE_NAME,
            condition=CONDITION,
            trail=register_trail(),
            **kwargs,
        )


def question_group(slug: str, text: str = "") -> Group | None:
    """Return a question with its signed-off answer and its public claims; None without a question."""
    if not slug:
        return None
    groups = by_question(face for face in newest_faces().values() if face.question == slug)
    return next(iter(answered(groups or [Group(slug, text)])))


@dataclass(frozen=True)
class Past:
    """What a question whose claims all moved elsewhere leaves: its words, and the claims as they are now."""

    text: str
    faces: list[ClaimFace]


class QuestionView(TemplateView):
    """One question: its answer, the claims that answer it side by side, and what was answered before."""

    template_name = "claims/question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the question among what is public, or was."""
        slug, on = kwargs["slug"], day_of(None)
        faces = newest_faces()
        here = next(iter(by_question(face for face in faces.values() if face.question == slug)), None)
        answers = list(Answer.objects.filter(question__slug=slug).order_by("-number"))
        past = None if here else _past(slug, faces, answers)
        newest = answers[0] if answers else None
        group = here or Group(slug, past.text if past else "")
        if newest:
            group = group.answered(newest.question_text, newest.text)
        number, day = (newest.number, day_of(newest.at)) if newest else (0, None)
        return super().get_context_data(
            group=group,
            answer=newest if here else None,
            earlier=answers[1:] if here else answers,
            past=past,
            work=of_question(slug, group.text, number, day, on),
            trail=register_trail((Content(group.text), self.request.path)),
            **kwargs,
        )


def _past(slug: str, faces: dict[str, ClaimFace], answers: list[Answer]) -> Past:
    """Return what is left of a question without claims. Raises Http404 if nothing of it was ever public."""
    versions = ClaimVersion.objects.filter(face__question=slug).order_by("-at", "-id")
    then = [version.face for version in versions]
    if not then and not answers:
        raise Http404(_("No question has this address."))
    text = answers[0].question_text if answers else then[0]["question_text"]
    moved = dict.fromkeys(face["slug"] for face in then)
    return Past(text, [faces[each] for each in moved])
