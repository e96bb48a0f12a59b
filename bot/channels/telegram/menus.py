"""The command menus, the description and the about text: set at the start, and only where Telegram has them otherwise.

Getting is cheap, setting is limited and makes every client fetch the menus again, so each is looked at first.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from telegram.error import InvalidToken, TelegramError

from bot.logs import log

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION, ABOUT, OF_A_COMMAND = 512, 120, 256  # characters, Telegram's

logger = log(__name__)


class Caller(Protocol):
    """What makes the calls: `Api`."""

    async def call(self, method: str, params: Mapping[str, Any] | None = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; `groups` shows it in groups too."""

    name: str
    description: str
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """What people see before they write, in one language; "" is for everybody who has no menu of their own."""

    entries: tuple[Entry, ...]
    description: str = ""
    about: str = ""
    language: str = ""


def menus(table: Mapping[str, Any], known: Collection[str]) -> tuple[Menu, ...]:
    """The menus that `responses/commands.yml` describes, of the commands that this bot knows.

    `languages:` may give, by two-letter code, the same keys again in other words.
    """
    others = table.get("languages") or {}
    return tuple(_menu(words, known, code) for code, words in {"": table, **others}.items())


def _menu(table: Mapping[str, Any], known: Collection[str], language: str) -> Menu:
    rows = (table.get("commands") or {}).items()
    return Menu(
        entries=tuple(
            Entry(name, str(row["description"])[:OF_A_COMMAND], bool(row.get("groups")))
            for name, row in rows
            if name in known and COMMAND.fullmatch(name)
        ),
        description=str(table.get("description") or "").strip()[:DESCRIPTION],
        about=str(table.get("about") or "").strip()[:ABOUT],
        language=language,
    )


async def publish(api: Caller, shown: Collection[Menu]) -> tuple[str, ...]:
    """Set what differs; the methods that were called for it. A bot without menus still answers, so refusals are noted
    only; a token that is not accepted is raised."""
    called: list[str] = []
    for menu in shown:
        for name, asked, wanted in _wanted(menu):
            try:
                if await api.call(f"get{name}", asked) != wanted[0]:
                    await api.call(f"set{name}", {**asked, **wanted[1]})
                    called.append(f"set{name}")
            except InvalidToken:
                raise
            except TelegramError as error:
                logger.warning("menu_not_set", method=f"set{name}", reason=error.message)
    return tuple(called)


def _wanted(menu: Menu) -> list[tuple[str, dict[str, Any], tuple[Any, dict[str, Any]]]]:
    """For each thing to publish: its name, whom it is for, what Telegram should answer and what to set."""
    language = {"language_code": menu.language} if menu.language else {}
    found: list[tuple[str, dict[str, Any], tuple[Any, dict[str, Any]]]] = []
    for scope in ("all_private_chats", "all_group_chats"):
        rows = [
            {"command": entry.name, "description": entry.description}
            for entry in menu.entries
            if entry.groups or scope == "all_private_chats"
        ]
        if rows:
            found.append(("MyCommands", {"scope": {"type": scope}, **language}, (rows, {"commands": rows})))
    for name, key, text in (
        ("MyDescription", "description", menu.description),
        ("MyShortDescription", "short_description", menu.about),
    ):
        if text:
            found.append((name, language, ({key: text}, {key: text})))
    return found
