"""The terminal: the same bot for a person at a keyboard and for a pipe, with no token and no server.

Buttons are numbered and a number, or the button's own label, picks one. Through a pipe each line is a message and
replies are plain text. A talk lasts as long as the process; nothing of it is written to disk.
"""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import click

from bot.core.model import Choice, Commanded, Event, Said, Tapped
from bot.replies.reply import Reply
from bot.replies.text import ansi, plain
from bot.service import Incoming, Service
from bot.storage.port import Stored

HIDDEN = ("rate",)  # buttons that make sense only where a tap costs nothing
PROMPT = "you › "


@dataclass(slots=True)
class Talk:
    """One person at one terminal: the state between messages, and the numbered buttons on the screen."""

    service: Service
    clock: Callable[[], float] = time.time
    stored: Stored = field(default_factory=Stored)
    choices: tuple[Choice, ...] = ()

    def say(self, line: str) -> tuple[Reply, ...]:
        """The replies to one line: a number picks a button, a slash makes a command, the rest is said."""
        incoming = Incoming("terminal", 0, 0, self._event(line), int(self.clock()))
        answered = self.service.handle(self.stored, incoming)
        self.stored = answered.stored
        self.choices = tuple(
            choice for reply in answered.replies for row in reply.choices for choice in row if _shown(choice)
        )
        return answered.replies

    def _event(self, line: str) -> Event:
        if line.startswith("/") and len(line) > 1:
            name, _, argument = line[1:].partition(" ")
            return Commanded(name.lower(), argument.strip())
        picked = self._picked(line)
        return Tapped(picked.action) if picked and picked.action else Said(line)

    def _picked(self, line: str) -> Choice | None:
        """The button that a number or its own label names."""
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(self.choices):
            return self.choices[int(line) - 1]
        return next((choice for choice in self.choices if choice.label.casefold() == line.casefold()), None)


def chat(service: Service, lines: TextIO, out: TextIO) -> None:
    """Talk until the input ends: with colour and history when a person sits there, as plain lines through a pipe."""
    talk = Talk(service)
    if lines.isatty() and out.isatty():
        _at_keyboard(talk, out)
    else:
        _through_pipe(talk, lines, out)


def _at_keyboard(talk: Talk, out: TextIO) -> None:
    import readline  # arrow keys and history, in memory only: what people say is not written to disk

    readline.set_auto_history(True)
    _show(talk.say("/start"), talk, out)
    while True:
        try:
            line = input(click.style(f"\001\033[1m\002{PROMPT}\001\033[0m\002")).strip()
        except (EOFError, KeyboardInterrupt):
            out.write("\n")
            return
        if line:
            _show(talk.say(line), talk, out)


def _show(replies: Iterable[Reply], talk: Talk, out: TextIO) -> None:
    for reply in _readable(replies):
        out.write("\n" + ansi(reply.html) + "\n")
        _keep_document(reply, out)
    for number, choice in enumerate(talk.choices, 1):
        out.write(click.style(f"  {number}  ", fg="cyan") + choice.label + "\n")
    out.write("\n")


def _readable(replies: Iterable[Reply]) -> list[Reply]:
    """The replies without captions of pictures, which repeat in words what a terminal has shown as bars."""
    return [reply for reply in replies if reply.chart is None]


def _keep_document(reply: Reply, out: TextIO) -> None:
    if reply.document is not None:
        name, content = reply.document
        Path(name).write_bytes(content)
        out.write(click.style(f"  ({name})\n", dim=True))


def _through_pipe(talk: Talk, lines: TextIO, out: TextIO) -> None:
    for line in lines:
        if not line.strip():
            continue
        text = "\n\n".join(plain(reply.html) for reply in _readable(talk.say(line.strip())))
        buttons = " · ".join(f"[{number}] {choice.label}" for number, choice in enumerate(talk.choices, 1))
        out.write(text + ("\n" + buttons if buttons else "") + "\n\n")
        out.flush()


def _shown(choice: Choice) -> bool:
    return choice.action is not None and choice.action.verb not in HIDDEN


def main(service: Service) -> None:
    """Chat on this process's own input and output."""
    chat(service, sys.stdin, sys.stdout)
