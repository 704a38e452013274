"""The first page, the pages about the site, and the claim's page with what only the whole site knows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.queries import asked_questions
from claims.ageing import SCHEDULES
from claims.answering import short_answers
from claims.cards import card_answer, site_card
from claims.choices import Certainty, Severity, Verdict
from claims.lowering import Lowering
from claims.trail import trail
from claims.views import ClaimView, MadeOn
from moderation.figures import figures
from publishing import queries
from publishing.kinds import help_url

ANSWERS = 6
NEWEST = 6
MOST_MADE = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what is known, in the signed-off answers to the main questions, and where to go on."""
    asked = asked_questions()
    questions = sorted(queries.main_questions(), key=lambda slug: slug not in asked)
    answers = short_answers(questions)
    context = {
        "answers": [answers[slug] for slug in questions if slug in answers][:ANSWERS],
        "help_url": help_url(),
        "kinds": [(kind, pages, reverse(f"{kind.path}:list")) for kind, pages in queries.kinds_with_pages()],
        "entries": queries.newest_entries(NEWEST),
        "most_made": queries.most_made(MOST_MADE),
    }
    return render(request, "home.html", context)


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Send the card of the pages that have none of their own."""
    return card_answer(request, site_card())


@require_safe
def how_we_check(request: HttpRequest) -> HttpResponse:
    """Explain how claims are judged, in the register's own words, with today's figures."""
    context = {
        "verdicts": Verdict.choices,
        "certainties": Certainty.choices,
        "lowering": Lowering.explained(),
        "severities": Severity.choices,
        "schedules": SCHEDULES.values(),
        "figures": figures(),
        "trail": trail((_("How we check claims"), request.path)),
    }
    return render(request, "about/how_we_check.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what the site keeps about its readers."""
    return render(request, "about/privacy.html", {"trail": trail((_("Privacy"), request.path))})


class ClaimPage(ClaimView):
    """The claim's page, with the pages that make the claim."""

    def made_on(self, slug: str) -> MadeOn:
        """Return the live pages that make or report the claim."""
        return queries.made_on(slug)
