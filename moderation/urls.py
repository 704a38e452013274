"""Addresses of what readers see of moderation."""

from django.urls import path
from django.views.decorators.http import require_safe

from .corrections.feed import CorrectionsFeed
from .corrections.views import corrections

app_name = "moderation"

urlpatterns: list = [
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed.atom", require_safe(CorrectionsFeed()), name="corrections_feed"),
]
