"""Runs templates: compiled when first needed, bounded in what they write, with the line that fails."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from traceback import walk_tb
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError

from bot.replies import anatomy
from bot.replies.book import TemplateText
from bot.replies.sandbox import Sandbox

MAX_OUTPUT = 16_000  # characters of HTML that a template may write
FEW = 32  # pieces of it, each as long as the author wrote it or a value is


class BrokenTemplateError(Exception):
    """A response that cannot be worded; `line` is 0 when unknown."""

    def __init__(self, response: str, line: int, reason: str) -> None:
        super().__init__(f"{response}:{line}: {reason}")
        self.response, self.line, self.reason = response, line, reason


class Templates:
    """The templates of a book, by response id; `functions` are what they may call."""

    def __init__(self, texts: Mapping[str, TemplateText], functions: dict[str, Callable[..., Any]]) -> None:
        self._texts = texts
        self._sandbox = Sandbox(functions)
        self._compiled: dict[str, Template] = {}

    def run(self, response: str, block: str | None, data: Mapping[str, Any]) -> str:
        """What a block writes, or the whole template where `block` is None. Raises BrokenTemplateError."""
        pieces: Any = None
        try:
            template = self._template(response)
            context = template.new_context(dict(data))
            pieces = (template.blocks[block] if block else template.root_render_func)(context)
            return _bounded(pieces)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            line = _line(error, self._compiled.get(response), pieces)
            raise BrokenTemplateError(response, line, str(error) or type(error).__name__) from error

    def _template(self, response: str) -> Template:
        template = self._compiled.get(response)
        if template is None:
            found = self._texts.get(response)
            if found is None:
                raise BrokenTemplateError(response, 0, "there is no template for this response")
            code = self._sandbox.compile(anatomy.unpadded(found.text), found.id, found.file)
            template = Template.from_code(self._sandbox, code, self._sandbox.globals)
            self._compiled[response] = template
        return template


def _bounded(pieces: Iterable[str]) -> str:
    """The pieces joined, unless they come to more than any message may hold; looked at a few at a time."""
    left, text, count = iter(pieces), "", 0
    while some := tuple(islice(left, FEW)):
        text += "".join(some)
        count += len(some)  # a loop that writes nothing must end as well
        if len(text) + count > MAX_OUTPUT:
            raise ValueError(f"it writes more than {MAX_OUTPUT:,} characters")
    return text


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
