"""The editor's addresses; they stand before the admin's own, which would take them for pages of its own."""

from django.urls import path

from . import editor

urlpatterns = [
    path("admin/mdx/preview/", editor.mdx_preview, name="mdx_preview"),
    path("admin/mdx/upload/", editor.mdx_upload, name="mdx_upload"),
    path("admin/articles/preview/", editor.article_preview, name="article_preview"),
]
