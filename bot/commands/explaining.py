"""The explanation of one message, as lines for a person or as a JSON object for a program."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from bot.core.model import Decision, Said, Understanding
from bot.replies.text import ansi, plain
from bot.service import Answered, Incoming, Service
from bot.storage import codec
from bot.storage.port import Stored

LONGEST_LINE = 65_536  # bytes; the rest of a longer line is skipped, so that no line can fill the memory


def stream(service: Service, lines: BinaryIO, out: BinaryIO) -> None:
    """Explain each line as it comes; whoever waits for an answer to each gets it at once."""
    for text in read(lines):
        out.write(json.dumps(facts(text, _answered(service, text)), ensure_ascii=False).encode() + b"\n")
        out.flush()


def read(lines: BinaryIO) -> Iterator[str]:
    """The messages of a stream. Bytes that are no UTF-8 become U+FFFD, NUL is dropped."""
    while line := lines.readline(LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := lines.readline(LONGEST_LINE)):
            pass
        yield line.decode("utf-8", "replace").rstrip("\r\n").replace("\0", "")


def facts(text: str, answered: Answered) -> dict[str, Any]:
    """What `explain --jsonl` prints for a message."""
    heard = _heard(answered)
    return {
        "text": text,
        "decision": heard.decision.value,
        "intent": heard.intent,
        "confidence": round(heard.confidence, 4),
        "runners_up": [{"id": each.intent, "confidence": round(each.confidence, 4)} for each in heard.runners_up],
        "offered": list(heard.offered),
        "response": answered.responses[0] if answered.responses else None,
        "reply": "\n\n".join(plain(reply.html) for reply in answered.replies),
    }


def explained(service: Service, text: str) -> str:
    """The same for a person, with the steps that led there."""
    answered = _answered(service, text)
    heard = _heard(answered)
    rows = [
        ("decision", heard.decision.value),
        ("intent", f"{heard.intent or 'none'} ({heard.confidence:.2f})"),
        ("then", ", ".join(f"{each.intent} ({each.confidence:.2f})" for each in heard.runners_up)),
        ("offered", ", ".join(heard.offered)),
        ("names", ", ".join(f"{entity.kind} {entity.id} ({entity.text})" for entity in heard.entities)),
        ("own work", "yes" if heard.mine else ""),
        ("alert", heard.alert or ""),
        ("language", "" if heard.language == "en" else heard.language),
        ("also asks", heard.also.intent or "" if heard.also else ""),
        ("response", ", ".join(answered.responses)),
    ]
    told = [f"{name:<10}{value}" for name, value in rows if value]
    why = [f"{'because' if place == 0 else '':<10}{line}" for place, line in enumerate(heard.why)]
    replies = "\n\n".join(ansi(reply.html) for reply in answered.replies)
    return "\n".join((*told, *why)) + f"\n\n{replies}"


def _heard(answered: Answered) -> Understanding:
    """What was understood, told as what was done about it: "and a career?" gets an answer by the engine's reading of
    follow-ups though the matcher alone would not be sure, and "why?" with nothing before it gets none."""
    heard = answered.understood or Understanding(Decision.FALLBACK, None, 0.0)
    response = answered.responses[0] if answered.responses else None
    if heard.decision not in (Decision.OFFER, Decision.FALLBACK) or response == heard.decision.value:
        return heard
    topic = codec.read_dialogue(answered.stored.dialogue).topic
    if topic is None:
        return replace(heard, decision=Decision.FALLBACK, offered=())
    return replace(heard, decision=Decision.ANSWER, intent=topic.intent, offered=())


def _answered(service: Service, text: str) -> Answered:
    """The bot's answer to the text as the first message of a talk."""
    return service.handle(Stored(), Incoming("explain", 0, 0, Said(text), moment=0))
