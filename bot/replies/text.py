"""Telegram's HTML for eyes at a terminal: as plain text, or with ANSI colours and weights."""

import html
import re
from collections.abc import Mapping

_PIECE = re.compile(r"<(/?)([a-z-]+)([^<>]*)>")
_HREF = re.compile(r'href="([^"]*)"')
_STYLES: Mapping[str, str] = {
    "b": "1",
    "i": "3",
    "u": "4",
    "s": "9",
    "code": "36",
    "pre": "36",
    "a": "4",
    "blockquote": "2",
    "tg-spoiler": "2",
}
_BAR = "│ "  # before each line of a quotation


def plain(text: str) -> str:
    """The words alone; a quotation's lines begin with a bar, a link's address follows its words."""
    return _shown(text, styled=False)


def ansi(text: str) -> str:
    """The same with bold, italic and colour, each ended again."""
    return _shown(text, styled=True)


def _shown(text: str, styled: bool) -> str:
    out: list[str] = []
    open_: list[tuple[str, str, int]] = []  # tag, address, where in `out` it began
    at = 0
    for piece in _PIECE.finditer(text):
        out.append(html.unescape(text[at : piece.start()]))
        at = piece.end()
        closing, name, attributes = piece.groups()
        if not closing:
            address = _HREF.search(attributes)
            open_.append((name, html.unescape(address[1]) if address else "", len(out)))
            out.append(f"\033[{_STYLES[name]}m" if styled and name in _STYLES else "")
        elif open_:
            _close(out, open_, styled)
    return "".join(out) + html.unescape(text[at:])


def _close(out: list[str], open_: list[tuple[str, str, int]], styled: bool) -> None:
    name, address, began = open_.pop()
    words = "".join(out[began + 1 :])
    if name == "blockquote":
        out[began + 1 :] = [_BAR + words.replace("\n", f"\n{_BAR}")]
    elif address and address != words:
        out.append(f" ({address})")
    if styled and name in _STYLES:
        codes = [_STYLES[each] for each, _, _ in open_ if each in _STYLES]
        out.append("\033[0m" + "".join(f"\033[{code}m" for code in codes))
