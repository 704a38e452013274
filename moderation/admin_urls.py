"""Addresses of the moderators' screens; they stand before the admin's own, which would take them for its pages."""

from django.urls import path

from .admin import bulk, judging, pages, queue, row

app_name = "moderation_admin"

urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/bulk/", bulk.bulk, name="bulk"),
    path("queue/next/", queue.following, name="next"),
    path("queue/<path:key>/", row.row, name="row"),
    path("flags/<int:pk>/", judging.flag_screen, name="flag"),
    path("pages/<int:pk>/", pages.page_screen, name="page"),
    path("pages/<int:pk>/as-readers-see-it/", pages.page_frame, name="page_frame"),
]
