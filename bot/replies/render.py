"""Words a `Say`: picks the template's block, fills it in, tidies it and fits it into one message."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.model import Choice, Say
from bot.core.profile import Settings
from bot.replies import anatomy
from bot.replies.book import Book
from bot.replies.citing import Citations
from bot.replies.markup import CAPTION_LIMIT, TEXT_LIMIT, fitted
from bot.replies.reply import Reply
from bot.replies.running import BrokenTemplateError, Templates
from bot.replies.tidy import tidied, without_emoji

__all__ = ["BrokenTemplateError", "Renderer"]

USUAL = Settings()


class Renderer:
    """Words responses from one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._blocks = {id_: anatomy.blocks(template.text) for id_, template in book.templates.items()}
        self._wordings = {id_: anatomy.wordings(blocks) for id_, blocks in self._blocks.items()}
        self._citations = Citations(book)
        self._templates = Templates(book.templates, {"cite": self._citations.line})
        self._usual: dict[str, Any] = {
            "mine": False,
            "guided": False,
            **dict.fromkeys(("intent", "occupation", "after", "work", "heard")),
        }

    def render(self, say: Say, settings: Settings = USUAL) -> Reply:
        """The message. Raises BrokenTemplateError, which a green `check` rules out."""
        html = self.html(say, settings)
        choices = say.choices
        if not settings.emoji:
            html, choices = without_emoji(html), _without_emoji(choices)
        return Reply(
            html=fitted(html, CAPTION_LIMIT if say.chart else TEXT_LIMIT),
            choices=choices,
            edits=say.edits,
            note=say.note,
            placeholder=self.placeholder(say.response) if say.asks else None,
            chart=say.chart,
            document=_document(say),
        )

    def html(self, say: Say, settings: Settings = USUAL) -> str:
        """The words alone, tidied but not yet shortened."""
        if say.part == "source":
            return self._sources(say)
        return self.block_html(say.response, self.block(say, settings) or "", say.data)

    def block_html(self, response: str, block: str, data: Mapping[str, Any]) -> str:
        """The words of one block by its name, or of the whole of a template without blocks."""
        name = block if self._blocks.get(response) else None
        around = self._citations.around(response) if name and name.startswith("answer") else ""
        return tidied(self._run(response, name, data) + around)

    def parts(self, response: str) -> frozenset[str]:
        """The parts that a response has besides its answer, `source` when it cites anything."""
        found = frozenset(self._wordings.get(response, ())) - {"answer"}
        return found | {"source"} if self._citations.any(response) else found

    def wordings(self, response: str) -> int:
        """How many wordings of its answer a response has."""
        return len(self._answers(response)) or 1

    def cites(self, response: str) -> tuple[str, ...]:
        """The units and sources that a response rests on, in the order it names them."""
        return self._citations.all(response)

    def placeholder(self, response: str) -> str | None:
        """What the empty input field says when words are wanted."""
        labels = self.book.labels
        return labels.get(f"placeholder_{response}") or labels.get("placeholder")

    def block(self, say: Say, settings: Settings = USUAL) -> str | None:
        """The block that will be shown; None is the whole of a template that has no blocks."""
        names = self._blocks.get(say.response, ())
        if say.part == "answer" and settings.length == "short" and "short" in names:
            return "short"
        parts = self._wordings.get(say.response, {})
        wordings = parts.get(say.part) or parts.get("answer", ())
        return wordings[say.wording % len(wordings)] if wordings else None

    def _sources(self, say: Say) -> str:
        """What the answer itself rests on, in any wording; examples and further parts name their own."""
        ids = self._citations.within(say.response, None, *self._answers(say.response)) or self.cites(say.response)
        return tidied(self._run("source", self.block(Say("source")), {**say.data, "cites": self._citations.told(ids)}))

    def _run(self, response: str, block: str | None, data: Mapping[str, Any]) -> str:
        return self._templates.run(response, block, {**self._usual, **data})

    def _answers(self, response: str) -> tuple[str, ...]:
        return self._wordings.get(response, {}).get("answer", ())


def _without_emoji(choices: tuple[tuple[Choice, ...], ...]) -> tuple[tuple[Choice, ...], ...]:
    """Buttons without emoji; one that says nothing else keeps them."""
    return tuple(tuple(_plain(choice) for choice in row) for row in choices)


def _plain(choice: Choice) -> Choice:
    return replace(choice, label=without_emoji(choice.label).strip() or choice.label)


def _document(say: Say) -> tuple[str, bytes] | None:
    if say.document is None:
        return None
    name, data = say.document
    return name, json.dumps(data, ensure_ascii=False, indent=2, default=str).encode()
