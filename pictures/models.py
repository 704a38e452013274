"""Pictures that pages show; their files never change."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .faces import PictureFace, PictureFile

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
#: What pages and old publications rely on.
NEVER_CHANGES = ("slug", "width", "height", "files", "uploaded_at", "uploaded_by_id")


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures as a vocabulary."""

    def faces(self) -> dict[str, PictureFace]:
        """Return the faces of these pictures by slug."""
        return {picture.slug: picture.as_face() for picture in self}


class Picture(models.Model):
    """One picture, cleaned when it was uploaded; texts show it with ``![…](picture:slug)``."""

    slug = models.CharField(
        _("short name"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(SLUG_PATTERN, _("Use small letters, digits and hyphens only."))],
        help_text=_("Texts show the picture by this name. It never changes."),
    )
    alt_hint = models.CharField(
        _("what it shows"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for people who cannot see it. Each page can say it in its own words."),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the picture, and under which licence.")
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    files = models.JSONField(_("files"), editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("uploaded by"),
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-uploaded_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(slug__regex=SLUG_PATTERN), name="picture_slug_is_plain"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="picture_has_a_size"),
        )

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; refuse to change what pages rely on."""
        loaded: dict[str, Any] = getattr(self, "_as_loaded", {})
        if changed := [name for name, value in loaded.items() if self.__dict__.get(name, value) != value]:
            raise ValueError(f"A picture’s {', '.join(changed)} never changes: upload a new picture instead.")
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember what must not change."""
        picture = super().from_db(*args, **kwargs)
        loaded = picture.__dict__
        loaded["_as_loaded"] = {name: loaded[name] for name in NEVER_CHANGES if name in loaded}
        return picture

    def as_face(self) -> PictureFace:
        """Return what pages need to show it."""
        files = tuple(PictureFile(each["name"], each["mime"], each["width"]) for each in self.files)
        return PictureFace(self.slug, self.alt_hint, self.width, self.height, files, self.credit)
