"""The picture of a result: a card of bars with its own background, so that it reads in a light and in a dark chat.

Everything is drawn twice as large and scaled down, which smooths round corners; the words come with the data. Only
signs that the bundled font has are drawn: a name in another script stands in the caption, and not as boxes here.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

WIDTH, MARGIN, ROW = 960, 64, 62
LOW, HIGH = 1.0, 5.0  # the scale's ends
SCALE = 2
MOST_ROWS = 12

PAPER, CARD, INK, SOFT, TRACK, LINE = "#e9edf2", "#ffffff", "#1d2733", "#5a6675", "#e4e9ef", "#c9d2dc"
CAREER, JOB, AXIS = "#0f7b6c", "#b85c00", "#3b6fb6"  # each at least 4.5 : 1 on white, told apart by colour-blind eyes

Row = Mapping[str, Any]


def draw(data: Mapping[str, Any]) -> bytes:
    """A PNG of the chart's data as `bot.core.results.chart` gives it."""
    card = _Card(_height(data))
    card.head(data)
    card.bars(data["sides"], (CAREER, JOB))
    card.divide()
    card.bars(data["axes"][:MOST_ROWS], (AXIS,))
    card.scale(str(data["low"]), str(data["high"]))
    card.foot(str(data["foot"]))
    return card.png()


def _height(data: Mapping[str, Any]) -> int:
    rows = len(data["sides"]) + len(data["axes"][:MOST_ROWS])
    return 196 + rows * ROW + 36 + 132


class _Card:
    """One picture in the making; `y` is where the next thing goes."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.box((20, 20, WIDTH - 20, height - 20), CARD, radius=28)
        self.y = MARGIN - 6

    def head(self, data: Mapping[str, Any]) -> None:
        self.text((MARGIN, self.y), str(data["title"]), 24, SOFT)
        self.text((MARGIN, self.y + 34), _capital(str(data["band"])), 42, INK, WIDTH - 2 * MARGIN, bold=True)
        self.text((MARGIN, self.y + 90), str(data["about"]), 24, SOFT, WIDTH - 2 * MARGIN)
        self.y += 148

    def bars(self, rows: Sequence[Row], colours: Sequence[str]) -> None:
        for place, row in enumerate(rows):
            self._bar(row, colours[place % len(colours)])
            self.y += ROW

    def divide(self) -> None:
        self.box((MARGIN, self.y + 4, WIDTH - MARGIN, self.y + 6), TRACK)
        self.y += 36

    def scale(self, low: str, high: str) -> None:
        left, right = _track()
        middle = f"{(LOW + HIGH) / 2:g}"
        for x, words in ((left, low), ((left + right) / 2, middle), (right, high)):
            self.text((x, self.y - 4), words, 20, SOFT, anchor="ma")
        self.y += 48

    def foot(self, words: str) -> None:
        self.text((MARGIN, self.y), words, 24, SOFT, WIDTH - 2 * MARGIN)

    def png(self) -> bytes:
        small = self.image.resize((WIDTH, self.height), Image.Resampling.LANCZOS)
        file = BytesIO()
        small.quantize(64).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _bar(self, row: Row, colour: str) -> None:
        left, right = _track()
        top, bottom = self.y + 8, self.y + 36
        self.text((MARGIN, self.y + 7), str(row["name"]), 27, INK, left - MARGIN - 20)
        self.box((left, top, right, bottom), TRACK, radius=14)
        value = row.get("value")
        if value is None:
            self.text((right + 60, self.y + 7), "-", 27, SOFT, anchor="ma")
            return
        share = min(max((float(value) - LOW) / (HIGH - LOW), 0.0), 1.0)
        self.box((left, top, left + max(28, share * (right - left)), bottom), colour, radius=14)
        for quarter in (0.25, 0.5, 0.75):
            x = left + quarter * (right - left)
            self.box((x - 1, top, x + 1, bottom), CARD if quarter < share else LINE)
        self.text((right + 60, self.y + 7), f"{float(value):.1f}", 27, INK, anchor="ma", bold=True)

    def box(self, corners: tuple[float, float, float, float], colour: str, radius: float = 0) -> None:
        self.pen.rounded_rectangle([corner * SCALE for corner in corners], radius * SCALE, fill=colour)

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        colour: str,
        width: float = 10_000,
        anchor: str = "la",
        bold: bool = False,
    ) -> None:
        font, said = _font(size * SCALE), _drawable(words)
        while said and font.getlength(said) > width * SCALE:
            said = said[:-2] + "…" if len(said) > 2 else ""
        place = (at[0] * SCALE, at[1] * SCALE)
        self.pen.text(place, said, fill=colour, font=font, anchor=anchor, stroke_width=bold * SCALE / 2)


def _track() -> tuple[int, int]:
    """Where the bars begin and end."""
    return 300, WIDTH - MARGIN - 110


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # noqa: S101 - always so with a size and FreeType, which wheels have
    return font


@cache
def _missing() -> bytes:
    """What the font draws for a sign that it does not have."""
    return bytes(_font(24).getmask("\U0010fffd"))


def _drawable(words: str) -> str:
    """The words without signs that the font lacks."""
    font = _font(24)
    kept = (sign for sign in words if sign.isspace() or bytes(font.getmask(sign)) != _missing())
    return " ".join("".join(kept).split())
