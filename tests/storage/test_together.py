"""bot/storage/together.py"""

import asyncio

import pytest

from bot.storage.together import Together


class Squares:
    """Answers slowly, and notes what it was asked together."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    async def __call__(self, numbers: list[int]) -> dict[int, int]:
        self.asked.append(numbers)
        await asyncio.sleep(0.01)
        if 13 in numbers:
            raise LookupError("thirteen")
        return {number: number**2 for number in numbers}


async def test_what_comes_up_while_one_is_asked_is_asked_together() -> None:
    squares = Squares()
    together = Together(squares)
    answers = await asyncio.gather(*(together.of(number) for number in (1, 2, 3)))
    later = asyncio.gather(together.of(4))
    await asyncio.sleep(0.002)
    more = await asyncio.gather(together.of(5), together.of(6))
    assert (answers, await later, more) == ([1, 4, 9], [16], [25, 36])
    assert squares.asked == [[1, 2, 3], [4], [5, 6]]


async def test_the_same_question_at_the_same_time_is_asked_once() -> None:
    squares = Squares()
    together = Together(squares)
    assert await asyncio.gather(together.of(7), together.of(7)) == [49, 49]
    assert squares.asked == [[7]]


async def test_an_error_goes_to_all_who_asked_and_to_nobody_after() -> None:
    together = Together(Squares())
    outcomes = await asyncio.gather(together.of(1), together.of(13), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [LookupError, LookupError]
    assert await together.of(2) == 4


async def test_who_is_cancelled_takes_the_answer_from_nobody() -> None:
    together = Together(Squares())
    waiting = asyncio.create_task(together.of(3))
    other = asyncio.create_task(together.of(3))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await other == 9
