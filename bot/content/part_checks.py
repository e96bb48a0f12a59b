"""The parts that a template may have: what follows up on an answer is looked for in blocks of the same name."""

from collections.abc import Iterator

from bot.content import reply_tables
from bot.content.loader import Examined
from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.core.alarm import AFTER, HERE
from bot.core.model import CRISIS, Kind
from bot.replies import anatomy

REPLIES = "intents/language/replies.yml"


def parts_of(found: Examined, response: str) -> tuple[str, ...]:
    """The names that blocks of a response's template may have, but for the numbers of further wordings."""
    asked = dict.fromkeys((*anatomy.PARTS, *found.content.follow_ups.parts))
    asked.pop("source", None)
    asked.pop("again", None)
    document = found.documents.get(REPLIES)
    named = dict.fromkeys(reply_tables.targets(document, response)) if document else {}
    signs = (*found.content.alarms.signs, AFTER, HERE) if response.startswith(CRISIS) else ()
    return (*asked, *signs, *(name for name in named if name not in found.content.intents))


def responses(found: Examined) -> set[str]:
    """The responses that are named by an alarm, or stand in for a part that an answer lacks ("hmm")."""
    content = found.content
    return set(_alarms(found)) | {f"react_{part}" for part in content.follow_ups.parts}


def _alarms(found: Examined) -> list[str]:
    """The responses to alarms, gravest first."""
    return [f"{CRISIS}{kind}" for kind in found.content.alarms.kinds]


def problems(found: Examined) -> Iterator[Problem]:
    """Signs of an alarm that no template answers, and replies that lead nowhere."""
    yield from _unanswered(found)
    yield from _unnamed(found)
    document = found.documents.get(REPLIES)
    if document is not None and not found.missed:
        yield from reply_tables.unknown(document, found.content.book.templates, found.content.intents)


def _unnamed(found: Examined) -> Iterator[Problem]:
    """Intents of kind `safety` whose response names no alarm, so that nobody could tell what they raise."""
    alarms = _alarms(found)
    for intent in found.content.intents.values():
        if intent.kind is Kind.SAFETY and alarms and intent.response not in alarms:
            what = f'an intent of kind "safety" is answered with an alarm, and "{intent.response}" is none'
            document = found.drafts[intent.id].document
            yield document.problem(
                (intent.id,), what, did_you_mean(intent.response, alarms, f"name one: `response: {alarms[0]}`")
            )


def _unanswered(found: Examined) -> Iterator[Problem]:
    document = found.documents.get("intents/language/after_alarm.yml")
    if document is None:
        return
    crises = [text.text for id_, text in found.content.book.templates.items() if id_.startswith(CRISIS)]
    answered = {anatomy.part_of(block) for text in crises for block in anatomy.blocks(text)}
    for sign in found.content.alarms.signs:
        if sign not in answered:
            what = f'no template of an alarm has a block "{sign}"'
            try_ = f"write {{% block {sign} %}} … in responses/crisis/, or delete the sign"
            yield document.problem(("signs", sign), what, try_)
