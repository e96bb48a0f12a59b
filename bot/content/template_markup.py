"""The markup that a template writes itself, line by line, without running it."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from jinja2 import Environment

from bot.content.problems import Problem
from bot.replies.book import TemplateText
from bot.replies.markup import refusals

_WRAPPED = re.compile(r"[a-z,]\n(?=[a-z])")
_LEXER = Environment(autoescape=True)  # only ever splits text into tokens; what runs, runs in the sandbox


def problems(template: TemplateText) -> Iterator[Problem]:
    """What Telegram would refuse in the text that the template itself writes, and line breaks within sentences."""
    for text, starts, lines in _segments(template.text):
        for refusal in refusals(text):
            line = _line(text, starts, lines, refusal.offset)
            yield Problem(template.file, line, "", refusal.what, refusal.try_)
        for wrapped in _WRAPPED.finditer(text):
            line = _line(text, starts, lines, wrapped.start())
            what = "a line break in the middle of a sentence is shown as one"
            yield Problem(template.file, line, "", what, "join the two lines", warning=True)


def _line(text: str, starts: list[int], lines: list[int], offset: int) -> int:
    piece = bisect_right(starts, offset) - 1
    return lines[piece] + text.count("\n", starts[piece], offset)


Segment = tuple[str, list[int], list[int]]  # text, where its pieces start, the line of each


def _segments(text: str) -> Iterator[Segment]:
    """What the template itself writes, block by block; an `x` stands for each value it fills in."""
    written, starts, lines = "", [0], [1]
    for line, kind, value in _pieces(text):
        if kind == "edge":
            yield written, starts, lines
            written, starts, lines = "", [0], [line]
        else:
            starts.append(len(written))
            lines.append(line)
            written += value
    yield written, starts, lines


def _pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, "data" or "edge", text): edges are where blocks begin and end."""
    inside = ""
    first = True
    for line, kind, value in _LEXER.lex(text):
        if kind in ("variable_begin", "block_begin"):
            inside, first = kind, True
        elif kind in ("variable_end", "block_end"):
            if inside == "variable_begin":
                yield line, "data", "x"
            inside = ""
        elif kind == "data":
            yield line, "data", value
        elif inside == "block_begin" and kind == "name" and first:
            first = False
            if value in ("block", "endblock"):
                yield line, "edge", ""
