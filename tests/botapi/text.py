"""Text as Telegram's own parser sees it: TDLib, offline, from the `tdjson` wheel; no other parser will do."""

import json
import re
from typing import Any

import tdjson

from tests.botapi.refusal import bad

MODES = {"html": {"@type": "textParseModeHTML"}, "markdownv2": {"@type": "textParseModeMarkdown", "version": 2}}
TYPES = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
}


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None, "tdjson gave no answer: its library is broken"
    return dict(json.loads(answer))


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def units(text: str) -> int:
    """The length that Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str | None, limit: int, what: str) -> dict[str, Any]:
    """`{"text": …, "entities": […]}`; refuses broken markup, empty text and text over the limit after parsing."""
    plain, entities = (text, []) if mode is None else _parsed(text, mode)
    if not plain.strip():
        raise bad(f"{what} text is empty")
    if units(plain.strip()) > limit:
        raise bad(f"{what} is too long")
    return {"text": plain, "entities": entities}


def _parsed(text: str, mode: str) -> tuple[str, list[dict[str, Any]]]:
    if mode.lower() not in MODES:
        raise bad("unsupported parse_mode")
    request = {"@type": "parseTextEntities", "text": text, "parse_mode": MODES[mode.lower()]}
    answer = _execute(request)
    if answer["@type"] == "error":
        raise bad(answer["message"].replace("Can't", "can't", 1))
    return answer["text"], [_entity(entity) for entity in answer["entities"]]


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    kind = entity["type"]["@type"]
    made = {"type": TYPES[kind], "offset": entity["offset"], "length": entity["length"]}
    return {**made, "url": entity["type"]["url"]} if made["type"] == "text_link" else made


TYPED = re.compile(r"(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(@\w+)?)|(?<!\w)(?P<mention>@\w{4,})")


def typed(text: str) -> list[dict[str, Any]]:
    """The entities that a client puts into what a person types."""
    return [
        {
            "type": "mention" if found.group("mention") else "bot_command",
            "offset": units(text[: found.start()]),
            "length": units(found[0]),
        }
        for found in TYPED.finditer(text)
    ]
