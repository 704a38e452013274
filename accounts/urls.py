"""Addresses of accounts: the profile below the admin, and the way out of e-mail, which needs no account."""

from django.contrib import admin
from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("admin/profile/", admin.site.admin_view(views.profile), name="profile"),
    path("mail/stop/<str:token>/", views.stop_mail, name="unsubscribe"),
]
