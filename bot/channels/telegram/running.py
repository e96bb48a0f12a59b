"""One bot on Telegram: opens what it needs in order, takes updates, and closes in the other order.

The username is asked for first, because answers hold links to the bot; everything else is joined around it.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.api import Api
from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.intake import Answers, Intake, Phrases
from bot.channels.telegram.kinds import Me
from bot.channels.telegram.menus import menus, publish
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.polling import WRONG_TOKEN, CannotRunError, Polling
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import Draw, Sender
from bot.core.knowledge import Knowledge
from bot.core.model import Say
from bot.logs import log
from bot.replies.render import Renderer
from bot.storage.port import Store

logger = log(__name__)


@dataclass(frozen=True, slots=True)
class Content:
    """The bot without a channel, as the app has joined it; `menu` is what `responses/commands.yml` holds."""

    service: Answers
    knowledge: Knowledge
    renderer: Renderer
    menu: Mapping[str, Any] = field(default_factory=dict)


Join = Callable[[str], Content]  # given what a deep link's payload is put behind


class Telegram:
    """`open`, then `take` for each update (or `poll`, which fetches them), then `close`."""

    _intake: Intake

    def __init__(
        self, token: str, base_url: str, store: Store, join: Join, draw: Draw | None = None, rate: int = 30
    ) -> None:
        self._codec = Codec.of(token)
        self._request = AiohttpRequest()
        self._store = store
        self._join = join
        self.api = Api(token, base_url, self._request)
        self.sender = Sender(store, self.api, Pace(rate), draw)
        self.clock: Callable[[], float] = time.time
        self._menus: asyncio.Task[Any] | None = None

    async def open(self) -> None:
        """Be ready for updates. Raises CannotRunError for a token that Telegram does not accept."""
        await self._request.initialize()
        me = await self._me()
        content = self._join(f"https://t.me/{me['username']}?start=")
        known = frozenset({"start", *content.knowledge.commands})
        self._intake = Intake(
            me=Me(me["id"], me["username"], known),
            codec=self._codec,
            service=content.service,
            store=self._store,
            sender=self.sender,
            inline=Inline(content.knowledge, content.renderer, me["username"]),
            clock=self.clock,
            phrases=Phrases(content.renderer.render(Say("flood")), content.renderer.render(Say("error"))),
        )
        await self._store.open()
        await self.sender.start()
        self._menus = asyncio.create_task(publish(self.api, menus(content.menu, known)))
        logger.info("ready", username=me["username"])

    async def take(self, update: Any) -> None:
        """Settle one update, whatever it is; raises StoreDown only."""
        await self._intake.take(update)

    async def poll(self, stop: asyncio.Event) -> None:
        """Fetch updates until `stop` is set; raises CannotRunError when there is no use in going on."""
        polling = Polling(self.api, self.take)
        stopping = asyncio.create_task(_when(stop, polling.stop))
        try:
            await polling.run()
        finally:
            stopping.cancel()

    async def close(self) -> None:
        """Let calls under way finish; what is left waits in the store for the next start."""
        if self._menus is not None:
            self._menus.cancel()
            await asyncio.gather(self._menus, return_exceptions=True)
        await self.sender.stop()
        await self._store.close()
        await self._request.shutdown()

    async def _me(self) -> dict[str, Any]:
        """Who the bot is; a Telegram that cannot be reached is asked again until it can."""
        pause = 0.5
        while True:
            try:
                return dict(await self.api.call("getMe"))
            except InvalidToken:
                raise CannotRunError(WRONG_TOKEN) from None
            except TelegramError as error:
                logger.warning("telegram_not_reached", reason=error.message, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30.0)


async def _when(event: asyncio.Event, call: Callable[[], None]) -> None:
    await event.wait()
    call()
