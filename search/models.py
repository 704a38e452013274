"""Entry: one thing that readers can find, while it is live."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import connections, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import matching
from .asking import Asked


class EntryQuerySet(models.QuerySet):
    """Entries as readers find them."""

    def live(self, moment: datetime | None = None) -> Self:
        """Keep what readers can see at ``moment`` (now)."""
        moment = moment or timezone.now()
        return self._until_after(moment).filter(live_from__lte=moment)

    def coming(self) -> Self:
        """Keep what readers can see now or will see later."""
        return self._until_after(timezone.now())

    def search(self, asked: Asked | str) -> Self:
        """Keep what has all words that were asked for (or any, see ``Asked``), the best first.

        What has them in its title comes first, unless its weight is below 1. Nothing that is typed is an error.
        """
        return self._matched(asked, matching.search)

    def search_titles(self, asked: Asked | str) -> Self:
        """Keep what has all words in its title, the best first."""
        return self._matched(asked, matching.search_titles)

    def _matched(self, asked: Asked | str, how: Any) -> Self:
        asked = Asked.of(asked) if isinstance(asked, str) else asked
        return how(self, asked, connections[self.db].vendor) if asked else self.none()

    def _until_after(self, moment: datetime) -> Self:
        return self.filter(Q(live_until=None) | Q(live_until__gt=moment))


class Entry(models.Model):
    """One thing to be found: a page, a step of one, a claim, a question, a source.

    ``owner`` names what it is written with, such as “page/12”: all entries of an owner are replaced together
    (``search.indexing.put``). ``key`` and ``position`` tell it from the owner's others; what shows it finds the
    thing itself by the key. ``quote`` has the lines that may be shown as a snippet, ``shown`` what the result
    needs besides; verdicts and caveats are never kept here. ``weight`` says how much it counts beside what fits as
    well. ``title_terms`` and ``text_terms`` are what is searched: ``search.words.terms`` of title and text.
    """

    kind = models.CharField(_("kind"), max_length=30)
    owner = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0)
    title = models.TextField(_("title"))
    quote = models.TextField(blank=True)
    shown = models.JSONField(default=dict)
    weight = models.FloatField(default=1)
    title_terms = models.TextField()
    text_terms = models.TextField(blank=True)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("owner", "key", "position"), name="search_entry_once"),)
        indexes = (models.Index(fields=("kind",), name="search_entry_kind"),)

    def __str__(self) -> str:
        return self.title
