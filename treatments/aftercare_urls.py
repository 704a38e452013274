"""The public addresses of aftercare checklists."""

from django.urls import path

from publishing.urls import kind_patterns

from . import checklist_views as views

app_name = "aftercare"
urlpatterns = [
    path("<slug:slug>.ics", views.calendar_file, name="calendar"),
    path("<slug:slug>/", views.page, name="page"),
    *kind_patterns("aftercare"),
]
