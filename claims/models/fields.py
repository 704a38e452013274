"""Columns and behaviour that several of the register's models share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.identifiers import SLUG, SLUG_LENGTH


class FixedSlug(models.Model):
    """A model whose slug is its public address and never changes once it is saved."""

    slug = models.CharField(
        _("slug"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[RegexValidator(SLUG, _("Use a–z, 0–9 and single hyphens."))],
        help_text=_("Its name in addresses and in Markdown. It can never be changed."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row. Raises ValidationError if its slug was changed."""
        stored = self.__dict__.get("_stored_slug")
        if stored not in (None, self.slug):
            raise ValidationError({"slug": _("This slug is in use in addresses and texts and cannot be changed.")})
        super().save(*args, **kwargs)
        self.__dict__["_stored_slug"] = self.slug

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "FixedSlug":
        """Remember the slug that was stored."""
        row = super().from_db(*args, **kwargs)
        row.__dict__["_stored_slug"] = row.__dict__.get("slug")
        return row


def slug_constraint(name: str) -> models.CheckConstraint:
    """Return the rule that a slug is ``[a-z0-9-]``, held by the database."""
    return models.CheckConstraint(condition=models.Q(slug__regex=SLUG), name=f"{name}_slug_shape")


def choice_constraint(name: str, field: str, choices: type[models.TextChoices], blank: bool = False) -> Any:
    """Return the rule that ``field`` holds one of ``choices`` (or nothing, if ``blank``), held by the database."""
    values = [*choices.values, *([""] if blank else [])]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=f"{name}_{field}_known")
