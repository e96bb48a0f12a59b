"""Nearly updates: real ones with parts taken out, exchanged, blown up or nested, and some that are no JSON at all."""

import json
import random
from collections.abc import Iterator
from typing import Any

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    1.5,
    "",
    "x" * 5000,
    "\ud800",
    "\x00",
    "٣",
    [],
    {},
    [[]],
    {"id": "five"},
)
TEXTS = (
    "what is a career?",
    "/start",
    "/help@stub_bot",
    "/start q_full",
    "hi",
    "😀" * 50,
    "<b>&",
    "2",
    "back",
    "\u202eevil",
    "{{7*7}}",
)


def fuzzed(source: random.Random) -> Iterator[bytes]:
    """Bodies without end; each chat sends little, so that the flood's end is not all that is tried."""
    number = 0
    while True:
        number += 1
        update: Any = _update(source, number)
        for _ in range(source.choice((0, 1, 1, 2, 4))):
            update = _spoiled(source, update)
        body = json.dumps(update).encode()
        yield body[: source.randrange(len(body) + 1)] if source.random() < 0.03 else body


def _update(source: random.Random, number: int) -> dict[str, Any]:
    person = {"id": source.randrange(1, 50_000), "is_bot": False, "first_name": "A", "language_code": "en"}
    kind = source.choice(("private", "group", "supergroup", "channel"))
    chat = {"id": person["id"] if kind == "private" else -source.randrange(1, 5000), "type": kind, "title": "T"}
    text = source.choice(TEXTS)
    message: dict[str, Any] = {"message_id": number, "date": 1_800_000_000, "chat": chat, "from": person, "text": text}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    bodies: dict[str, Any] = {
        "message": message,
        "edited_message": message | {"edit_date": 1_800_000_001},
        "callback_query": {"id": str(number), "from": person, "message": message, "data": source.choice(TEXTS)},
        "inline_query": {"id": str(number), "from": person, "query": text, "offset": ""},
        "my_chat_member": {"chat": chat, "from": person, "date": 1, "new_chat_member": {"status": "kicked"}},
        "poll": {"id": "1"},
    }
    name = source.choice(list(bodies))
    if source.random() < 0.2:
        del message["text"]
        message[source.choice(("sticker", "photo", "voice", "location", "migrate_to_chat_id"))] = source.choice(ODD)
    return {"update_id": number, name: bodies[name]}


def _spoiled(source: random.Random, value: Any) -> Any:
    """The value with one place in it changed."""
    if not isinstance(value, dict) or not value or source.random() < 0.1:
        return source.choice(ODD)
    name = source.choice(list(value))
    changed = dict(value)
    match source.randrange(4):
        case 0:
            del changed[name]
        case 1:
            changed[name] = source.choice(ODD)
        case _:
            changed[name] = _spoiled(source, changed[name])
    return changed
