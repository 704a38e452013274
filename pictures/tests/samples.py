"""Pictures and would-be pictures, as bytes, for tests."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

ORIENTATION = 0x0112
GPS = 0x8825
MADE_BY = 0x010F


def picture(format_name: str = "JPEG", size: tuple[int, int] = (80, 40), mode: str = "RGB", **options: Any) -> bytes:
    """A plain picture, its left half red and its right half blue."""
    colours = {"RGB": ((200, 0, 0), (0, 0, 200)), "RGBA": ((200, 0, 0, 255), (0, 0, 200, 90))}
    left, right = colours.get(mode, (60, 190))
    drawn = Image.new(mode, size, left)
    drawn.paste(right, (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    drawn.save(out, format_name, **options)
    return out.getvalue()


def phone_photo() -> bytes:
    """A photo taken sideways, with all a phone hides in one: place, maker and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MADE_BY] = "SecretPhone"
    exif.get_ifd(GPS)[1] = "N"
    return picture(exif=exif, comment=b"taken at home by Jane")


def moving(format_name: str) -> bytes:
    """An animation of two frames."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, format_name, save_all=True, append_images=frames[1:])
    return out.getvalue()


def two_in_one() -> bytes:
    """A still photo as newer phones store it: a second picture lies behind the first."""
    out = io.BytesIO()
    first, second = (Image.new("RGB", (30, 20), colour) for colour in ("red", "grey"))
    first.save(out, "MPO", save_all=True, append_images=[second])
    return out.getvalue()


def huge_header(width: int = 8000, height: int = 6000) -> bytes:
    """A small PNG that says it has 48 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><a href="javascript:alert(1)"/></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
#: What must be refused, under the names and types that somebody hostile would send it with.
HOSTILE = {
    "HTML called a GIF": ("x.html", "image/gif", HTML),
    "HTML behind a GIF's first bytes": ("x.gif", "image/gif", b"GIF89a" + HTML),
    "SVG": ("x.svg", "image/svg+xml", SVG),
    "SVG called a PNG": ("x.png", "image/png", SVG),
    "PHP": ("x.png.php", "image/png", b"<?php system($_GET['c']);"),
    "nothing": ("x.png", "image/png", b"\0"),
    "half a JPEG": ("x.jpg", "image/jpeg", picture(size=(400, 400))[:600]),
    "moving GIF": ("x.gif", "image/gif", moving("GIF")),
    "moving PNG": ("x.png", "image/png", moving("PNG")),
    "moving WebP": ("x.webp", "image/webp", moving("WEBP")),
    "TIFF": ("x.jpg", "image/jpeg", picture("TIFF")),
    "48 million pixels": ("x.png", "image/png", huge_header()),
    "400 million pixels": ("x.png", "image/png", huge_header(20_000, 20_000)),
    "more than 10 MB": ("x.png", "image/png", b"\x89PNG" + bytes(10 * 2**20)),
}
