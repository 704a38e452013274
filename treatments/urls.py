"""The public addresses of treatments."""

from django.urls import path

from publishing.urls import kind_patterns

from . import views

app_name = "treatments"
# The list of treatments is its own: it stands before that of every kind.
urlpatterns = [
    path("", views.treatment_list, name="list"),
    path("compare/", views.compare, name="compare"),
    *kind_patterns("treatment"),
]
