"""A Bot API that does little and does it fast: counts what is sent, delivers updates, makes trouble when told to.

Run by itself it serves until it is killed: `python -m benchmarks.stub_api PORT`. The tests have a strict one; this one
must not be what a throughput figure measures.

GET /_sent      everything sent so far, [[time, chat, method, text], …]
POST /_push     updates to hand out by getUpdates
POST /_trouble  {"chat": id, "status": 429, "seconds": s}: that chat's calls are refused for s seconds
GET /_webhook   how often setWebhook was called
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

ME = {"id": 7700000001, "is_bot": True, "first_name": "Stub", "username": "stub_bot"}
OK = b'{"ok":true,"result":true}'


class Stub:
    """What the server knows."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.sent: list[tuple[float, Any, str, str]] = []
        self.updates: list[dict[str, Any]] = []
        self.arrived = asyncio.Event()
        self.trouble: dict[Any, tuple[int, float]] = {}
        self.webhook: dict[str, Any] = {"url": "", "pending_update_count": 0}
        self.webhooks_set = 0
        self.refused = 0
        self.message = 0

    async def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        if path.startswith("/_"):
            return 200, self._control(path, body)
        method = path.rsplit("/", 1)[1]
        params = _params(body)
        if method == "getUpdates":
            return 200, await self._updates(params)
        chat = params.get("chat_id")
        refusal = self._refusal(chat)
        if refusal:
            self.refused += 1
            return refusal
        if self.delay:
            await asyncio.sleep(self.delay)
        return 200, self._done(method, chat, params)

    def _done(self, method: str, chat: Any, params: dict[str, Any]) -> bytes:
        if method.startswith(("send", "edit")) and method != "sendChatAction":
            self.message += 1
            self.sent.append((time.time(), chat, method, str(params.get("text", params.get("caption", "")))))
            return b'{"ok":true,"result":{"message_id":%d,"date":1,"chat":{"id":%d,"type":"private"}}}' % (
                self.message,
                chat or 0,
            )
        if method == "setWebhook":
            self.webhooks_set += 1
            self.webhook |= {name: value for name, value in params.items() if name != "secret_token"}
        if method in ("getMe", "getWebhookInfo"):
            return json.dumps({"ok": True, "result": ME if method == "getMe" else self.webhook}).encode()
        return OK

    def _refusal(self, chat: Any) -> tuple[int, bytes] | None:
        status, until = self.trouble.get(chat, (0, 0.0))
        if not status or time.monotonic() > until:
            return None
        answer: dict[str, Any] = {"ok": False, "error_code": status, "description": "trouble"}
        if status == 429:
            answer["parameters"] = {"retry_after": 1}
        return status, json.dumps(answer).encode()

    async def _updates(self, params: dict[str, Any]) -> bytes:
        offset = int(params.get("offset", 0))
        deadline = time.monotonic() + float(params.get("timeout", 0))
        while True:
            self.updates = [one for one in self.updates if one["update_id"] >= offset]
            left = deadline - time.monotonic()
            if self.updates or left <= 0:
                return json.dumps({"ok": True, "result": self.updates[:100]}).encode()
            self.arrived.clear()
            try:
                await asyncio.wait_for(self.arrived.wait(), left)
            except TimeoutError:
                continue

    def _control(self, path: str, body: bytes) -> bytes:
        if path == "/_push":
            self.updates += json.loads(body)
            self.arrived.set()
        if path == "/_trouble":
            told = json.loads(body)
            self.trouble[told["chat"]] = (told["status"], time.monotonic() + told["seconds"])
        if path == "/_sent":
            return json.dumps(self.sent).encode()
        if path == "/_count":
            return json.dumps({"sent": len(self.sent), "waiting": len(self.updates), "refused": self.refused}).encode()
        if path == "/_webhook":
            return json.dumps(self.webhooks_set).encode()
        return OK


def _params(body: bytes) -> dict[str, Any]:
    if body[:1] == b"{":
        return dict(json.loads(body))
    if body[:2] == b"--":  # multipart: its plain fields are not needed
        return {}
    found: dict[str, Any] = dict(parse_qsl(body.decode()))
    if "chat_id" in found:
        found["chat_id"] = int(found["chat_id"])
    return found


class Http(asyncio.Protocol):
    """Just enough HTTP/1.1: keep-alive, Content-Length, chunked bodies as aiohttp's forms have them."""

    def __init__(self, answer: Callable[[str, bytes], Awaitable[tuple[int, bytes]]]) -> None:
        self._answer = answer
        self._data = b""
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].decode("latin-1")
            first, *lines = head.split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            body = _body(headers, self._data[end + 4 :])
            if body is None:
                return
            content, self._data = body
            task = asyncio.ensure_future(self._respond(first.split(" ")[1], content))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _respond(self, path: str, body: bytes) -> None:
        status, content = await self._answer(path, body)
        head = b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(content))
        if not self._transport.is_closing():
            self._transport.write(head + content)

    def connection_lost(self, _: Exception | None) -> None:
        for task in self._tasks:
            task.cancel()


def _body(headers: dict[str, str], data: bytes) -> tuple[bytes, bytes] | None:
    """The body and what follows it; None while it is not all there."""
    if "chunked" not in headers.get("transfer-encoding", ""):
        length = int(headers.get("content-length", 0))
        return (data[:length], data[length:]) if len(data) >= length else None
    content = b""
    while (end := data.find(b"\r\n")) >= 0:
        size = int(data[:end], 16)
        if len(data) < end + 4 + size:
            return None
        content += data[end + 2 : end + 2 + size]
        data = data[end + 4 + size :]
        if size == 0:
            return content, data
    return None


async def main(port: int, delay: float) -> None:
    stub = Stub(delay)
    server = await asyncio.get_running_loop().create_server(lambda: Http(stub.answer), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
