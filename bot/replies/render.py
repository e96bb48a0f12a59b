"""Words a `Say`: picks the template's block, fills it in, tidies it and fits it into one message.

A template is compiled when it is first needed, so that a start costs nothing for the hundred that are not.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from traceback import walk_tb
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from bot.core.model import Choice, Say
from bot.core.profile import Settings
from bot.replies import anatomy, citing
from bot.replies.book import Book
from bot.replies.markup import CAPTION_LIMIT, TEXT_LIMIT, fitted
from bot.replies.reply import Reply
from bot.replies.sandbox import Sandbox
from bot.replies.tidy import tidied, without_emoji

USUAL = Settings()
MAX_OUTPUT = 16_000  # characters of HTML that a template may write


class BrokenTemplateError(Exception):
    """A response that cannot be worded; `line` is 0 when unknown."""

    def __init__(self, response: str, line: int, reason: str) -> None:
        super().__init__(f"{response}:{line}: {reason}")
        self.response, self.line, self.reason = response, line, reason


class Renderer:
    """Words responses from one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._blocks = {id_: anatomy.blocks(template.text) for id_, template in book.templates.items()}
        self._sandbox = Sandbox({"cite": self._cite})
        self._compiled: dict[str, Template] = {}
        self._citations: dict[str, tuple[anatomy.Citation, ...]] = {}
        self._usual: dict[str, Any] = {"intent": None, "occupation": None, "mine": False}

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
        return tidied(self._run(response, name, data) + self._cited_around(response, name))

    def parts(self, response: str) -> frozenset[str]:
        """The parts that a response has besides its answer, `source` when it cites anything."""
        found = frozenset(self._blocks.get(response, ())) - frozenset(self._answers(response))
        return found | {"source"} if self._may_cite(response) else found

    def wordings(self, response: str) -> int:
        """How many wordings of its answer a response has."""
        return len(self._answers(response)) or 1

    def cites(self, response: str) -> tuple[str, ...]:
        """The units and sources that a response rests on, in the order it names them."""
        found = (id_ for citation in self._citations_of(response) for id_ in citation.ids or ())
        return tuple(dict.fromkeys(found))

    def placeholder(self, response: str) -> str | None:
        """What the empty input field says when words are wanted."""
        labels = self.book.labels
        return labels.get(f"placeholder_{response}") or labels.get("placeholder")

    def block(self, say: Say, settings: Settings = USUAL) -> str | None:
        """The block that will be shown; None is the whole of a template that has no blocks."""
        names = self._blocks.get(say.response, ())
        if say.part != "answer" and say.part in names:
            return say.part
        if say.part == "answer" and settings.length == "short" and "short" in names:
            return "short"
        answers = self._answers(say.response)
        return answers[say.wording % len(answers)] if answers else None

    # ------------------------------------------------------------ running a template

    def _run(self, response: str, block: str | None, data: Mapping[str, Any]) -> str:
        pieces: Any = None
        try:
            template = self._template(response)
            context = template.new_context({**self._usual, **data})
            pieces = (template.blocks[block] if block else template.root_render_func)(context)
            return _bounded(pieces)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            line = _line(error, self._compiled.get(response), pieces)
            raise BrokenTemplateError(response, line, str(error) or type(error).__name__) from error

    def _template(self, response: str) -> Template:
        template = self._compiled.get(response)
        if template is None:
            found = self.book.templates.get(response)
            if found is None:
                raise BrokenTemplateError(response, 0, "there is no template for this response")
            code = self._sandbox.compile(anatomy.unpadded(found.text), found.id, found.file)
            template = Template.from_code(self._sandbox, code, self._sandbox.globals)
            self._compiled[response] = template
        return template

    # ------------------------------------------------------------ citing

    def _cite(self, *ids: str) -> Markup:
        return citing.source_line(ids, self.book.cited)

    def _cited_around(self, response: str, block: str | None) -> str:
        """What is cited outside all blocks counts for each wording of the answer."""
        if block is None or not block.startswith("answer") or not self._may_cite(response):
            return ""
        ids = [id_ for each in self._citations_of(response) if each.block is None for id_ in each.ids or ()]
        return str(citing.source_line(ids, self.book.cited))

    def _sources(self, say: Say) -> str:
        told = citing.told(self._cited_in_answers(say.response) or self.cites(say.response), self.book.cited)
        return tidied(self._run("source", self.block(Say("source")), {**say.data, "cites": told}))

    def _cited_in_answers(self, response: str) -> tuple[str, ...]:
        """What the answer itself rests on, in any wording; examples and further parts have their own lines."""
        told = (None, *self._answers(response))
        return tuple(id_ for each in self._citations_of(response) if each.block in told for id_ in each.ids or ())

    def _may_cite(self, response: str) -> bool:
        template = self.book.templates.get(response)
        return template is not None and "cite(" in template.text

    def _citations_of(self, response: str) -> tuple[anatomy.Citation, ...]:
        if not self._may_cite(response):
            return ()
        if response not in self._citations:
            tree = anatomy.parsed(self.book.templates[response].text)
            self._citations[response] = anatomy.citations(tree) if tree else ()
        return self._citations[response]

    def _answers(self, response: str) -> tuple[str, ...]:
        return anatomy.wordings(self._blocks.get(response, ()))


def _bounded(pieces: Iterable[str]) -> str:
    """The pieces joined, unless they come to more than any message may hold."""
    return "".join(_counted(pieces))


def _counted(pieces: Iterable[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece) + 1
        if size > MAX_OUTPUT:
            raise ValueError(f"it writes more than {MAX_OUTPUT:,} characters")
        yield piece


def _line(error: BaseException, template: Template | None, pieces: Any) -> int:
    """The template's line that an error came from: a syntax error names it, others are found in the traceback, and too
    much output where the template has paused."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    if template is None:
        return 0
    lines = [at for frame, at in walk_tb(error.__traceback__) if frame.f_code.co_filename == template.filename]
    frame = getattr(pieces, "gi_frame", None)
    at = lines[-1] if lines else frame.f_lineno if frame is not None else 0
    return template.get_corresponding_lineno(at) if at else 0


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
