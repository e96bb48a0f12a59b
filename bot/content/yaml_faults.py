"""What libyaml objects to, with a hint that fits the usual cause."""

from typing import Any

import yaml

from bot.content.problems import Problem

_HINTS = (
    ("mapping values are not allowed", 'put quotes around a text that holds ": ", or check the indentation'),
    ("cannot start any token", "put quotes around a text that begins with @, %, ` or a tab; indent with spaces"),
    ("unexpected end of stream", "close the quote or bracket that is open"),
    ("did not find expected key", "indent the line like its neighbours; put quotes around the whole text"),
    ("did not find expected '-' indicator", "begin each line of the list with `- `, all equally indented"),
    ("did not find expected ',' or ']'", "close the list with `]`, or put quotes around a text with a comma or quote"),
    ("could not find expected ':'", "write `key: value`, with a space after the colon"),
    ("unknown escape", "use single quotes around the text"),
    ("undefined tag handle", 'put quotes around a text that begins with "!"'),
    ("alphabetic or numeric character", 'put quotes around a text that begins with "*" or "&"'),
)


def unreadable(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark: Any = error.problem_mark or error.context_mark
    said = error.problem or "cannot be read as YAML"
    try_ = next((hint for words, hint in _HINTS if words in said), "compare with the lines around it")
    return Problem(file, mark.line + 1 if mark is not None else 1, "", f"not valid YAML: {said}", try_)
