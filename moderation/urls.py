"""Addresses of what readers see of moderation."""

from django.urls import path
from django.views.decorators.http import require_safe

from .corrections.feed import CorrectionsFeed
from .corrections.views import corrections
from .reports import receipts, views

app_name = "moderation"

urlpatterns: list = [
    path("evidence/<slug:slug>/report/", views.report_claim, name="report_claim"),
    path("<slug:path>/<slug:slug>/report/", views.report_page, name="report_page"),
    path("reports/", receipts.find, name="find"),
    path("reports/<str:token>/", receipts.status, name="status"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed.atom", require_safe(CorrectionsFeed()), name="corrections_feed"),
]
