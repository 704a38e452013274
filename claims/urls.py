"""Addresses of the register. The site may put its own view in the place of a claim's page (``kpsite.urls``)."""

from django.urls import path

from . import views
from .cards import views as cards

app_name = "claims"

urlpatterns = [
    path("evidence/", views.Register.as_view(), name="register"),
    path("evidence/<slug:slug>/card.png", cards.claim, name="claim_card"),
    path("evidence/<slug:slug>/", views.ClaimView.as_view(), name="claim"),
    path("questions/<slug:slug>/card.png", cards.question, name="question_card"),
    path("questions/<slug:slug>/", views.QuestionView.as_view(), name="question"),
    path("sources/<slug:key>/", views.SourceView.as_view(), name="source"),
]
