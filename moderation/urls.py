"""Addresses of what readers see of moderation."""

app_name = "moderation"

urlpatterns: list = []
