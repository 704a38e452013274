"""Every address of the site."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from claims import sheet_views
from publishing.feeds import site_feed

from . import media, register, sitemap, views
from .searching import views as searching


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


class Favicon(RedirectView):
    """Lead browsers that ask for the icon by its old name, as they do under ``/admin/``."""

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Return the icon's address, which changes with its content."""
        return static("img/favicon.svg")


urlpatterns: list[Any] = [
    path("", views.home, name="home"),
    path("feed.atom", site_feed, name="feed"),
    path("card.png", views.card, name="card"),
    path("sitemap.xml", sitemap.sitemap_file, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("articles/", include("articles.urls")),
    path("treatments/", include("treatments.urls")),
    path("aftercare/", include("treatments.aftercare_urls")),
    path("topics/", include("publishing.topic_urls")),
    path("", include("moderation.urls")),
    path("evidence/", register.RegisterPage.as_view()),
    path("evidence/<slug:slug>/", views.ClaimPage.as_view()),
    path("claims.json", register.ClaimsExport.as_view(), {"ending": "json"}),
    path("claims.csv", register.ClaimsExport.as_view(), {"ending": "csv"}),
    path("", include("claims.urls")),
    path("sheet/", sheet_views.page, name="sheet"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="search_suggest"),
    path("about/how-we-check/", views.how_we_check, name="how_we_check"),
    path("about/privacy/", views.privacy, name="privacy"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media.serve, name="media"),
    path("favicon.ico", Favicon.as_view()),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("publishing.editor_urls")),
    path("", include("accounts.urls")),
    path("admin/moderation/", include("moderation.admin_urls")),
    path("admin/", admin.site.urls),
]
