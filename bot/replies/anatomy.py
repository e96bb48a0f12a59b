"""What a template says about itself without being run: its blocks, how many wordings, what each block cites."""

import re
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)")
_ALONE = re.compile(r"(?m)^[ \t]*({(?:%|#)(?:(?![%#]}).)*?)([-+]?[%#]})[ \t]*\n")
_NUMBER = re.compile(r"_\d+\Z")
PARTS = ("answer", "short", "why", "example", "more", "next")


def unpadded(text: str) -> str:
    """The template without the line break behind each tag that has a line to itself.

    Jinja's `trim_blocks` would take it behind every tag, and a word after `{% endif %}` would stick to the one before.
    The break moves into the tag, so that lines keep their numbers.
    """
    return _ALONE.sub(r"\1\n\2", text)


def blocks(text: str) -> tuple[str, ...]:
    """The names of the blocks in order. A text search: it costs nothing and is only wrong inside comments."""
    return tuple(dict.fromkeys(_BLOCK.findall(text)))


def part_of(block: str) -> str:
    """The part that a block words: `answer` for `answer_2`."""
    return _NUMBER.sub("", block)


def wordings(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The blocks that word each part, in order: `answer` has `answer`, `answer_2`, …"""
    return {part: tuple(name for name in names if part_of(name) == part) for part in map(part_of, names)}


@dataclass(frozen=True, slots=True)
class Citation:
    """One `cite(…)`: the block it stands in (None outside all), its line, its ids (None if one is not plain text)."""

    block: str | None
    line: int
    ids: tuple[str, ...] | None


def citations(tree: nodes.Template) -> tuple[Citation, ...]:
    """Every `cite(…)` of a parsed template, in order."""
    found: list[Citation] = []
    _collect(tree, None, found)
    return tuple(found)


def parse(text: str) -> nodes.Template:
    """The syntax tree of a template. Raises jinja2.TemplateSyntaxError."""
    return _PARSER.parse(text)


def parsed(text: str) -> nodes.Template | None:
    """The syntax tree, or None for what is no template; it is the check and the first rendering that complain."""
    try:
        return parse(text)
    except TemplateSyntaxError:
        return None


_PARSER = Environment(autoescape=True)  # only ever parses; what runs, runs in the sandbox


def _collect(node: nodes.Node, block: str | None, found: list[Citation]) -> None:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name == "cite":
            found.append(Citation(block, child.lineno, _ids(child)))
        _collect(child, child.name if isinstance(child, nodes.Block) else block, found)


def _ids(call: nodes.Call) -> tuple[str, ...] | None:
    values = [arg.value if isinstance(arg, nodes.Const) else None for arg in call.args]
    ids = tuple(value for value in values if isinstance(value, str))
    plain = ids and len(ids) == len(values) and not (call.kwargs or call.dyn_args or call.dyn_kwargs)
    return ids if plain else None
