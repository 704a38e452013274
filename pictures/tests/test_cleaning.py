"""Whatever is uploaded comes out as clean pictures, or is refused in words."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from pictures.cleaning import clean_picture

from . import samples


def clean(data: bytes) -> Any:
    return clean_picture(io.BytesIO(data))


def opened(rendition: Any) -> Image.Image:
    return Image.open(io.BytesIO(rendition.data))


@pytest.mark.parametrize("name", samples.HOSTILE)
def test_what_is_no_still_picture_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean(samples.HOSTILE[name][2])
    assert len(refusal.value.messages[0]) > 20


def test_a_large_picture_is_kept_in_four_widths_and_a_fallback() -> None:
    cleaned = clean(samples.picture(size=(2400, 1200)))
    assert (cleaned.width, cleaned.height) == (1600, 800)
    assert [(each.mime, each.width) for each in cleaned.renditions] == [
        ("image/webp", 480),
        ("image/webp", 800),
        ("image/webp", 1200),
        ("image/webp", 1600),
        ("image/jpeg", 1200),
    ]
    assert [opened(each).size for each in cleaned.renditions][:2] == [(480, 240), (800, 400)]


def test_a_small_picture_is_never_enlarged() -> None:
    cleaned = clean(samples.picture(size=(500, 300)))
    assert [each.width for each in cleaned.renditions] == [480, 500, 500]


def test_a_very_tall_picture_is_bounded() -> None:
    cleaned = clean(samples.picture(size=(1000, 20_000)))
    assert (cleaned.width, cleaned.height) == (160, 3200)


def test_a_sideways_photo_is_turned_upright() -> None:
    cleaned = clean(samples.phone_photo())
    assert (cleaned.width, cleaned.height) == (40, 80)
    red, _green, blue = opened(cleaned.renditions[-1]).convert("RGB").getpixel((20, 5))  # type: ignore[misc]
    assert red > 150 > blue, "what was left is now on top"


def test_nothing_hidden_in_a_photo_survives() -> None:
    for rendition in clean(samples.phone_photo()).renditions:
        assert b"Jane" not in rendition.data
        assert b"SecretPhone" not in rendition.data
        assert not dict(opened(rendition).getexif())
        assert not {"exif", "comment", "icc_profile"} & set(opened(rendition).info)


def test_bytes_behind_the_picture_do_not_survive() -> None:
    for rendition in clean(samples.picture() + b"PK\x03\x04 an archive").renditions:
        assert b"archive" not in rendition.data


def test_colours_of_another_profile_become_ordinary_ones() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for rendition in clean(samples.picture(icc_profile=profile)).renditions:
        assert "icc_profile" not in opened(rendition).info


def test_a_broken_profile_does_no_harm() -> None:
    assert clean(samples.picture(icc_profile=b"no profile at all")).width == 80


def test_see_through_pictures_stay_see_through() -> None:
    cleaned = clean(samples.picture("PNG", mode="RGBA"))
    assert cleaned.renditions[-1].mime == "image/png"
    assert opened(cleaned.renditions[-1]).convert("RGBA").getpixel((70, 5))[3] == 90  # type: ignore[index]


@pytest.mark.parametrize(
    ("format_name", "mode"),
    [
        ("PNG", "L"),
        ("PNG", "LA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("WEBP", "RGB"),
    ],
)
def test_every_ordinary_way_to_store_colours_is_read(format_name: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (50, 50), "red").convert(mode).save(out, format_name)
    assert len(clean(out.getvalue()).renditions) == 2


def test_sixteen_bit_greys_are_not_clipped_to_white() -> None:
    out = io.BytesIO()
    Image.new("I;16", (50, 50), 0x8000).save(out, "PNG")
    grey = opened(clean(out.getvalue()).renditions[-1]).convert("L").getpixel((25, 25))
    assert 120 < grey < 136  # type: ignore[operator]


def test_a_phones_two_in_one_photo_is_a_still_one() -> None:
    assert clean(samples.two_in_one()).width == 30
