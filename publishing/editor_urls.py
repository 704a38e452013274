"""The editor's addresses; they stand before the admin's own, which would take them for pages of its own."""

from django.urls import path

from .admin import editor

urlpatterns = [
    path("admin/mdx/preview/", editor.mdx_preview, name="mdx_preview"),
    path("admin/mdx/upload/", editor.mdx_upload, name="mdx_upload"),
    path("admin/preview/<slug:kind>/", editor.live_preview, name="live_preview"),
    path("admin/preview/<slug:kind>/<int:pk>/", editor.live_preview, name="live_preview_of"),
]
