"""The public addresses of articles."""

from publishing.urls import kind_patterns

app_name = "articles"
urlpatterns = kind_patterns("article")
