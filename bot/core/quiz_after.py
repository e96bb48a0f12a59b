"""What follows a result while it is what the talk is about: "so is it a career or not", "what is Staying", "thats sad".

Everything is answered from that very result. Authors say what people may ask (`remarks`) and word the answers in
templates of their own, which get all that the page of the result has.
"""

from typing import Any

from bot.core import remarks, results
from bot.core.model import Action, Choice, Say
from bot.core.plain import plain
from bot.core.quiz import Axis, Quiz
from bot.core.quiz_says import Labels, Rows, label
from bot.core.quiz_words import free, listed
from bot.core.scoring import Result


def said(quiz: Quiz, labels: Labels, kept: tuple[Result, ...], text: str) -> Action | tuple[Say, ...] | None:
    """What a message after the latest result leads to, or None when it is not about it."""
    axis = _axis(quiz, text)
    if axis is not None:
        return (_shown(quiz, labels, kept[-1], "result_axis", axis),)
    remark, _ = remarks.found(quiz.remarks, text, free(quiz), "after")
    if remark is None:
        return None
    if remark.does:
        return Action.parse(remark.does)
    if remark.says:
        return (Say("result_remark", {"says": remark.says}, _rows(quiz, labels, kept[-1])),)
    return (_shown(quiz, labels, kept[-1], f"result_{remark.shows}"),)


def _shown(quiz: Quiz, labels: Labels, result: Result, response: str, axis: Axis | None = None) -> Say:
    data: dict[str, Any] = results.told(quiz, labels, result)
    if axis is not None:
        data["axis"] = _told(quiz, result, axis)
    return Say(response, data, _rows(quiz, labels, result))


def _axis(quiz: Quiz, text: str) -> Axis | None:
    """The only axis that a message names, where all its other words ask about it: "why is growth so low"."""
    words = plain(text).split()
    named = [axis for axis in quiz.axes if plain(axis.name) in words]
    asking = listed(quiz, "about") | listed(quiz, "filler") | listed(quiz, "question")
    asks = len(named) == 1 and all(word in asking or word == plain(named[0].name) for word in words)
    return named[0] if asks else None


def _told(quiz: Quiz, result: Result, axis: Axis) -> dict[str, Any]:
    """One axis: what it asks, its mean, and the person's own answers on it."""
    own = [(item, value) for item, value in results.answered(quiz, result) if item.axis == axis.id]
    return {
        "name": axis.name,
        "about": axis.about,
        "step": axis.step,
        "score": results.mean(dict(result.axes).get(axis.id)),
        "said": [results.quoted(quiz, item, value) for item, value in own],
        "low": axis in results.lowest(quiz, result),
    }


def _rows(quiz: Quiz, labels: Labels, result: Result) -> Rows:
    """Where one may go from here."""
    direction = Choice(label(labels, "direction"), Action("start", ("direction",)))
    return ((direction, Choice(label(labels, "once_more"), Action("start", (quiz.id,)))),)
