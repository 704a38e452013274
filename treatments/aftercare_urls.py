"""The public addresses of aftercare checklists."""

from publishing.urls import kind_patterns

app_name = "aftercare"
urlpatterns = kind_patterns("aftercare")
