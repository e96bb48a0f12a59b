"""The picture of a result: small, on a background of its own, legible, and drawn whatever the words are."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from bot.core import results
from bot.core.scoring import score
from bot.replies import chart
from tests.core.quizzes import QUIZ, answers

RESULT = score(QUIZ, "quick", answers("5241534232"), day="2026-03-03")
DATA = results.says(QUIZ, {}, (RESULT,), 1)[1].chart
assert DATA is not None


def pixels(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_it_is_a_small_png() -> None:
    png = chart.draw(DATA)
    assert png.startswith(b"\x89PNG")
    assert len(png) <= 200_000
    assert struct.unpack(">II", png[16:24]) == (chart.WIDTH, pixels(png).height)


def test_it_has_a_background_of_its_own() -> None:
    """No transparency, so a dark chat does not show through; the card is white where the text stands."""
    image = Image.open(BytesIO(chart.draw(DATA)))
    assert "transparency" not in image.info
    assert image.convert("RGB").getpixel((100, 40)) == (255, 255, 255)


def test_longer_bars_stand_for_higher_means() -> None:
    def filled(value: float) -> int:
        data = {**DATA, "sides": [{"name": "C", "value": value}], "axes": []}
        image = pixels(chart.draw(data))
        return sum(image.getpixel((x, 228)) not in ((255, 255, 255), _rgb(chart.TRACK)) for x in range(300, 786))

    lengths = [filled(value) for value in (1.0, 2.0, 3.5, 5.0)]
    assert lengths == sorted(set(lengths))


def test_it_is_the_same_every_time() -> None:
    assert chart.draw(DATA) == chart.draw(DATA)


@pytest.mark.parametrize("words", ["", "x" * 500, "夜勤 🥐", "\n\t", "a\u0000b", "Łódź – “so” …"])
def test_any_words_are_drawn(words: str) -> None:
    rows = [{"name": words, "value": None}, {"name": words, "value": 9.0}, {"name": words, "value": -1.0}]
    data = {**DATA, "title": words, "band": words, "about": words, "foot": words, "sides": rows, "axes": rows * 20}
    assert len(chart.draw(data)) <= 200_000


@pytest.mark.parametrize("colour", [chart.INK, chart.SOFT, chart.CAREER, chart.JOB, chart.AXIS])
def test_words_and_bars_stand_out_from_the_card(colour: str) -> None:
    """WCAG 2: text and its background differ by at least 4.5 : 1."""
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _rgb(colour))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
