"""The address that Telegram posts updates to, and those that an operator's machines ask.

A 200 means: committed. A store that is down means 503, so that the update comes again; an update that nobody can work
on is kept as a dead letter and means 200, or it would come for a day.
"""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from telegram.error import TelegramError

from bot import metrics
from bot.channels.telegram.reading import ALLOWED
from bot.channels.telegram.serving import expiring
from bot.logs import log
from bot.storage.port import DeadLetter, Store, StoreDown

HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY = 1_048_576  # bytes; Telegram's updates stay far below
CONNECTIONS = 100  # that Telegram may open; its default is 40
PING = 2.0  # seconds
READY = 4.0  # seconds
ASK = 15.0  # seconds between questions for pending_update_count
_SECRET = HEADER.lower().encode()  # as ASGI has headers
_SETTLED = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]}
_EMPTY = {"type": "http.response.body", "body": b""}

logger = log(__name__)


class Caller(Protocol):
    """What makes the calls: `Api`."""

    async def call(self, method: str, params: Mapping[str, Any] | None = None) -> Any: ...


class Bot(Protocol):
    """A bot on Telegram: `Telegram`."""

    @property
    def api(self) -> Caller: ...

    async def open(self) -> None: ...

    async def take(self, update: Any) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram posts, and what it shows so that nobody else can. `metrics` guards /metrics when set."""

    url: str
    path: str
    secret: str = field(repr=False)
    metrics: str | None = field(default=None, repr=False)

    @property
    def marked(self) -> str:
        """The URL with a mark of the secret, as Telegram tells the URL that is set but never the secret."""
        return f"{self.url}{'&' if '?' in self.url else '?'}s={sha256(self.secret.encode()).hexdigest()[:8]}"


class Webhook:
    """Joins a bot and its store to HTTP: an ASGI application. It answers from its start, the bot opens meanwhile."""

    def __init__(self, bot: Bot, store: Store, address: Address, days: int = 180) -> None:
        self._bot = bot
        self._store = store
        self._address = address
        self._secret = address.secret.encode()
        self._ready = False
        self._pending: tuple[float, int | None] = (0.0, None)

        self._days = days
        self._pages = Starlette(
            routes=[
                Route("/healthz", self.healthy),
                Route("/readyz", self.ready),
                Route("/metrics", self.metrics),
            ],
            lifespan=self.lifespan,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Updates go straight to `receive`: Starlette's way through its layers takes as long as the commit."""
        if scope["type"] != "http" or scope["path"] != self._address.path or scope["method"] != "POST":
            await self._pages(scope, receive, send)
            return
        refusal = await self.receive(dict(scope["headers"]), receive)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await send(_SETTLED)
        await send(_EMPTY)

    @asynccontextmanager
    async def lifespan(self, _: Any = None) -> AsyncIterator[None]:
        """A start waits a little for the bot to be ready, as a worker may be replaced by this one; a bot that cannot
        run ends it. A store that is down is waited for without end."""
        opening = asyncio.create_task(self._open())
        await asyncio.wait({opening}, timeout=READY)
        if opening.done():
            opening.result()
        registering = asyncio.create_task(self._register(opening))
        try:
            async with expiring(self._store, self._days):
                yield
        finally:
            self._ready = False
            opening.cancel()
            registering.cancel()
            await asyncio.gather(opening, registering, return_exceptions=True)
            await self._bot.close()

    async def _open(self) -> None:
        while not self._ready:
            try:
                await self._bot.open()
                self._ready = True
            except StoreDown as error:
                logger.error("store_down", reason=str(error))
                await asyncio.sleep(1)

    async def _register(self, opening: "asyncio.Task[None]") -> None:
        """Tell Telegram where to post, as soon as there is something to post to."""
        await asyncio.shield(opening)
        pause = 1.0
        while not await self._registered():
            await asyncio.sleep(pause)
            pause = min(2 * pause, 60.0)

    async def _registered(self) -> bool:
        """Set the webhook when Telegram has another one, or other kinds of updates."""
        wanted = {"url": self._address.marked, "max_connections": CONNECTIONS, "allowed_updates": list(ALLOWED)}
        try:
            found = await self._bot.api.call("getWebhookInfo")
            if {name: found.get(name) for name in wanted} != wanted:
                await self._bot.api.call("setWebhook", {**wanted, "secret_token": self._address.secret})
                logger.info("webhook_set")
        except TelegramError as error:
            logger.warning("webhook_not_set", reason=error.message)
            return False
        return True

    # ------------------------------------------------------------ Telegram's side

    async def receive(self, headers: Mapping[bytes, bytes], receive: Receive) -> Response | None:
        """One update; None when it is settled, else the answer that says why it is not."""
        if not hmac.compare_digest(headers.get(_SECRET, b""), self._secret):
            return _said(401, "the secret token is wrong")
        if not self._ready:
            return _later()
        update = _parsed(headers.get(b"content-type", b"").decode("latin-1"), await _body(receive))
        return update if isinstance(update, Response) else await self._taken(update)

    async def _taken(self, update: Any) -> Response | None:
        try:
            await self._bot.take(update)
        except StoreDown:
            return _later()
        except Exception as error:  # the channel's door: what nobody foresaw must not come again for a day
            logger.exception("update_broke")
            return await self._buried(update, f"{type(error).__name__}")
        return None

    async def _buried(self, update: Any, reason: str) -> Response | None:
        number = update.get("update_id") if isinstance(update, dict) else None
        try:
            await self._store.bury(DeadLetter("in", "update", reason, json.dumps(update)), _int64(number))
        except StoreDown:
            return _later()
        metrics.dead("in").inc()
        return None

    # ------------------------------------------------------------ the operator's side

    async def healthy(self, _: Request) -> Response:
        """The process answers."""
        return _said(200, "ok")

    async def ready(self, _: Request) -> Response:
        """The bot is open and its store can be written."""
        if not self._ready:
            return _said(503, "starting")
        try:
            await asyncio.wait_for(self._store.ping(), PING)
        except (StoreDown, TimeoutError):
            return _said(503, "the store is down")
        return _said(200, "ready")

    async def metrics(self, request: Request) -> Response:
        """What Prometheus asks; without the store's figures when it is down."""
        wanted = self._address.metrics
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if wanted is not None and not hmac.compare_digest(given.encode(), wanted.encode()):
            return _said(401, "METRICS_TOKEN is wanted as a bearer token")
        stats = await _or_none(self._store.stats, StoreDown)
        page = metrics.page(stats, await self._asked())
        return Response(page, media_type="text/plain; version=0.0.4; charset=utf-8")

    async def _asked(self) -> int | None:
        """How many updates wait at Telegram; asked rarely."""
        at, pending = self._pending
        if self._ready and (pending is None or time.monotonic() - at > ASK):
            info = await _or_none(lambda: self._bot.api.call("getWebhookInfo"), TelegramError)
            pending = info.get("pending_update_count") if info else None
            self._pending = (time.monotonic(), pending)
        return pending


async def _body(receive: Receive) -> bytes | None:
    """The body, as far as it came; None when it is too long to be read on."""
    body, more = b"", True
    while more and len(body) <= BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body if len(body) <= BODY else None


def _parsed(kind: str, body: bytes | None) -> Any:
    """The update, or the answer that says why it is none."""
    name, _, parameters = kind.partition(";")
    if body is None:
        return _said(413, "too long")
    if name.strip().lower() != "application/json":
        return _said(415, "application/json is wanted")
    try:
        return json.loads(body.decode(_charset(parameters)))
    except (ValueError, LookupError, RecursionError):
        return _said(400, "this is no JSON")


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"') or "utf-8"
    return "utf-8"


def _int64(number: Any) -> int | None:
    return number if isinstance(number, int) and 0 <= number < 2**63 else None


async def _or_none(ask: Callable[[], Awaitable[Any]], problem: type[Exception]) -> Any:
    try:
        return await ask()
    except problem:
        return None


def _said(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)


def _later() -> Response:
    return PlainTextResponse("later\n", 503, {"Retry-After": "1"})
