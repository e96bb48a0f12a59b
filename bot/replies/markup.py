"""Telegram's HTML: what it refuses, how long a text is to it, and how to shorten one without breaking a tag.

The rules are those of TDLib's parser for the tags we use; it is stricter than browsers. Lengths are counted as Telegram
does, in UTF-16 code units of the text without tags. Stray `&` TDLib lets pass; here it is refused, since an author who
forgets to escape one also forgets to escape the other.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TAGS = ("b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler")
_ATTRIBUTES = {"a": r'href="[^"<>]+"', "blockquote": "expandable", "code": r'class="language-[\w+#-]+"'}
_PIECE = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)>|(<)|(&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);)|(&)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Telegram would refuse, and where: `offset` counts characters of the HTML."""

    offset: int
    what: str
    try_: str


def refusals(text: str) -> Iterator[Refusal]:
    """Everything that keeps a text from being sent."""
    unclosed: list[tuple[str, int]] = []
    for piece in _PIECE.finditer(text):
        closing, name, attributes, stray, _entity, ampersand = piece.groups()
        if stray:
            yield Refusal(piece.start(), "a < that opens no tag", "write &lt;")
        elif ampersand:
            yield Refusal(piece.start(), "a & that begins no entity", "write &amp;")
        elif name and closing:
            yield from _closed(name, piece.start(), unclosed)
        elif name:
            yield from _opened(name, attributes, piece.start(), unclosed)
    for name, offset in (each for each in unclosed if each[0] in TAGS):
        yield Refusal(offset, f"<{name}> is never closed", f"write </{name}> where it ends")


def _opened(name: str, attributes: str, offset: int, unclosed: list[tuple[str, int]]) -> Iterator[Refusal]:
    if name not in TAGS:
        yield Refusal(offset, f"Telegram has no tag <{name}>", f"use one of {', '.join(TAGS)}, or write &lt; for a <")
        unclosed.append((name, offset))
        return
    if name == "blockquote" and any(open_ == name for open_, _ in unclosed):
        yield Refusal(offset, "a blockquote inside a blockquote", "close the first one before")
    allowed = _ATTRIBUTES.get(name)
    said = attributes.strip()
    if said and not (allowed and re.fullmatch(allowed, said)):
        yield Refusal(offset, f"<{name}> does not take {said}", "write the tag without it")
    if name == "a" and not said:
        yield Refusal(offset, "<a> needs an address", 'write <a href="https://…">')
    unclosed.append((name, offset))


def _closed(name: str, offset: int, unclosed: list[tuple[str, int]]) -> Iterator[Refusal]:
    if unclosed and unclosed[-1][0] == name:
        unclosed.pop()
    elif name in (open_ for open_, _ in unclosed):
        inner = unclosed[-1][0]
        yield Refusal(offset, f"</{name}> comes before </{inner}>", f"close <{inner}> first")
        del unclosed[max(place for place, (open_, _) in enumerate(unclosed) if open_ == name)]
    elif name in TAGS:
        yield Refusal(offset, f"</{name}> closes nothing", f"delete it, or write <{name}> where it begins")
    else:
        yield Refusal(offset, f"Telegram has no tag <{name}>", f"use one of {', '.join(TAGS)}")


def plain(text: str) -> str:
    """The text without its tags, entities resolved."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def length(text: str) -> int:
    """How long Telegram counts it."""
    return len(plain(text).encode("utf-16-le")) // 2


def fitted(text: str, limit: int = TEXT_LIMIT) -> str:
    """The text, or as many of its paragraphs as fit, with an ellipsis for what is left out."""
    if len(text) <= limit // 2 or length(text) <= limit:  # a character is at most two code units
        return text
    cuts = [found.start() for found in re.finditer(r"\n\n", text)]
    whole = (cut for cut in reversed(cuts) if not _open_at(text, cut) and limit // 2 < length(text[:cut]) <= limit - 3)
    cut = next(whole, 0)
    return f"{text[:cut]}\n\n…" if cut else _cut_anywhere(text, limit - 1)


def _open_at(text: str, end: int) -> list[str]:
    """The tags that are open at a place of a valid text, outermost first."""
    open_: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z-]+)[^<>]*>", text[:end]):
        if closing:
            open_.pop()
        else:
            open_.append(name)
    return open_


def _cut_anywhere(text: str, limit: int) -> str:
    """The longest beginning within the limit, between two characters, its open tags closed."""
    end = size = 0
    for piece in re.finditer(r"<[^<>]*>|&[#\w]+;|[^<&]", text):
        size += 0 if piece[0][0] == "<" else length(piece[0])
        if size > limit:
            break
        end = piece.end()
    closing = "".join(f"</{name}>" for name in reversed(_open_at(text, end)))
    return f"{text[:end]}…{closing}"
