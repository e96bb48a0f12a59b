"""How answers name what they rest on: `{{ cite("job-role", "isco-08") }}` becomes one small italic line.

The ids are also read from the template's text, so that "source?" and the check know them without running it.
"""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from bot.replies import anatomy
from bot.replies.book import Book

MOST_NAMED = 3  # units in one line; "source?" tells them all


class Citations:
    """What the responses of a book cite."""

    def __init__(self, book: Book) -> None:
        self._cited = book.cited
        self._texts = book.templates
        self._found: dict[str, tuple[anatomy.Citation, ...]] = {}
        self._around: dict[str, str] = {}
        self._lines: dict[tuple[str, ...], Markup] = {}  # templates name constant ids, so these are few

    def line(self, *ids: str) -> Markup:
        """`Article: “A job is just a role” · ILO, ISCO-08`, as a paragraph; unknown ids are the check's affair."""
        if ids not in self._lines:
            self._lines[ids] = self._line(ids)
        return self._lines[ids]

    def told(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """What a "source?" is answered with: each unit or source with what it says, units first."""
        known = [self._cited[id_] for id_ in dict.fromkeys(ids) if id_ in self._cited]
        known.sort(key=lambda each: each.kind != "unit")
        return [{"id": each.id, "kind": each.kind, "title": each.title, "says": each.says} for each in known]

    def any(self, response: str) -> bool:
        """Whether a response cites at all. A text search: it costs nothing."""
        template = self._texts.get(response)
        return template is not None and "cite(" in template.text

    def all(self, response: str) -> tuple[str, ...]:
        """The ids that a response cites, in the order it names them."""
        return tuple(dict.fromkeys(id_ for each in self._of(response) for id_ in each.ids or ()))

    def within(self, response: str, *blocks: str | None) -> tuple[str, ...]:
        """The ids cited in some blocks; None stands for outside of all."""
        return tuple(id_ for each in self._of(response) if each.block in blocks for id_ in each.ids or ())

    def around(self, response: str) -> str:
        """The line of what is cited outside of all blocks: it counts for each wording of the answer."""
        if response not in self._around:
            self._around[response] = str(self.line(*self.within(response, None)))
        return self._around[response]

    def _line(self, ids: tuple[str, ...]) -> Markup:
        known = [self._cited[id_] for id_ in ids if id_ in self._cited]
        units = [f"“{each.title}”" for each in known if each.kind == "unit"]
        more = f" and {len(units) - MOST_NAMED} more" if len(units) > MOST_NAMED + 1 else ""
        shown = units[:MOST_NAMED] if more else units
        names = [f"Article: {', '.join(shown)}{more}"] if units else []
        names += [each.title for each in known if each.kind != "unit"]
        return Markup("\n\n<i>{}</i>").format(" · ".join(names)) if names else Markup()

    def _of(self, response: str) -> tuple[anatomy.Citation, ...]:
        if response not in self._found:
            tree = anatomy.parsed(self._texts[response].text) if self.any(response) else None
            self._found[response] = anatomy.citations(tree) if tree else ()
        return self._found[response]
