"""Draws a card: 1200 × 630 pixels, in the light scheme's colours. Pure: words in, a PNG file out."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from PIL import Image, ImageDraw

from .fonts import Font, Hand, hand_for
from .words import Card, Line

WIDTH, HEIGHT, EDGE = 1200, 630, 72
ROOM = WIDTH - 2 * EDGE
#: The stylesheet's roles.
COLOURS = {
    "paper": "#fffdfa",
    "ink": "#1d2327",
    "soft": "#5b656b",
    "rule": "#e4ded4",
    "accent": "#0b5d62",
    "note": "#31617a",
    "caution": "#8a5a00",
    "stop": "#a3261f",
}
#: Sizes of a card's words that are tried, the largest first; its lines are smaller.
SIZES = (64, 56, 48, 42, 36, 32, 28, 24)
LINES = 0.62
SMALLEST = 22
FRAME = 26
#: Longer words than the register and pages can hold are cut, so that no card takes long.
LONGEST = 400


@dataclass(frozen=True)
class Row:
    """One drawn line: where it begins is worked out when it is drawn."""

    text: str
    size: int
    role: str
    is_strong: bool = False
    dots: int | None = None
    gap: int = 0

    @property
    def height(self) -> int:
        """How far down the next line begins."""
        return self.gap + round(self.size * 1.32)


def png(card: Card) -> bytes:
    """Return a card as a PNG file; where its words cannot be written, with the site's name and address alone."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    draw = ImageDraw.Draw(image)
    host = urlsplit(settings.SITE_URL).netloc
    frame = (settings.SITE_NAME, card.kicker, host)
    texts = (card.words, *(line.text for line in card.lines))
    hand = hand_for((*frame, *texts))
    _bars(draw, card.lines)
    if hand is None:
        hand, frame, card = hand_for((host,)) or Hand("", is_folded=True), ("", "", ""), Card("", host)
    _frame(draw, hand, *frame)
    _rows(draw, hand, _fitting(card, hand))
    return _written(image)


def _bars(draw: ImageDraw.ImageDraw, lines: tuple[Line, ...]) -> None:
    draw.rectangle((0, 0, WIDTH, 14), fill=COLOURS[_bar(lines)])
    draw.line((EDGE, HEIGHT - 84, WIDTH - EDGE, HEIGHT - 84), fill=COLOURS["rule"], width=2)


def _bar(lines: tuple[Line, ...]) -> str:
    """Return the role of the colour on top: that of the first line that has one of its own."""
    return next((line.role for line in lines if line.role not in ("ink", "soft")), "accent")


def _frame(draw: ImageDraw.ImageDraw, hand: Hand, site: str, kicker: str, host: str) -> None:
    """Write the site's name and address, and what kind of thing the card is of."""
    font = hand.font(FRAME)
    kind = cut(hand.written(kicker), font, ROOM // 3)
    draw.text((EDGE, 48), cut(hand.written(site), font, ROOM // 2), COLOURS["accent"], font, stroke_width=0.5)
    draw.text((WIDTH - EDGE, 48), kind, COLOURS["soft"], font, anchor="ra")
    draw.text((EDGE, HEIGHT - 66), cut(hand.written(host), font, ROOM), COLOURS["soft"], font)


def _fitting(card: Card, hand: Hand) -> list[Row]:
    """Return the rows in the largest size in which all of them have room; at the smallest, the words are cut."""
    room = HEIGHT - 84 - 110 - 16
    for size in SIZES:
        rows = [*_words(card, hand, size), *_lines(card, hand, size)]
        if sum(row.height for row in rows) <= room:
            return rows
    words, lines = list(_words(card, hand, SIZES[-1])), list(_lines(card, hand, SIZES[-1]))
    while len(words) > 1 and sum(row.height for row in (*words, *lines)) > room:
        words.pop()
        words[-1] = Row(f"{words[-1].text[:-2].rstrip()}…", words[-1].size, words[-1].role, is_strong=True)
    return [*words, *lines]


def _words(card: Card, hand: Hand, size: int) -> Iterator[Row]:
    for text in wrapped(hand.written(card.words)[:LONGEST], hand.font(size), ROOM):
        yield Row(text, size, "ink", is_strong=True)


def _lines(card: Card, hand: Hand, size: int) -> Iterator[Row]:
    small = max(SMALLEST, round(size * LINES))
    font = hand.font(small)
    for line in card.lines:
        indent = small * 5 if line.dots is not None else 0
        for place, text in enumerate(wrapped(hand.written(line.text)[:LONGEST], font, ROOM - indent)):
            dots = line.dots if place == 0 else None
            yield Row(text, small, line.role, line.is_strong, dots, small // 2 if place == 0 else 0)


def _rows(draw: ImageDraw.ImageDraw, hand: Hand, rows: list[Row]) -> None:
    top = 110
    for row in rows:
        left = EDGE
        if row.dots is not None:
            left = _dots(draw, row, top + row.gap)
        weight = row.size / 44 if row.is_strong else 0
        draw.text((left, top + row.gap), row.text, COLOURS[row.role], hand.font(row.size), stroke_width=weight)
        top += row.height


def _dots(draw: ImageDraw.ImageDraw, row: Row, top: int) -> int:
    """Draw a row's four dots, and return where its words begin."""
    width, step = round(row.size * 0.62), round(row.size * 0.92)
    middle = top + round(row.size * 0.62)
    for place in range(4):
        left = EDGE + place * step
        box = (left, middle - width // 2, left + width, middle + width // 2)
        is_filled = place < (row.dots or 0)
        draw.ellipse(box, fill=COLOURS["accent"] if is_filled else None, outline=COLOURS["accent"], width=3)
    return EDGE + 4 * step + row.size // 3


def wrapped(text: str, font: Font, room: int) -> list[str]:
    """Return a text in lines that are no wider than ``room`` pixels; a word without an end is broken."""
    lines: list[str] = []
    space, used = font.getlength(" "), 0.0
    for word in text.split():
        first, *rest = _pieces(word, font, room)
        width = font.getlength(first)
        if lines and used + space + width <= room:
            lines[-1] += f" {first}"
            used += space + width
        else:
            lines.append(first)
            used = width
        if rest:
            lines += rest
            used = font.getlength(rest[-1])
    return lines


def _pieces(word: str, font: Font, room: int) -> Iterator[str]:
    """Yield a word in pieces that have room; by halves, as measuring takes its time."""
    while font.getlength(word) > room:
        counts = range(2, len(word))
        length = 1 + bisect_right(counts, float(room), key=lambda count: font.getlength(word[:count]))
        yield word[:length]
        word = word[length:]
    yield word


def cut(text: str, font: Font, room: int) -> str:
    """Return as much of a text as has room in one line."""
    if font.getlength(text) <= room:
        return text
    pieces = wrapped(text, font, room - round(font.getlength("…")))
    return f"{pieces[0]}…"


def _written(image: Image.Image) -> bytes:
    file = BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(file, "PNG", compress_level=7)
    return file.getvalue()
