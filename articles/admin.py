"""Articles in the stock admin."""

from publishing.admin import WorkingCopyAdmin, WorkingCopyForm

from .models import Article


class ArticleForm(WorkingCopyForm):
    """An article as it is typed."""

    kind = "article"

    class Meta:
        model = Article
        fields = (
            "title",
            "slug",
            "summary",
            "covers",
            "topics",
            "question",
            "body",
            "lead_picture",
            "lead_alt",
            "seen_version",
        )


class ArticleAdmin(WorkingCopyAdmin):
    """Articles: written in Markdown beside their preview, published step by step."""

    kind = "article"
    form = ArticleForm
    autocomplete_fields = ("topics", "question", "lead_picture")
