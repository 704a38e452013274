"""The public addresses of treatments."""

from publishing.urls import kind_patterns

app_name = "treatments"
urlpatterns = kind_patterns("treatment")
