"""The updates that wait for the bot, and both ways to fetch them: `getUpdates` and the webhook."""

import asyncio
import contextlib
import ipaddress
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram import Update
from telegram.constants import PollingLimit

from tests.botapi.refusal import Refusal, bad
from tests.botapi.world import World

UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # never sent unless asked for
DEFAULT = frozenset(Update.ALL_TYPES) - UNASKED
PORTS = (443, 80, 88, 8443)
ANSWER_WITHIN = 60.0  # seconds that a webhook may take


@dataclass(slots=True)
class Waiting:
    """An update with the queue it waits in and the moment it is thrown away."""

    update: dict[str, Any]
    queue: tuple[str, int]
    until: float
    tries: int = 0


@dataclass(slots=True)
class Webhook:
    """What setWebhook was given, and how the deliveries go."""

    url: str
    secret: str | None
    connections: int
    errors: list[str] = field(default_factory=list)
    delivered: int = 0


class Updates:
    """In order for each chat (messages) and each person (taps, inline queries), at least once."""

    def __init__(self, world: World, execute: Callable[[str, dict[str, Any]], Any], first: int = 770_001) -> None:
        self._world = world
        self._execute = execute
        self._next = first
        self._rung = asyncio.Event()
        self._poll = 0
        self._closed = False
        self._deliveries: asyncio.Task[None] | None = None
        self.allowed = DEFAULT
        self._told = sorted(DEFAULT)
        self.waiting: list[Waiting] = []
        self.webhook: Webhook | None = None
        self.patience = 1.0  # factor on the pauses between a webhook's retries

    def add(self, kind: str, body: dict[str, Any], person: int, lives: float = 86400.0) -> dict[str, Any] | None:
        """Queue an update, unless the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        chat = body.get("chat", {}).get("id", person)
        queue = ("person", person) if kind in ("callback_query", "inline_query") else ("chat", chat)
        update = {"update_id": self._next, kind: body}
        self._next += 1
        self.push(update, queue, lives)
        return update

    def push(self, update: dict[str, Any], queue: tuple[str, int] = ("chat", 0), lives: float = 86400.0) -> None:
        """Queue an update as it is: one delivered again, or a broken one."""
        self.waiting.append(Waiting(update, queue, self._world.now() + lives))
        self._ring()

    def new_id(self) -> int:
        """An update id of its own, for a handmade update."""
        self._next += 1
        return self._next - 1

    def _ring(self) -> None:
        self._rung.set()
        self._rung = asyncio.Event()

    def _drop_expired(self) -> None:
        self.waiting = [one for one in self.waiting if one.until > self._world.now()]

    # ------------------------------------------------------------ polling

    async def get(self, sent: dict[str, Any]) -> list[dict[str, Any]]:
        """getUpdates: an offset confirms everything below it; a newer call ends an older one."""
        if self.webhook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        limit = sent.get("limit", PollingLimit.MAX_LIMIT)
        if not PollingLimit.MIN_LIMIT <= limit <= PollingLimit.MAX_LIMIT:
            raise bad("wrong limit")
        self.allow(sent)
        self._confirm(sent.get("offset", 0))
        self._poll += 1
        mine = self._poll
        self._ring()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(sent.get("timeout", 0), 50)):
                while not self.waiting and mine == self._poll:
                    await self._rung.wait()
        if mine != self._poll and not self._closed:
            raise Refusal(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        self._drop_expired()
        return [one.update for one in self.waiting[:limit]]

    def allow(self, sent: dict[str, Any]) -> None:
        """Take over `allowed_updates`; absent means as before, empty means the default."""
        if (names := sent.get("allowed_updates")) is None:
            return
        if unknown := set(names) - set(Update.ALL_TYPES):
            raise bad(f"allowed_updates: unknown {sorted(unknown)}")
        self.allowed = frozenset(names) or DEFAULT
        self._told = list(names) or sorted(DEFAULT)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset > 0:
            self.waiting = [one for one in self.waiting if one.update["update_id"] >= offset]

    # ------------------------------------------------------------ webhook

    async def set_webhook(self, sent: dict[str, Any]) -> bool:
        """setWebhook: HTTPS on four ports, or plain HTTP on loopback as a self-hosted server allows."""
        if not sent["url"]:
            return await self.delete_webhook(sent)
        _check_address(sent["url"])
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", sent.get("secret_token", "x")):
            raise bad("secret token contains unallowed characters")
        if not 1 <= sent.get("max_connections", 40) <= 100:
            raise bad("wrong max_connections")
        self.allow(sent)
        await self.delete_webhook(sent)
        self.webhook = Webhook(sent["url"], sent.get("secret_token"), sent.get("max_connections", 40))
        self._deliveries = asyncio.create_task(self._deliver(self.webhook))
        return True

    async def delete_webhook(self, sent: dict[str, Any]) -> bool:
        """deleteWebhook: deliveries stop; `drop_pending_updates` empties the queue."""
        if self._deliveries is not None:
            self._deliveries.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._deliveries
        self._deliveries = self.webhook = None
        if sent.get("drop_pending_updates"):
            self.waiting = []
        return True

    def webhook_info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        hook = self.webhook
        info: dict[str, Any] = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
            "allowed_updates": self._told,
            **({"max_connections": hook.connections} if hook else {}),
        }
        if hook and hook.errors:
            info |= {"last_error_date": int(self._world.now()), "last_error_message": hook.errors[-1]}
        return info

    async def _deliver(self, hook: Webhook) -> None:
        """One update in flight a queue; the head of a queue waits and is tried again until it is taken."""
        flying: dict[tuple[str, int], asyncio.Task[None]] = {}
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN)) as session:
            try:
                while True:
                    rung = self._rung
                    self._drop_expired()
                    for one in self.waiting:
                        if one.queue not in flying and len(flying) < hook.connections:
                            flying[one.queue] = asyncio.create_task(self._push(session, hook, one, flying))
                    await rung.wait()
            finally:
                for task in flying.values():
                    task.cancel()
                await asyncio.gather(*flying.values(), return_exceptions=True)

    async def _push(
        self, session: aiohttp.ClientSession, hook: Webhook, one: Waiting, flying: dict[tuple[str, int], Any]
    ) -> None:
        pause = await self._post(session, hook, one)
        if pause is None:
            self.waiting.remove(one)
            hook.delivered += 1
        else:
            await asyncio.sleep(pause * self.patience)
        del flying[one.queue]
        self._ring()

    async def _post(self, session: aiohttp.ClientSession, hook: Webhook, one: Waiting) -> float | None:
        """Deliver once; None when taken, else how long to wait before the next try."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        one.tries += 1
        pause = 0.0 if one.tries == 1 else min(2.0 ** (one.tries - 1), 60.0)
        try:
            async with session.post(hook.url, json=one.update, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    await self._call_in_answer(await answer.read(), answer.content_type)
                    return None
                hook.errors.append(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return float(answer.headers.get("Retry-After", pause))
        except (aiohttp.ClientError, TimeoutError) as error:
            hook.errors.append(f"Connection failed: {type(error).__name__}")
            return pause

    async def _call_in_answer(self, body: bytes, content_type: str) -> None:
        if content_type != "application/json" or not body.strip():
            return
        call = json.loads(body)
        if isinstance(call, dict) and "method" in call:
            await self._execute(call.pop("method"), call)

    async def close(self) -> None:
        """End deliveries and let waiting polls go."""
        self._closed = True
        await self.delete_webhook({})
        self._poll += 1
        self._ring()


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    try:
        loopback = parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        loopback = False
    if parts.scheme != "https" and not loopback:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not loopback and (parts.port or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
