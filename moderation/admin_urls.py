"""Addresses of the moderators' screens; they stand before the admin's own, which would take them for its pages."""

from django.urls import path

from .admin import judging, pages

app_name = "moderation_admin"

urlpatterns = [
    path("flags/<int:pk>/", judging.flag_screen, name="flag"),
    path("pages/<int:pk>/", pages.page_screen, name="page"),
    path("pages/<int:pk>/as-readers-see-it/", pages.page_frame, name="page_frame"),
]
