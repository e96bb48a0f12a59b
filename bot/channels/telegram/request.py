"""HTTP for the Bot API through aiohttp, in the place that python-telegram-bot gives for it (`BaseRequest`).

HTTPX, the default there, costs most of an echo bot's CPU and logs the token. Here no error, log or repr holds an
address, as every address holds the token; aiohttp's own errors are therefore named by their class only.
"""

import asyncio
from functools import cache
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

CONNECT = 5.0  # seconds
POOL = 100  # connections


class AiohttpRequest(BaseRequest):
    """A pool of connections; open between `initialize` and `shutdown`."""

    def __init__(self, read_timeout: float = 15.0, connections: int = POOL) -> None:
        self._read = read_timeout
        self._connections = connections
        self._free = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool; a second call does nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300, keepalive_timeout=55)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), headers={"User-Agent": self.USER_AGENT}
            )

    async def shutdown(self) -> None:
        """Close the pool; a second call does nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """python-telegram-bot's way in."""
        body = _form(request_data) if request_data else None
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._read
        return await self.send(URL(url, encoded=True), body, None, seconds, method)

    async def send(
        self, url: URL, body: Any, headers: dict[str, str] | None, seconds: float | None, method: str = "POST"
    ) -> tuple[int, bytes]:
        """One exchange. TimedOut or NetworkError when there is no answer; neither says where to."""
        if self._session is None:
            raise NetworkError("the connection pool is not open")
        timeout = _timeout(seconds or self._read)
        try:
            async with (
                self._free,
                self._session.request(method, url, data=body, headers=headers, timeout=timeout) as answer,
            ):
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


@cache
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    """For the whole of an exchange, by one timer instead of three. The wait for a free connection comes before it: a
    call that has waited long must not be cut off once it is under way, or it would be made twice."""
    return aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT)


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
