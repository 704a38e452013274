"""Topics in the admin: what pages are put together under."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.admin.keeping import KeepsWhatIsUsed
from publishing.actions import delete_topic, save_topic
from publishing.actions.topics import why_topic_is_kept
from publishing.models import Topic
from publishing.topics import was_ever_live


class TopicForm(forms.ModelForm):
    """A topic as it is typed."""

    class Meta:
        model = Topic
        fields = ("title", "slug", "summary", "position")
        widgets: ClassVar[dict[str, Any]] = {
            "summary": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        }


class TopicAdmin(KeepsWhatIsUsed):
    """Topics, in the order in which readers see them. One with pages under it is kept."""

    form = TopicForm
    list_display = ("title", "slug", "summary", "position")
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("title", "slug", "summary")
    search_help_text = gettext_lazy("Search by title, slug or summary")
    fields = ("title", "slug", "summary", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> tuple[str, ...]:
        """A slug is an address: it never changes."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Topic | None = None) -> Any:
        """Suggest a slug from the title of a new topic."""
        return {} if obj else {"slug": ("title",)}

    def view_on_site(self, topic: Topic) -> str | None:
        """Return the topic's public page, if readers can or could open it."""
        return topic.get_absolute_url() if was_ever_live(topic.slug) else None

    def why_kept(self, topic: Topic) -> str:
        """Name the pages that stand under it."""
        return why_topic_is_kept(topic)

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """Save through the action, which writes what readers see."""
        save_topic(topic=obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Topic) -> None:
        """Delete through the action."""
        delete_topic(topic=obj, by=request.user)
