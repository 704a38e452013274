"""The pages of one claim and one source. They show records only (claim versions), never the rows behind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .ageing import aged, day_of, review_due_on
from .choices import About, Relation, Tier, Verdict, Verification
from .citing import of_claim, of_source
from .differences import differences
from .embedding import SANDBOX, embed_url
from .faces import ClaimFace, EvidenceFace
from .models import ClaimVersion
from .queries import newest_faces, sources_of
from .register_views import question_group
from .trail import claim_trail, register_trail

MadeOn = list[tuple[str, str, bool]]


@dataclass(frozen=True)
class PastFace:
    """One version of a claim in its history: what readers saw from ``at`` on, and what that changed."""

    face: ClaimFace
    at: datetime | None
    changed: list[str]


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
        on = day_of(None)
        face = aged(faces[0], on)
        return super().get_context_data(
            face=face,
            group=question_group(face.question, face.question_text),
            evidence=evidence_of(face),
            history=_history(faces),
            signed=signed(faces),
            searched_on=parse_date(face.searched_on),
            checked_on=parse_date(face.checked_on),
            due_on=review_due_on(face),
            about=About(face.about).label,
            made_on=self.made_on(face.slug),
            trail=claim_trail(face.slug, (face.question, face.question_text) if face.question else None),
            work=of_claim(face, on),
            embed_url=embed_url(face),
            sandbox=SANDBOX,
            **kwargs,
        )


def evidence_of(face: ClaimFace) -> list[tuple[Relation, list[EvidenceFace]]]:
    """Return the claim's evidence by what it does for it, for and against first."""
    order = (Relation.SUPPORTS, Relation.CONTRADICTS, Relation.MENTIONS)
    return [(relation, found) for relation in order if (found := face.evidence_that(relation))]


def signed(faces: list[ClaimFace]) -> PastFace:
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
        source = sources_of(face for _each, face in cited).get(kwargs["key"])
        if source is None:
            raise Http404(_("No public claim cites a source of this name."))
        return super().get_context_data(
            source=source,
            uses=_uses(cited),
            tier=Tier(source.tier).label if source.tier else "",
            verification=Verification(source.verification).label,
            trail=register_trail((_("Source"), self.request.path)),
            work=of_source(source, day_of(None)),
            **kwargs,
        )


def _uses(cited: list[tuple[EvidenceFace, ClaimFace]]) -> list[tuple[Relation, list[ClaimFace]]]:
    """Return the claims a source bears on, by what it does for them."""
    order = (Relation.SUPPORTS, Relation.CONTRADICTS, Relation.MENTIONS)
    uses = [(relation, [face for each, face in cited if each.relation == relation]) for relation in order]
    return [(relation, faces) for relation, faces in uses if faces]
