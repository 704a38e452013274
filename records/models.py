"""Record: the abstract append-only row, and Redaction, the one exception to it."""

from functools import reduce
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .digests import digest
from .locking import serialise


class AppendOnlyError(TypeError):
    """Raised by every way to change, overwrite or delete a record."""


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise AppendOnlyError("Records are only ever added: write a newer one instead.")


class RecordQuerySet(models.QuerySet):
    """A queryset that reads and adds, and refuses to change, delete or add without a digest."""

    update = delete = bulk_update = bulk_create = update_or_create = _refuse
    aupdate = adelete = abulk_update = abulk_create = aupdate_or_create = _refuse
    # ``_update`` is what an instance's save and a fixture's raw save come down to, ``_raw_delete`` what a cascade does.
    _update = _raw_delete = _refuse


class Record(models.Model):
    """A row that is written once, by somebody, and never changed.

    ``series`` names the lookup that ties records into one chain (``"page"``): each record's ``digest`` covers
    its columns and the digest before it in that chain. ``redacted`` says what a redaction leaves.
    """

    series: ClassVar[str]

    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    by_name = models.CharField(_("by, as shown then"), max_length=150, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, using: str | None = None, **kwargs: Any) -> None:
        """Add the record, with the writer's name and the digest. Raises AppendOnlyError if it is saved already."""
        if not self._state.adding or self.pk is not None:
            _refuse()
        self.by_name = self.by_name or self.by.shown_name
        with transaction.atomic(using=using):
            # Two at once would both follow the same record, and the chain would look tampered with.
            serialise(self._meta.label_lower, str(self._series_value()), using=using)
            self.digest = digest(self.columns(), self.previous_digest())
            super().save(force_insert=True, using=using)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise AppendOnlyError."""
        _refuse()

    def columns(self) -> dict[str, Any]:
        """Return what the digest covers: every stored column but the key and the digest."""
        fields = [field for field in self._meta.concrete_fields if field.attname not in ("id", "digest")]
        return {field.attname: field.to_python(getattr(self, field.attname)) for field in fields}

    def chain(self) -> "models.QuerySet[Any]":
        """Return the records of this record's series, oldest first."""
        return type(self)._base_manager.filter(**{self.series: self._series_value()}).order_by("pk")

    def previous_digest(self) -> str:
        """Return the digest before this record in its series, or "" for the first."""
        earlier = self.chain() if self.pk is None else self.chain().filter(pk__lt=self.pk)
        return earlier.order_by("-pk").values_list("digest", flat=True).first() or ""

    def _series_value(self) -> Any:
        """Return what the records of this record's series share: a plain value, the key of a row."""
        value = reduce(getattr, self.series.split("__"), self)
        return value.pk if isinstance(value, models.Model) else value

    def redacted(self, notice: str) -> dict[str, Any]:
        """Return the columns that a redaction overwrites, with ``notice`` where words stood."""
        raise NotImplementedError(f"{type(self).__name__} says nothing about redaction.")

    def forget(self) -> None:
        """Take out of what else holds the record's words what a redaction took out of it; it is called by that."""


class Redaction(Record):
    """The record of one redaction: which record, why, and the digest that it keeps."""

    series = "model"

    model = models.CharField(_("kind of record"), max_length=100)
    record = models.PositiveBigIntegerField(_("number of the record"))
    reason = models.TextField(_("reason"))

    class Meta(Record.Meta):
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = (models.UniqueConstraint(fields=("model", "record"), name="redaction_once_a_record"),)

    def __str__(self) -> str:
        return f"{self.model} {self.record}"
