"""Addresses of the register. The site may put its own views in the place of some of them (``kpsite.urls``)."""

from django.urls import path

from . import citing_views, embedding, register_views, version_views, views
from .cards import views as cards
from .exports import views as exports

app_name = "claims"

urlpatterns = [
    path("evidence/", register_views.Register.as_view(), name="register"),
    path("evidence/<slug:slug>/card.png", cards.claim, name="claim_card"),
    path("evidence/<slug:slug>/", views.ClaimView.as_view(), name="claim"),
    path("evidence/<slug:slug>/versions/<int:number>/", version_views.ClaimVersionView.as_view(), name="version"),
    path("evidence/<slug:slug>/cite.<slug:ending>", citing_views.claim_file, name="cite_claim"),
    path("embed/<slug:slug>/", embedding.embed, name="embed"),
    path("questions/<slug:slug>/card.png", cards.question, name="question_card"),
    path("questions/<slug:slug>/", register_views.QuestionView.as_view(), name="question"),
    path("questions/<slug:slug>/cite.<slug:ending>", citing_views.question_file, name="cite_question"),
    path("sources/<slug:key>/", views.SourceView.as_view(), name="source"),
    path("sources/<slug:key>/cite.<slug:ending>", citing_views.source_file, name="cite_source"),
    path("sources.<slug:ending>", citing_views.sources_file, name="sources"),
    path("claims.json", exports.ClaimsFile.as_view(), {"ending": "json"}, name="json"),
    path("claims.csv", exports.ClaimsFile.as_view(), {"ending": "csv"}, name="csv"),
    path("claims.schema.json", exports.schema_file, name="schema"),
]
