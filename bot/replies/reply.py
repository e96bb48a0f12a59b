"""A worded message, ready for any channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.model import Choice


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: Telegram HTML of at most 4,096 characters after parsing, rows of buttons, and what goes with it.

    `placeholder` is set when words are wanted. `chart` is data for `bot.replies.chart`, drawn just before sending;
    `html` is then the caption (at most 1,024 characters after parsing). `document` is a file's name and bytes.
    """

    html: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    edits: bool = False
    note: bool = False  # may be shown in passing instead of as a message
    placeholder: str | None = None
    chart: Mapping[str, Any] | None = None
    document: tuple[str, bytes] | None = None
