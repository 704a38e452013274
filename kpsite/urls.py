"""Every address of the site."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from . import media, views


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process runs."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer that the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[Any] = [
    path("", views.home, name="home"),
    path("articles/", include("articles.urls")),
    path("evidence/<slug:slug>/", views.ClaimPage.as_view()),
    path("", include("claims.urls")),
    path("about/how-we-check/", views.how_we_check, name="how_we_check"),
    path("about/privacy/", views.privacy, name="privacy"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media.serve, name="media"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("articles.editor_urls")),
    path("admin/", admin.site.urls),
]
