"""White space and emoji: a line break in a template is a line break in the message, a blank line parts paragraphs.

Two or more blank lines, spaces at the ends of lines and runs of spaces are left behind by blocks and conditions; they
go. Everything between `<pre>` and `</pre>` stays as it is.
"""

import re

_EMOJI_RANGES = (
    "\U0001f000-\U0001faff\u2600-\u26ff\u2702\u2705\u2708-\u270d\u270f\u2728\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u2b05-\u2b07\u2b50\u2b55\u231a\u231b\u23e9-\u23f3"
)
_JOINED = "\ufe0f\u200d\u20e3"  # variation selector, joiner, keycap: parts of the emoji before them
EMOJI = re.compile(f"[{_EMOJI_RANGES}][{_JOINED}{_EMOJI_RANGES}]*")
_EMOJI_AND_SPACE = re.compile(rf"(?m)^{EMOJI.pattern} ?| ?{EMOJI.pattern}")
_PRE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_IN_QUOTE = re.compile(r"(<blockquote[^<>]*>)\s+|\s+(</blockquote>)")


def tidied(text: str) -> str:
    """The text with the white space that an author means."""
    if "<pre>" not in text:
        return _spaced(text).strip()
    parts = _PRE.split(text)
    return "".join(part if place % 2 else _spaced(part) for place, part in enumerate(parts)).strip()


def _spaced(text: str) -> str:
    text = _single(text.replace("\t", " ").replace("\r", " "), " ", 1)
    text = _single(text.replace(" \n", "\n").replace("\n ", "\n"), "\n", 2)
    return _IN_QUOTE.sub(r"\1\2", text) if "<blockquote" in text else text


def _single(text: str, character: str, most: int) -> str:
    """The text with no more than `most` of the character in a row."""
    fitting, more = character * most, character * (most + 1)
    while more in text:
        text = text.replace(more, fitting)
    return text


def without_emoji(text: str) -> str:
    """The text without emoji and without the space that stood beside each."""
    return _EMOJI_AND_SPACE.sub("", text)
