"""A claim as it stood in one version: the address that citations name. It never changes, and says what holds now."""

from typing import Any

from django.http import Http404
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .ageing import aged, day_of, review_due_on
from .choices import About
from .faces import ClaimFace
from .models import ClaimVersion
from .trail import claim_trail
from .views import evidence_of, signed


class ClaimVersionView(TemplateView):
    """One version of a claim, as readers saw it when it was new; the newest as they see it now."""

    template_name = "claims/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the version, what it rested on, and the version of now."""
        past = list(ClaimVersion.objects.filter(claim__slug=kwargs["slug"]).order_by("-number"))
        place = next((place for place, each in enumerate(past) if each.number == kwargs["number"]), None)
        if place is None:
            raise Http404(_("The claim has no version of this number."))
        faces = [version.as_face() for version in past[place:]]
        now = aged(past[0].as_face(), day_of(None))
        then = now if place == 0 else aged(faces[0], day_of(past[place].at))
        until = past[place - 1].at if place else None
        question = (now.question, now.question_text) if now.question else None
        here = (_("Version %(number)d") % {"number": then.number}, self.request.path)
        trail = [*claim_trail(now.slug, question), here]
        return super().get_context_data(now=now, until=until, trail=trail, **_shown(then, faces), **kwargs)


def _shown(then: ClaimFace, faces: list[ClaimFace]) -> dict[str, Any]:
    return {
        "face": then,
        "at": parse_datetime(then.at),
        "signed": signed(faces),
        "evidence": evidence_of(then),
        "searched_on": parse_date(then.searched_on),
        "checked_on": parse_date(then.checked_on),
        "due_on": review_due_on(then),
        "about": About(then.about).label,
    }
