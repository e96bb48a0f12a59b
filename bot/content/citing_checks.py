"""Does each answer rest on something, and is everything citable used?"""

import re
from collections.abc import Iterator, Mapping

from bot.content.contracts import RESPONSES
from bot.content.loader import Examined
from bot.content.problems import Problem
from bot.core.model import Kind
from bot.core.quiz import Quiz
from bot.replies import anatomy
from bot.replies.render import Renderer

_RESTS_ON_NOTHING = re.compile(r"{#-?\s*cites nothing:\s*\S")


def problems(found: Examined, renderer: Renderer) -> Iterator[Problem]:
    """Answers without a source, and units that no answer uses. A folder without an article has neither."""
    book = found.content.book
    if not book.cited:
        return
    broken = {id_ for id_, template in book.templates.items() if anatomy.parsed(template.text) is None}
    for response in sorted(answers(found) - broken):
        template = book.templates[response]
        if not renderer.cites(response) and not _RESTS_ON_NOTHING.search(template.text):
            what = "this answer names no unit or source"
            try_ = 'add {{ cite("…") }}, or {# cites nothing: why #} where it states no fact'
            yield Problem(template.file, 1, "", what, try_)
    if not (found.missed or broken):  # else what seems unused may be used where we cannot read
        yield from _unused(found, renderer)


def answers(found: Examined) -> set[str]:
    """The responses that answer an intent, without those that any bot has and those that only open a guide."""
    content = found.content
    told = {
        intent.response
        for intent in content.intents.values()
        if intent.kind is Kind.ANSWER and not intent.starts and intent.response not in RESPONSES
    }
    return told & set(content.book.templates)


def used_units(found: Examined, renderer: Renderer) -> tuple[set[str], set[str]]:
    """The units that some response in use cites, and all units."""
    content = found.content
    responses = {intent.response for intent in content.intents.values()} | set(RESPONSES)
    used = {id_ for response in responses for id_ in renderer.cites(response)} | _in_quizzes(content.quizzes)
    units = {id_ for id_, each in content.book.cited.items() if each.kind == "unit"}
    return units & used, units


def _in_quizzes(quizzes: Mapping[str, Quiz]) -> set[str]:
    axes = [axis for quiz in quizzes.values() for axis in quiz.axes]
    return {unit for axis in axes for unit in (axis.career, axis.job)}


def _unused(found: Examined, renderer: Renderer) -> Iterator[Problem]:
    document = found.documents.get("responses/article.yml")
    if document is None:
        return
    used, units = used_units(found, renderer)
    for id_ in sorted(units - used):
        what = "no answer cites this unit"
        yield document.problem(("units", id_), what, f'write {{{{ cite("{id_}") }}}} in the answer that rests on it')
