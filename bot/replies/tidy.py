"""White space as authors mean it: a blank line parts paragraphs, a single line break is only where the editor wrapped.

A line keeps its break when it begins with a bullet (`•`, `-`, `–`), a number (`1.` or `1)`) or an emoji, and everything
between `<pre>` and `</pre>` stays as it is. Emoji can be taken out for people who do not want them.
"""

import re

_EMOJI_RANGES = (
    "\U0001f000-\U0001faff\u2600-\u26ff\u2702\u2705\u2708-\u270d\u270f\u2728\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u2b05-\u2b07\u2b50\u2b55\u231a\u231b\u23e9-\u23f3"
)
EMOJI = re.compile(f"[{_EMOJI_RANGES}][\ufe0f\u200d\u20e3{_EMOJI_RANGES}]*")
_PRE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_SPACES = re.compile(r"[ \t\r]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n{2,}")
_WRAPPED = re.compile(
    rf"(?<=[^\n])\n(?!\n)(?!(?:</?(?:b|i|u|s)>)?(?:[•–-] |\d{{1,2}}[.)] |[{_EMOJI_RANGES}])|</?blockquote)"
)
_IN_QUOTE = re.compile(r"(<blockquote[^<>]*>)\s+|\s+(</blockquote>)")


def tidied(text: str) -> str:
    """The text with the author's wrapping undone."""
    if "<pre>" not in text:
        return _paragraphs(text).strip()
    parts = _PRE.split(text)
    return "".join(part if place % 2 else _paragraphs(part) for place, part in enumerate(parts)).strip()


def _paragraphs(text: str) -> str:
    text = _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", text))
    text = _WRAPPED.sub(" ", _PARAGRAPHS.sub("\n\n", text))
    return _IN_QUOTE.sub(r"\1\2", text) if "<blockquote" in text else text


def without_emoji(text: str) -> str:
    """The text without emoji and without the space that stood beside each."""
    return re.sub(rf"(?m)^{EMOJI.pattern} ?| ?{EMOJI.pattern}", "", text)
