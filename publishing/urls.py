"""The addresses that every kind of page has."""

from django.urls import URLPattern, path

from . import cards, citing, feeds, views


def kind_patterns(kind: str) -> list[URLPattern]:
    """Return the addresses of a kind of page, to be included below its path with the path as namespace."""
    named = {"kind": kind}
    return [
        path("", views.page_list, named, name="list"),
        path("feed.atom", feeds.kind_feed, named, name="feed"),
        path("<slug:slug>/", views.page, named, name="page"),
        path("<slug:slug>/card.png", cards.page_card, named, name="card"),
        path("<slug:slug>/cite.<slug:ending>", citing.cite_file, named, name="cite"),
        path("<slug:slug>/versions/", views.versions, named, name="versions"),
        path("<slug:slug>/versions/<int:number>/", views.version, named, name="version"),
        path("<slug:slug>/versions/<int:number>/changes/", views.version_changes, named, name="changes"),
    ]
