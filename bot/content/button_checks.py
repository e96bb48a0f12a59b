"""Do the words of buttons fit, and does each command lead somewhere?"""

from collections.abc import Iterator

from bot.content.loader import Examined
from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.content.remark_entries import written
from bot.core.model import Action

LABEL = 40  # characters that a button shows on a phone
PLACEHOLDER = 64  # characters that Telegram takes in an empty input field
PLAIN = ("settings", "results", "mydata", "forget", "cancel", "feedback")


def problems(found: Examined) -> Iterator[Problem]:
    """What is wrong in the folder's own labels and commands."""
    yield from _labels(found)
    yield from _commands(found)


def _labels(found: Examined) -> Iterator[Problem]:
    document = found.documents.get("responses/labels.yml")
    if document is None or not isinstance(document.value, dict):
        return
    for key, words in document.value.items():
        most = PLACEHOLDER if key.startswith("placeholder") else LABEL
        if isinstance(words, str) and len(words) > most:
            what = f"{len(words)} characters; {'an input field' if most == PLACEHOLDER else 'a button'} shows {most}"
            yield document.problem((key,), what, "make it shorter")


def _commands(found: Examined) -> Iterator[Problem]:
    document = found.documents.get("responses/commands.yml")
    if document is None or found.missed:
        return
    for name, row in found.content.data["commands"].get("commands", {}).items():
        if row["does"] and (fault := _fault(Action.parse(row["does"]), found)):
            yield document.problem(("commands", name, "does"), *fault)
        yield from written(row["asked"], document, ("commands", name, "asked"))


def _fault(action: Action, found: Examined) -> tuple[str, str] | None:
    """What is wrong with what a command does, and what to try."""
    content = found.content
    guides = (*content.quizzes, *(["direction"] if content.direction else []))
    match action:
        case Action("ask", (intent,)) if intent not in content.intents:
            return f'there is no intent "{intent}"', did_you_mean(intent, content.intents, "ask another")
        case Action("page", (page,)) if page not in content.book.templates:
            return f'there is no template "{page}"', did_you_mean(page, content.book.templates, f"write {page}.j2")
        case Action("start", (guide, *_)) if guide not in guides:
            return f'there is no guided conversation "{guide}"', did_you_mean(guide, guides, "start another")
        case Action(verb) if verb not in ("ask", "page", "start", *PLAIN):
            return f'nothing is called "{verb}"', did_you_mean(verb, PLAIN, "write ask:…, page:… or start:…")
    return None
