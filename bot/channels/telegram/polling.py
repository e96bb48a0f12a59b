"""Fetches updates with `getUpdates` and confirms them only when every one of the batch is settled.

python-telegram-bot's own updater confirms what it has put into its queue, so a kill in a handler loses the update; here
the offset moves on after the commits. Chats run beside each other, each in its own order.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, TelegramError, TimedOut

from bot.channels.telegram.api import Busy
from bot.channels.telegram.reading import ALLOWED
from bot.logs import log
from bot.storage.port import StoreDown

WAIT = 25  # seconds that Telegram may hold a request open
LONGEST = 30.0  # seconds of back-off
ELSEWHERE = 5  # conflicts in a row before another bot's process is taken to be there to stay

WRONG_TOKEN = "Telegram does not accept TELEGRAM_BOT_TOKEN. Try: copy it again from @BotFather, /mybots"  # noqa: S105 it is no token

logger = log(__name__)
Take = Callable[[Mapping[str, Any]], Awaitable[None]]


class CannotRunError(Exception):
    """There is no use in going on; the text is one line that says what to do."""


class Caller(Protocol):
    """What makes the calls: `Api`."""

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: None = None,
        timeout: float | None = None,  # noqa: ASYNC109  as `Api` has it
    ) -> Any: ...


class Polling:
    """`run` until `stop`; raises CannotRunError when there is no use in going on."""

    def __init__(self, api: Caller, take: Take, wait: int = WAIT, back_off: float = 0.5) -> None:
        self._api = api
        self._take = take
        self._wait = wait
        self._back_off = back_off
        self._stopping = asyncio.Event()
        self._offset: int | None = None
        self._tries = 0

    def stop(self) -> None:
        """End after the updates in hand are settled and confirmed."""
        self._stopping.set()

    async def run(self) -> None:
        """Fetch, settle, confirm, again. A webhook set before is taken away, or Telegram would refuse."""
        await self._tried("deleteWebhook", {})
        while not self._stopping.is_set():
            updates = await self._fetched()
            if updates and await self._settled(updates):
                # ids rise within a batch, but may begin anew after an idle week: the last one says where we are
                self._offset = int(updates[-1]["update_id"]) + 1
        await self._confirmed()

    async def _fetched(self) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"timeout": self._wait, "allowed_updates": list(ALLOWED)}
        if self._offset is not None:
            params["offset"] = self._offset
        asked = asyncio.create_task(self._tried("getUpdates", params))
        stopped = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({asked, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopped, *(() if asked.done() else (asked,))):
            task.cancel()
        await asyncio.gather(asked, stopped, return_exceptions=True)
        return [] if asked.cancelled() else [one for one in asked.result() or () if isinstance(one, dict)]

    async def _tried(self, method: str, params: Mapping[str, Any]) -> Any:
        """The call's result, or None after a pause when it failed; CannotRunError when trying again is no use."""
        try:
            answer = await self._api.call(method, params, timeout=self._wait + 10)
        except InvalidToken:
            raise CannotRunError(WRONG_TOKEN) from None
        except Conflict as error:
            await self._conflicted(error)
        except TimedOut:
            await self._pause(0)
        except Busy as error:
            await self._pause(error.seconds)
        except TelegramError as error:
            self._tries += 1
            logger.warning("updates_not_fetched", reason=error.message, tries=self._tries)
            await self._pause(min(LONGEST, self._back_off * 2.0 ** min(self._tries, 8)))
        else:
            self._tries = 0
            return answer
        return None

    async def _conflicted(self, error: Conflict) -> None:
        self._tries += 1
        logger.warning("conflict", reason=error.message)
        if self._tries >= ELSEWHERE:
            raise CannotRunError(
                "Another process fetches this bot's updates. Try: stop the other one, or give this one its own token"
            ) from None
        await self._pause(self._back_off * 2.0**self._tries)

    async def _settled(self, updates: list[dict[str, Any]]) -> bool:
        """Settle a batch, chats beside each other; False when the store was down: the batch will come again."""
        chats: defaultdict[object, list[dict[str, Any]]] = defaultdict(list)
        for update in updates:
            chats[chat_of(update)].append(update)
        found = await asyncio.gather(*(self._one_chat(batch) for batch in chats.values()), return_exceptions=True)
        problems = [one for one in found if isinstance(one, BaseException)]
        if any(not isinstance(one, StoreDown) for one in problems):
            raise next(one for one in problems if not isinstance(one, StoreDown))
        if problems:
            logger.error("store_down", updates=len(updates))
            await self._pause(self._back_off)
        return not problems

    async def _one_chat(self, batch: list[dict[str, Any]]) -> None:
        for update in batch:
            await self._take(update)

    async def _confirmed(self) -> None:
        """Tell Telegram once more how far we are, so that the next process does not begin with what is settled."""
        if self._offset is not None:
            params = {"offset": self._offset, "timeout": 0, "limit": 1, "allowed_updates": list(ALLOWED)}
            try:
                await self._api.call("getUpdates", params, timeout=5)
            except TelegramError:
                logger.info("offset_not_confirmed")  # they come again and are known by their ids

    async def _pause(self, seconds: float) -> None:
        """Wait, spread a little, but not when stopping."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds * random.uniform(0.8, 1.2))  # noqa: S311  no secret
        except TimeoutError:
            return


def chat_of(update: Mapping[str, Any]) -> object:
    """What an update's order hangs on: its chat, or the person where there is no chat."""
    body = next((value for key, value in update.items() if key != "update_id" and isinstance(value, Mapping)), {})
    holder = body.get("message") if isinstance(body.get("message"), Mapping) else body
    chat = (holder or {}).get("chat") or body.get("from") or {}
    return str(chat.get("id")) if isinstance(chat, Mapping) else ""
