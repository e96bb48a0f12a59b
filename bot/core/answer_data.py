"""What the template of an answer gets to know: the occupation, the person's own work, and what the message said."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Intent, Occupation, Understanding
from bot.core.tally import NONE, Tally

LATEST = 256


def data(
    knowledge: Knowledge,
    dialogue: Dialogue,
    intent: Intent,
    occupation: str | None,
    heard: Understanding | None,
    count: Tally = NONE,
) -> dict[str, Any]:
    """The data of an answer; `heard` is None where a button asked for it."""
    return {
        "intent": {"id": intent.id, "label": intent.label},
        "occupation": _row(knowledge, occupation),
        "mine": bool(heard and heard.mine) or (dialogue.work is not None and knowledge.is_own(intent)),
        "after": None,
        "work": _work(knowledge, dialogue),
        "heard": said(knowledge, heard, count),
        "guided": False,
    }


def said(knowledge: Knowledge, heard: Understanding | None, count: Tally = NONE) -> dict[str, Any]:
    """What a message said, as far as answers look at it: whether it asked anything, which of the words it asked about
    (job, career, …), the occupations it named, and how many questions it answered with yes and no."""
    if heard is None:
        return {"question": True, "asked": [], "named": [], "yes": 0, "no": 0}
    return {
        "question": heard.question,
        "asked": list(knowledge.follow_ups.named_in(heard.words)),
        "named": [_row(knowledge, name) for name in heard.named],
        "yes": count.yes,
        "no": count.no,
    }


def _work(knowledge: Knowledge, dialogue: Dialogue) -> dict[str, Any] | None:
    work = dialogue.work
    if work is None:
        return None
    return {"past": work.past, "years": work.years, "before": _row(knowledge, work.before)}


def _row(knowledge: Knowledge, occupation: str | None) -> Mapping[str, Any] | None:
    row = knowledge.occupations.get(occupation) if occupation else None
    return _fields(row) if row else None


@lru_cache(LATEST)
def _fields(row: Occupation) -> Mapping[str, Any]:
    """Remembered, as people talk about one occupation for a while and `asdict` takes as long as an understanding."""
    return MappingProxyType(asdict(row))
