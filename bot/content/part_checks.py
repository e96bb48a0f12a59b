"""The parts that a template may have: what follows up on an answer is looked for in blocks of the same name."""

from collections.abc import Iterator

from bot.content.loader import Examined
from bot.content.problems import Problem
from bot.core.alarm import AFTER, HERE
from bot.replies import anatomy

CRISIS = "crisis_"


def parts_of(found: Examined, response: str) -> tuple[str, ...]:
    """The names that blocks of a response's template may have, but for the numbers of further wordings."""
    asked = dict.fromkeys((*anatomy.PARTS, *found.content.follow_ups.parts))
    asked.pop("source", None)
    asked.pop("again", None)
    signs = (*found.content.alarms.signs, AFTER, HERE) if response.startswith(CRISIS) else ()
    return (*asked, *signs)


def problems(found: Examined) -> Iterator[Problem]:
    """Signs of an alarm that no template answers."""
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
