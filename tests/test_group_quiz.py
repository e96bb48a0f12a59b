"""Ten people in one group, all in the career check at the same time: each finishes their own."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import service
from bot.content.loader import load
from bot.core.model import Action, Commanded, Event, Said, Tapped
from bot.core.scoring import score
from bot.service import Incoming
from bot.storage import codec
from bot.storage.port import Committed, Key, Stored
from bot.storage.sqlite import SqliteStore

GROUP = -100_200_300
NOON = 1_790_000_000
SERVICE = service()
QUIZ = load().quizzes["career_check"]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    kept = SqliteStore(tmp_path / "group.sqlite")
    await kept.open()
    yield kept
    await kept.close()


async def does(store: SqliteStore, person: int, event: Event) -> None:
    """One update of one person, in a transaction of the group's chat."""

    def step(stored: Stored) -> Committed:
        return Committed(SERVICE.handle(stored, Incoming("test", GROUP, person, event, NOON)).stored)

    await store.process(Key(GROUP, person), step)


async def takes_the_check(store: SqliteStore, person: int, values: list[int]) -> None:
    """Odd people type, even people tap, and each tap comes twice."""
    await does(store, person, Commanded("quiz"))
    ids = (*QUIZ.ids("quick"), "fine")
    for item, value in zip(ids, values, strict=True):
        tap = Tapped(Action("q", ("1", "a", item, str(value))))
        for event in (Said(str(value)),) if person % 2 else (tap, tap):
            await does(store, person, event)
    await does(store, person, Said("I am employed"))


async def test_ten_people_in_one_group_each_finish_their_own(store: SqliteStore) -> None:
    chance = random.Random(10)
    given = {person: [chance.randint(1, 5) for _ in range(11)] for person in range(1, 11)}
    await asyncio.gather(*(takes_the_check(store, person, values) for person, values in given.items()))
    for person, values in given.items():
        seen: list[Stored] = []
        await store.process(Key(GROUP, person), lambda stored, seen=seen: seen.append(stored) or Committed(stored))
        (result,) = codec.read_profile(seen[0].profile).results
        answers = dict(zip(QUIZ.ids("quick"), values[:10], strict=True))
        expected = score(QUIZ, "quick", answers, day="2026-09-21", fine=values[10], situation="employed")
        assert result == expected
