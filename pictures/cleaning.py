"""Turn whatever somebody uploaded into clean pictures, or refuse it: bytes in, bytes out, no database.

What a file is, its content says, never its name or what the browser calls it. Every file that comes out was
drawn afresh: nothing of the original's metadata, comments or trailing bytes survives.
"""

import io
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
#: What Pillow calls a phone's JPEG that carries a second picture (depth, brightness) behind the first.
TWO_IN_ONE = "MPO"
WIDTHS = (480, 800, 1200, 1600)
MAX_BYTES = 10 * 2**20
MAX_PIXELS = 40_000_000
MAX_SIZE = (1600, 3200)
FALLBACK_WIDTH = 1200
EXTENSIONS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}
UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True)
class Rendition:
    """One clean file of a picture."""

    data: bytes
    mime: str
    width: int

    @property
    def extension(self) -> str:
        """The ending its file name should have, without the dot."""
        return EXTENSIONS[self.mime]


@dataclass(frozen=True)
class CleanPicture:
    """A picture's clean files; ``width`` and ``height`` are those of the largest."""

    width: int
    height: int
    renditions: tuple[Rendition, ...]


def clean_picture(file: BinaryIO) -> CleanPicture:
    """Return the clean renditions of an uploaded picture.

    Raises ValidationError, in words for the person who uploaded it, for what is no still JPEG, PNG or WebP
    picture or is too large.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 MB. Make the picture smaller and try again."))
    try:
        picture = _upright(data)
    except UNREADABLE as error:
        raise ValidationError(_("This is not a JPEG, PNG or WebP picture that can be read.")) from error
    return CleanPicture(picture.width, picture.height, _renditions(picture))


def _upright(data: bytes) -> Image.Image:
    """Decode, turn upright and shrink the picture; what comes back has pixels and nothing else."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        _refuse_unfit(opened)
        opened.draft(None, (WIDTHS[-1], WIDTHS[-1]))  # a large JPEG is decoded small in the first place
        opened.load()
        profile = opened.info.get("icc_profile")
        picture = ImageOps.exif_transpose(opened)
    picture = _plain_mode(picture)
    picture.thumbnail(MAX_SIZE, Image.Resampling.LANCZOS)
    picture = _plain_colours(picture, profile)
    picture.info.clear()
    return picture


def _refuse_unfit(opened: Image.Image) -> None:
    """Judge by the header alone, before anything is decoded."""
    if opened.width * opened.height > MAX_PIXELS:
        raise ValidationError(_("This picture has more than 40 million pixels. Make it smaller and try again."))
    if opened.format != TWO_IN_ONE and getattr(opened, "is_animated", False):
        raise ValidationError(_("This picture moves. Only still pictures can be used."))


def _plain_mode(picture: Image.Image) -> Image.Image:
    """Bring palettes and 16-bit greys to 8-bit grey, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):  # 16-bit grey: a plain convert() would clip it to white
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "La", "RGBa"):
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _plain_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring the colours to sRGB, so that the profile, which may name the device, need not be kept."""
    plain = "RGB" if picture.mode == "CMYK" else picture.mode
    if not profile or picture.mode == "L":
        return picture.convert(plain)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, srgb, outputMode=plain) or picture.convert(plain)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # A broken or foreign profile: the colours as they stand are the best there is.
        return picture.convert(plain)


def _renditions(picture: Image.Image) -> tuple[Rendition, ...]:
    widths = [width for width in WIDTHS if width < picture.width] + [picture.width]
    made = [Rendition(_encoded(picture, width, "WEBP"), "image/webp", width) for width in widths]
    is_see_through = picture.mode == "RGBA"
    width = min(picture.width, FALLBACK_WIDTH)
    fallback = _encoded(picture, width, "PNG" if is_see_through else "JPEG")
    return (*made, Rendition(fallback, "image/png" if is_see_through else "image/jpeg", width))


def _encoded(picture: Image.Image, width: int, format_name: str) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    sized.save(out, format_name, **({"optimize": True} if format_name == "PNG" else {"quality": 82}))
    return out.getvalue()
