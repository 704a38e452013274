"""Adding pictures.

Cleaning takes a second or more and files cannot be rolled back, so both are done before any transaction: an
open one would hold SQLite's only write lock all the while.
"""

import io
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from .cleaning import clean_picture
from .models import Picture

logger = logging.getLogger(__name__)


@dataclass
class StoredPicture:
    """A cleaned picture whose files are written but which no row names yet."""

    width: int
    height: int
    files: list[dict[str, Any]] = field(default_factory=list)
    is_kept: bool = False

    def remove_files(self) -> None:
        """Delete the files again; one that cannot be deleted is logged and does no harm."""
        for each in self.files:
            try:
                default_storage.delete(each["name"])
            except OSError:
                logger.exception("The file %s is left over and can be deleted.", each["name"])


@contextmanager
def stored_picture(file: BinaryIO | File) -> Iterator[StoredPicture]:
    """Clean a picture and write its files; they are removed again unless ``is_kept`` is set inside.

    Raises ValidationError for what is no picture.
    """
    clean = clean_picture(file)  # type: ignore[arg-type]  # Django's File reads like any other
    stored = StoredPicture(clean.width, clean.height)
    try:
        for each in clean.renditions:
            name = f"pictures/{uuid4().hex}-{each.width}.{each.extension}"
            name = default_storage.save(name, ContentFile(each.data))
            stored.files.append({"name": name, "mime": each.mime, "width": each.width})
        yield stored
    except BaseException:
        stored.remove_files()
        raise
    if not stored.is_kept:
        stored.remove_files()


def free_slug(*wishes: str) -> str:
    """Return the first of the wishes that makes a slug, with a few letters behind it if it is taken."""
    slugs = (slugify(wish.replace("_", "-"))[:60].strip("-") for wish in wishes)
    slug = next(filter(None, slugs), "picture")
    return f"{slug}-{secrets.token_hex(4)}" if Picture.objects.filter(slug=slug).exists() else slug


def add_picture(*, data: bytes | File, alt_hint: str, by: Any, credit: str = "", file_name: str = "") -> Picture:
    """Clean an uploaded picture, write its files and return its row.

    ``file_name`` only helps to name it. Raises PermissionDenied, and ValidationError for what is no picture.
    """
    if not by.has_perm("pictures.add_picture"):
        raise PermissionDenied(_("You may not add pictures."))
    with stored_picture(io.BytesIO(data) if isinstance(data, bytes) else data) as stored:
        with transaction.atomic():
            picture = Picture(
                slug=free_slug(alt_hint, PurePath(file_name).stem),
                alt_hint=alt_hint,
                credit=credit,
                width=stored.width,
                height=stored.height,
                files=stored.files,
                uploaded_by=by,
            )
            picture.full_clean()
            picture.save(force_insert=True)
        stored.is_kept = True
    return picture
