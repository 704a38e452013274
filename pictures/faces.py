"""A picture's face: what pages know of it, as frozen data without the database."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, Self

FALLBACK_TYPES = ("image/jpeg", "image/png")


class PictureFile(NamedTuple):
    """One file of a picture; ``name`` is its path below ``MEDIA_URL``."""

    name: str
    mime: str
    width: int


@dataclass(frozen=True)
class PictureFace:
    """Everything pages need to show one picture; ``width`` and ``height`` are those of its largest file."""

    slug: str
    alt_hint: str
    width: int
    height: int
    files: tuple[PictureFile, ...]
    credit: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the face as JSON-ready data; ``from_json`` gives it back."""
        return {**asdict(self), "files": [list(each) for each in self.files]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Build a face from ``as_json`` data."""
        return cls(**{**data, "files": tuple(PictureFile(*each) for each in data["files"])})

    @property
    def fallback(self) -> PictureFile:
        """The JPEG or PNG that every browser can show."""
        return next(each for each in self.files if each.mime in FALLBACK_TYPES)

    @property
    def sources(self) -> tuple[PictureFile, ...]:
        """The WebP files, the smallest first."""
        found = (each for each in self.files if each.mime == "image/webp")
        return tuple(sorted(found, key=lambda each: each.width))
