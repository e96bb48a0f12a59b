"""`dead`: what was given up, and why; without anybody's words."""

import asyncio
from datetime import UTC, datetime

import click

from bot.storage.port import DeadLetter, Stats


@click.command("dead")
@click.option("--limit", default=20, show_default=True, help="How many, newest first.")
def command(limit: int) -> None:
    """List the updates and calls that were given up, and what still waits to be sent.

    Reads beside a running bot. No text of a message is shown; `in` was received, `out` was to be sent.

    \b
    Example:
      $ jobbot dead
      0 calls waiting, 1 dead letter
      2026-11-22 21:04  out  sendMessage  chat 5f0c81d2ab  Bad Request: chat not found
    """
    from bot.launch import configured, store
    from bot.settings import SettingsError
    from bot.storage.port import StoreDown

    async def read() -> tuple[Stats, tuple[DeadLetter, ...]]:
        kept = store(configured(), serving=False)
        await kept.open()
        try:
            return await kept.stats(), await kept.letters(limit)
        finally:
            await kept.close()

    try:
        stats, letters = asyncio.run(read())
    except (SettingsError, StoreDown) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{stats.waiting} calls waiting, {stats.dead} dead letter{'' if stats.dead == 1 else 's'}")
    for letter in letters:
        click.echo(_line(letter))


def _line(letter: DeadLetter) -> str:
    from bot.logs import hashed

    when = datetime.fromtimestamp(letter.moment, UTC).strftime("%Y-%m-%d %H:%M")
    chat = f"chat {hashed(letter.chat)}" if letter.chat is not None else "no chat"
    return f"{when}  {letter.direction:3}  {letter.what}  {chat}  {letter.reason}"
