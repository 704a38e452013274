"""The public addresses of topics."""

from django.urls import path

from . import feeds
from . import topic_views as views

app_name = "topics"
urlpatterns = [
    path("", views.topic_list, name="list"),
    path("<slug:slug>/", views.topic, name="topic"),
    path("<slug:slug>/feed.atom", feeds.topic_feed, name="feed"),
]
