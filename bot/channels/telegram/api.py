"""One call of the Bot API: JSON there, JSON back, and its refusals as python-telegram-bot's errors.

python-telegram-bot's own objects are left out of the way that every message goes: they cost more than all the rest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from pydantic_core import to_json
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError
from yarl import URL

from bot.channels.telegram.request import AiohttpRequest

JSON = {"Content-Type": "application/json"}
PATIENCE = 5.0  # seconds to wait when a 429 does not say how long


class ServerError(NetworkError):
    """Telegram answered 5xx."""


class Busy(TelegramError):  # noqa: N818 as python-telegram-bot names its own: RetryAfter
    """Telegram answered 429. Not RetryAfter, which cannot be made without a deprecation warning."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many requests: retry after {seconds:g} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class File:
    """A part of a multipart upload."""

    name: str
    content: bytes


class Api:
    """Calls with one bot's token, which neither `repr` nor an error shows."""

    def __init__(self, token: str, base_url: str, request: AiohttpRequest) -> None:
        self._base = f"{base_url}{token}/"
        self._request = request
        self._urls: dict[str, URL] = {}

    def __repr__(self) -> str:
        return "Api(…)"

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, File] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 it is aiohttp that waits, and names what it waited for
    ) -> Any:
        """The call's result. Raises Busy, ServerError and python-telegram-bot's other errors."""
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = URL(self._base + method, encoded=True)
        if files:
            status, answer = await self._request.send(url, _form(params or {}, files), None, timeout)
        else:
            status, answer = await self._request.send(url, to_json(params or {}), JSON, timeout)
        return _result(status, answer)


def _form(params: Mapping[str, Any], files: Mapping[str, File]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, file in files.items():
        form.add_field(name, file.content, filename=file.name, content_type="application/octet-stream")
    return form


def _result(status: int, answer: bytes) -> Any:
    try:
        body = json.loads(answer)
    except ValueError:
        body = None
    if status == 200 and isinstance(body, dict) and body.get("ok"):
        return body.get("result")
    raise _error(status, body if isinstance(body, dict) else {})


def _error(status: int, body: dict[str, Any]) -> TelegramError:
    told = body.get("parameters") or {}
    said = str(body.get("description") or f"HTTP {status}")
    if "migrate_to_chat_id" in told:
        return ChatMigrated(told["migrate_to_chat_id"])
    match status:
        case 429:
            return Busy(float(told.get("retry_after") or PATIENCE))
        case 401 | 404:
            return InvalidToken(said)
        case 403:
            return Forbidden(said)
        case 409:
            return Conflict(said)
        case _ if 400 <= status < 500:
            return BadRequest(said)
    return ServerError(said)
