"""Writes the transcripts in docs/telegram.md: a person meets the real bot on the strict server, and it is noted down.

python -m tests.e2e.screens
"""

import asyncio
import re
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from tests.botapi import BotApi, Person
from tests.botapi.world import Message
from tests.e2e.process import ROOT, running

DOC = ROOT / "docs" / "telegram.md"
BEGIN, END = "<!-- screens: begin -->", "<!-- screens: end -->"
Scene = Callable[[BotApi, Person], Coroutine[Any, Any, list[str]]]


def bot(message: Message, how: str = "bot") -> str:
    """What the bot says, as lines under a quote, its buttons in brackets."""
    file = message.body.get("document", {}).get("file_name")
    picture = "🖼 (a picture of the result)" if "photo" in message.body else ""
    lines = [line for line in (picture, f"📎 {file}" if file else "", *message.text.split("\n")) if line.strip()]
    rows = [" ".join(f"[{button['text']}]" for button in row) for row in message.rows]
    return "\n".join(
        f"{how + ': ' if n == 0 else ' ' * (len(how) + 2)}{line}" for n, line in enumerate([*lines, *rows])
    )


async def said(who: Person, *texts: str) -> list[str]:
    """A talk in words."""
    lines: list[str] = []
    for text in texts:
        lines += [f"you: {text}", bot(await who.asks(text, timeout=20))]
    return lines


async def tapped(who: Person, *labels: str) -> list[str]:
    """Taps, each by the beginning of its label."""
    lines: list[str] = []
    for beginning in labels:
        label = next(label for label in who.private.last().labels if label.startswith(beginning))
        edits = sum(message.edits for message in who.private.chat.messages.values())
        answer = await who.picks(label, timeout=20)
        edited = sum(message.edits for message in who.private.chat.messages.values()) > edits
        lines += [f"you tap: [{label}]", bot(answer, "bot, in place" if edited else "bot")]
    return lines


async def talk(_: BotApi, ada: Person) -> list[str]:
    """Questions and follow-ups"""
    return await said(ada, "/start", "what is the difference between a job and a career?", "and an occupation?", "why?")


async def unsure(_: BotApi, ada: Person) -> list[str]:
    """Not understood, mistyped, not text"""
    lines = await said(ada, "asdf qwer", "/quzi")
    ada.sends("sticker")
    return [*lines, "you: (a sticker)", bot(await ada.private.reply())]


async def corrected(_: BotApi, ada: Person) -> list[str]:
    """A message corrected afterwards"""
    message = ada.says("what is a jbo")
    lines = ["you: what is a jbo", bot(await ada.private.reply())]
    ada.edits(message, "what is a career?")
    return [*lines, "you correct it: what is a career?", bot(await ada.private.reply(), "bot, replying to it")]


async def quiz(api: BotApi, ada: Person) -> list[str]:
    """The career check"""
    lines = await said(ada, "/quiz")
    lines += await tapped(ada, "4", "2")
    lines += await said(ada, "mostly like me")
    lines += ["…"]
    number = 0
    while "Pause" in ada.private.last().labels:
        last, number = await tapped(ada, ada.private.last().labels[(4, 1)[number % 2]]), number + 1
    lines += last
    await api.until(lambda: any("photo" in m.body for m in ada.private.chat.heard), 20, "the picture")
    return [*lines, *(bot(m) for m in ada.private.unread)]


async def settings(_: BotApi, ada: Person) -> list[str]:
    """Settings, data, forgetting"""
    lines = await said(ada, "/settings")
    lines += await tapped(ada, "Short")
    lines += await said(ada, "/mydata", "/forget")
    return lines + await tapped(ada, "Yes")


async def group(api: BotApi, ada: Person) -> list[str]:
    """In a group"""
    bo = api.person("Bo")
    friends = api.group(ada, bo)
    ada.says("@job_or_career_bot is being a nurse a career?", friends)
    lines = ["Ada: @job_or_career_bot is being a nurse a career?", bot(await friends.reply(20), "bot, replying to Ada")]
    question = await ada.asks("/quiz", friends)
    lines += ["Ada: /quiz", bot(question, "bot, replying to Ada")]
    tap = bo.taps(question.labels[0], friends)
    await api.until(lambda: tap.answer is not None)
    assert tap.answer is not None
    return [*lines, f"Bo taps: [{question.labels[0]}]", f"bot, in passing, to Bo only: {tap.answer['text']}"]


async def inline(_: BotApi, ada: Person) -> list[str]:
    """Inline mode, in any chat"""
    cards = await ada.searches("job or career")
    shown = [f"   {card['title']} — {card['description']}" for card in cards[:4]]
    return ["you type: @job_or_career_bot job or career", *shown]


SCENES: tuple[Scene, ...] = (talk, unsure, corrected, quiz, settings, group, inline)


async def written() -> str:
    """All scenes, each with somebody new."""
    parts: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api, running(api, Path(folder)):
            for scene in SCENES:
                lines = await scene(api, api.person("Ada"))
                parts.append(f"### {scene.__doc__}\n\n```text\n" + "\n\n".join(lines) + "\n```\n")
            assert (api.refused, api.unanswered()) == ([], [])
    return "\n".join(parts)


def main() -> None:
    """Put them between the marks."""
    text = asyncio.run(written())
    doc = DOC.read_text()
    pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    DOC.write_text(pattern.sub(lambda _: f"{BEGIN}\n\n{text}\n{END}", doc))


if __name__ == "__main__":
    main()
