"""Telegram's side of a durability run: delivers updates as Telegram does, and judges what came out.

Each chat's updates wait for one another; one that was not answered with 200 comes again; several processes are asked in
turn as a load balancer would.
"""

import asyncio
import itertools
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field

import aiohttp

from bot.channels.telegram.webhook import HEADER

TOKEN = "7700000001:AAF-a-token-that-only-the-stub-knows-000"
SECRET = "a-secret-of-the-benchmark"


def message(number: int, chat: int, text: str) -> dict[str, object]:
    """A raw update with a text in a private chat."""
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_800_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "A"},
            "text": text,
        },
    }


@dataclass(slots=True)
class Run:
    """Updates delivered so far: for each chat its texts in order, and when each was first offered."""

    api: int
    ports: tuple[int, ...] = ()  # of the webhook's processes; none: polling
    chats: int = 200
    number: int = 0
    texts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    offered: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)
    worst: float = 0.0  # the longest that an update waited for its 200
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    async def deliver(
        self, session: aiohttp.ClientSession, rate: float, seconds: float, stop: asyncio.Event | None = None
    ) -> None:
        """Offer `rate` updates a second; return when all have been taken."""
        locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        tasks = []
        began = time.monotonic()
        for place in range(int(rate * seconds)):
            if stop is not None and stop.is_set():
                break
            await asyncio.sleep(max(0.0, began + place / rate - time.monotonic()))
            self.number += 1
            chat = 1000 + self.number % self.chats
            text = f"{chat}-{len(self.texts[chat])}"
            self.texts[chat].append(text)
            self.offered[text] = time.time()
            update = message(self.number, chat, text)
            if self.ports:
                tasks.append(asyncio.create_task(self._post(session, locks[chat], text, update)))
            else:
                await self.push(session, [update])
        await asyncio.gather(*tasks)

    async def push(self, session: aiohttp.ClientSession, updates: list[dict[str, object]]) -> None:
        """Leave updates for getUpdates."""
        async with session.post(f"http://127.0.0.1:{self.api}/_push", data=json.dumps(updates)) as answer:
            await answer.read()

    async def _post(
        self, session: aiohttp.ClientSession, lock: asyncio.Lock, text: str, update: dict[str, object]
    ) -> None:
        async with lock:
            while not await self.post(session, json.dumps(update).encode()):
                await asyncio.sleep(0.1)
            self.answered[text] = time.time()
            self.worst = max(self.worst, self.answered[text] - self.offered[text])

    async def post(self, session: aiohttp.ClientSession, body: bytes) -> bool:
        """One try at one of the processes."""
        url = f"http://127.0.0.1:{random.choice(self.ports)}/telegram"
        headers = {HEADER: SECRET, "Content-Type": "application/json"}
        try:
            async with session.post(url, data=body, headers=headers, timeout=aiohttp.ClientTimeout(10)) as answer:
                await answer.read()
                self.statuses[answer.status] += 1
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def sent(self, session: aiohttp.ClientSession) -> list[tuple[float, int, str]]:
        """Time, chat and text of every message that the API carried out."""
        async with session.get(f"http://127.0.0.1:{self.api}/_sent") as answer:
            return [(at, chat, text) for at, chat, _, text in await answer.json(content_type=None)]

    async def count(self, session: aiohttp.ClientSession) -> int:
        """How many messages that is."""
        async with session.get(f"http://127.0.0.1:{self.api}/_count") as answer:
            return int((await answer.json(content_type=None))["sent"])

    async def settled(self, session: aiohttp.ClientSession, seconds: float = 90) -> list[tuple[float, int, str]]:
        """What was sent, as soon as it is everything; or what there is when the time is over."""
        wanted = sum(len(texts) for texts in self.texts.values())
        deadline = time.monotonic() + seconds
        while True:
            if await self.count(session) >= wanted or time.monotonic() > deadline:
                found = await self.sent(session)
                if len({text for _, _, text in found}) >= wanted or time.monotonic() > deadline:
                    await asyncio.sleep(1)  # a second copy may be on its way
                    return await self.sent(session)
            await asyncio.sleep(0.5)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What went wrong, counted."""

    updates: int
    lost: int
    disordered: int
    twice: int

    @classmethod
    def of(cls, run: Run, sent: list[tuple[float, int, str]]) -> "Verdict":
        firsts: dict[int, list[str]] = defaultdict(list)
        seen: set[str] = set()
        for _, chat, text in sent:
            if text not in seen:
                seen.add(text)
                firsts[chat].append(text)
        wanted = sum(len(texts) for texts in run.texts.values())
        disordered = 0
        for texts in firsts.values():
            places = [int(text.rpartition("-")[2]) for text in texts]
            disordered += sum(one > other for one, other in itertools.pairwise(places))
        ours = [text for _, _, text in sent if text in run.offered]
        return cls(wanted, wanted - len(seen & set(run.offered)), disordered, len(ours) - len(set(ours)))
