"""The register's public pages. They show records only (claim versions, answers), never the rows behind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .ageing import aged, day_of, review_due_on
from .browsing import JUDGED, Group, Wanted, by_question
from .choices import About, Relation, Tier, Verdict, Verification
from .differences import differences
from .faces import ClaimFace, EvidenceFace, SourceFace
from .models import ClaimVersion
from .queries import newest_answers, newest_faces
from .trail import claim_trail, register_trail

QUESTIONS_A_PAGE = 25

MadeOn = list[tuple[str, str, bool]]


@dataclass(frozen=True)
class PastFace:
    """One version of a claim in its history: what readers saw from ``at`` on, and what that changed."""

    face: ClaimFace
    at: datetime | None
    changed: list[str]


class Register(TemplateView):
    """All public claims, searched and filtered by the address, grouped by question."""

    template_name = "claims/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the claims the reader asked for."""
        wanted = Wanted.from_query(self.request.GET.dict())
        faces = newest_faces()
        found = [face for face in faces.values() if wanted.matches(face)]
        page = Paginator(by_question(found), QUESTIONS_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            wanted=wanted,
            total=len(faces),
            found=len(found),
            page=page,
            groups=_answered(list(page.object_list)),
            verdicts=JUDGED,
            abouts=About.choices,
            trail=register_trail(),
            **kwargs,
        )


def _answered(groups: list[Group]) -> list[Group]:
    """Put the signed-off answers onto groups of claims."""
    answers = newest_answers(group.slug for group in groups if group.slug)
    return [
        group.answered(answers[group.slug].question_text, answers[group.slug].text) if group.slug in answers else group
        for group in groups
    ]


class ClaimView(TemplateView):
    """One claim: what it says, how far it can be trusted and why."""

    template_name = "claims/claim.html"

    def made_on(self, slug: str) -> MadeOn:
        """Return title and address of each live page that makes the claim, and whether it only reports it.

        This room knows no pages; the site's own view overrides this.
        """
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the claim, or lead to the one that took its place."""
        past = list(ClaimVersion.objects.filter(claim__slug=kwargs["slug"]).order_by("-number"))
        if not past:
            raise Http404(_("No claim has this address."))
        faces = [version.as_face() for version in past]
        successor = faces[0].successor
        if faces[0].verdict == Verdict.RETIRED and successor and newest_faces([successor]):
            return redirect("claims:claim", successor)
        return self.render_to_response(self.get_context_data(faces=faces, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put the claim beside its rivals, its evidence in order and its history."""
        faces = kwargs.pop("faces")
        face = aged(faces[0], day_of(None))
        return super().get_context_data(
            face=face,
            group=_question_group(face.question, face.question_text),
            evidence=_evidence(face),
            history=_history(faces),
            signed=_signed(faces),
            searched_on=parse_date(face.searched_on),
            checked_on=parse_date(face.checked_on),
            due_on=review_due_on(face),
            about=About(face.about).label,
            made_on=self.made_on(face.slug),
            trail=claim_trail(face.slug, (face.question, face.question_text) if face.question else None),
            **kwargs,
        )


def _question_group(slug: str, text: str = "") -> Group | None:
    """Return the question with its signed-off answer and its public claims; None without a question."""
    if not slug:
        return None
    groups = by_question(face for face in newest_faces().values() if face.question == slug)
    return next(iter(_answered(groups or [Group(slug, text)])))


def _evidence(face: ClaimFace) -> list[tuple[Relation, list[EvidenceFace]]]:
    """Return the claim's evidence by what it does for it, for and against first."""
    order = (Relation.SUPPORTS, Relation.CONTRADICTS, Relation.MENTIONS)
    return [(relation, found) for relation in order if (found := face.evidence_that(relation))]


def _signed(faces: list[ClaimFace]) -> PastFace:
    """Return the sign-off that the newest version rests on: what only added caution carries a notice."""
    found = next((face for face in faces if not face.notice), faces[-1])
    return PastFace(found, parse_datetime(found.at), [])


def _history(faces: list[ClaimFace]) -> list[PastFace]:
    """Return the claim's versions, the newest first, each with what it changed."""
    older = [*faces[1:], None]
    return [
        PastFace(face, parse_datetime(face.at), differences(before, face) if before else [])
        for face, before in zip(faces, older, strict=True)
    ]


class QuestionView(TemplateView):
    """One question: its answer, and the claims that answer it side by side."""

    template_name = "claims/question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the question among what is public."""
        group = _question_group(kwargs["slug"])
        if group is None or not group.faces:
            raise Http404(_("No question has this address."))
        trail = register_trail((group.text, self.request.path))
        return super().get_context_data(group=group, trail=trail, **kwargs)


class SourceView(TemplateView):
    """One source as it is cited, and the claims it bears on."""

    template_name = "claims/source.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the source among what public claims cite."""
        cited = [
            (each, face)
            for face in newest_faces().values()
            for each in face.evidence
            if each.source.key == kwargs["key"]
        ]
        if not cited:
            raise Http404(_("No public claim cites a source of this name."))
        source: SourceFace = max(cited, key=lambda pair: pair[1].at)[0].source
        return super().get_context_data(
            source=source,
            uses=_uses(cited),
            tier=Tier(source.tier).label if source.tier else "",
            verification=Verification(source.verification).label,
            trail=register_trail((_("Source"), self.request.path)),
            **kwargs,
        )


def _uses(cited: list[tuple[EvidenceFace, ClaimFace]]) -> list[tuple[Relation, list[ClaimFace]]]:
    """Return the claims a source bears on, by what it does for them."""
    order = (Relation.SUPPORTS, Relation.CONTRADICTS, Relation.MENTIONS)
    uses = [(relation, [face for each, face in cited if each.relation == relation]) for relation in order]
    return [(relation, faces) for relation, faces in uses if faces]
