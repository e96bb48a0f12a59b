"""The contract that every store keeps: bot/storage/port.py."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.storage import migrations
from bot.storage.port import Committed, DeadLetter, Key, Outgoing, Queued, Store, Stored
from tests.storage.conftest import Clock

DAY = 86_400


def say(chat: int, text: str, **more: Any) -> Outgoing:
    return Outgoing(str(chat), "sendMessage", {"chat_id": chat, "text": text}, **more)


def keeps(dialogue: str | None, profile: str | None = None, *outgoing: Outgoing) -> Callable[[Stored], Committed]:
    return lambda _: Committed(Stored(dialogue, profile), outgoing)


async def state(store: Store, chat: int, person: int) -> Stored:
    """What a step is given."""
    seen = []
    await store.process(Key(chat, person), lambda stored: seen.append(stored) or Committed(stored))  # type: ignore[func-returns-value]
    return seen[0]


def texts(queued: tuple[Queued, ...] | None) -> list[str]:
    return [one.outgoing.params["text"] for one in queued or ()]


async def test_a_step_is_given_what_the_last_one_kept(store: Store) -> None:
    await store.process(Key(1, 2, 10), keeps('{"d":1}', '{"p":1}'))
    assert await state(store, 1, 2) == Stored('{"d":1}', '{"p":1}')


async def test_a_dialogue_belongs_to_a_person_in_a_chat_and_a_profile_to_the_person(store: Store) -> None:
    await store.process(Key(1, 2, 10), keeps('{"d":1}', '{"p":1}'))
    assert (await state(store, 9, 2), await state(store, 1, 3)) == (Stored(None, '{"p":1}'), Stored())


async def test_none_deletes(store: Store) -> None:
    await store.process(Key(1, 2, 10), keeps('{"d":1}', '{"p":1}'))
    await store.process(Key(1, 2, 11), keeps(None, None))
    assert await state(store, 1, 2) == Stored()


async def test_an_update_that_comes_again_ends_without_a_step(store: Store) -> None:
    """Telegram delivers at least once."""
    await store.process(Key(1, 2, 10), keeps("first", None, say(1, "a")))
    again = await store.process(Key(1, 2, 10), keeps("second", None, say(1, "b")))
    assert (again, await state(store, 1, 2), texts(await store.claim("1"))) == (None, Stored("first"), ["a"])


async def test_an_update_id_lower_than_the_last_is_new(store: Store) -> None:
    """Telegram may restart its count at random after an idle week."""
    await store.process(Key(1, 2, 1000), keeps("first"))
    await store.process(Key(1, 2, 3), keeps("second"))
    assert await state(store, 1, 2) == Stored("second")


async def test_an_error_of_the_step_leaves_nothing_behind_and_the_update_unseen(store: Store) -> None:
    def stumbles(_: Stored) -> Committed:
        raise LookupError("a broken template")

    with pytest.raises(LookupError, match="a broken template"):
        await store.process(Key(1, 2, 10), stumbles)
    assert await store.process(Key(1, 2, 10), keeps("fine")) == ()


async def test_an_error_of_one_step_takes_no_other_with_it(store: Store) -> None:
    def stumbles(_: Stored) -> Committed:
        raise LookupError

    steps = [store.process(Key(n, n, n), stumbles if n % 3 == 0 else keeps("fine")) for n in range(1, 31)]
    outcomes = await asyncio.gather(*steps, return_exceptions=True)
    assert [isinstance(one, LookupError) for one in outcomes] == [n % 3 == 0 for n in range(1, 31)]


async def test_updates_of_a_chat_that_come_together_do_not_overwrite_one_another(store: Store) -> None:
    def adds(stored: Stored) -> Committed:
        return Committed(replace(stored, dialogue=str(int(stored.dialogue or 0) + 1)))

    await asyncio.gather(*(store.process(Key(1, 2, n), adds) for n in range(50)))
    assert await state(store, 1, 2) == Stored("50")


async def test_a_profile_changed_from_two_chats_at_once_keeps_both_changes(store: Store) -> None:
    def adds(stored: Stored) -> Committed:
        return Committed(replace(stored, profile=str(int(stored.profile or 0) + 1)))

    keys = [Key(-5 if n % 2 else 2, 2, n) for n in range(40)]
    await asyncio.gather(*(store.process(key, adds) for key in keys))
    assert await state(store, 2, 2) == Stored(None, "40")


async def test_the_same_update_twice_at_once_is_worked_on_once(store: Store) -> None:
    outcomes = await asyncio.gather(*(store.process(Key(1, 2, 7), keeps("d", None, say(1, "a"))) for _ in range(8)))
    assert sum(one is not None for one in outcomes) == 1


# ---------------------------------------------------------------- the outbox


async def test_calls_wait_in_the_order_of_their_updates(store: Store) -> None:
    for number in range(5):
        await store.process(Key(1, 2, number), keeps("d", None, say(1, f"{number}a"), say(1, f"{number}b")))
    expected = [f"{number}{part}" for number in range(5) for part in "ab"]
    assert texts(await store.claim("1")) == expected


async def test_a_call_comes_back_from_the_outbox_as_it_went_in(store: Store) -> None:
    photo = Outgoing("1", "sendPhoto", {"chat_id": 1, "caption": "<b>ü</b>"}, chart={"axes": [1, 2]})
    edit = Outgoing("1", "editMessageText", {"text": "x"}, otherwise=Outgoing("2", "sendMessage", {"text": "y"}))
    queued = await store.process(Key(1, 2, 1), keeps("d", None, photo, edit))
    assert (await store.claim("1"), [one.outgoing for one in queued or ()]) == (queued, [photo, edit])


async def test_a_sent_call_is_gone_also_after_a_restart(again: Callable[[], Awaitable[Store]]) -> None:
    store = await again()
    queued = await store.process(Key(1, 2, 1), keeps("d", None, say(1, "a"), say(1, "b")))
    await store.sent((queued or ())[0].id)
    await store.close()
    store = await again()
    assert (await store.lanes(), texts(await store.claim("1"))) == (("1",), ["b"])
    await store.close()


async def test_lanes_are_those_with_calls_waiting(store: Store) -> None:
    await store.process(Key(1, 2, 1), keeps("d", None, say(8, "a"), say(7, "b"), say(8, "c")))
    assert await store.lanes() == ("8", "7")


async def test_a_failed_attempt_is_counted(store: Store) -> None:
    queued = await store.process(Key(1, 2, 1), keeps("d", None, say(1, "a")))
    await store.failed((queued or ())[0].id)
    assert [one.attempts for one in await store.claim("1") or ()] == [1]


async def test_a_call_given_up_is_a_dead_letter_with_its_reason(store: Store, clock: Clock) -> None:
    queued = await store.process(Key(1, 2, 1), keeps("d", None, say(1, "a"), say(1, "b")))
    await store.dead((queued or ())[0], "can't parse entities")
    (letter,) = await store.letters()
    assert texts(await store.claim("1")) == ["b"]
    assert (letter.direction, letter.what, letter.reason, letter.chat, letter.moment) == (
        "out",
        "sendMessage",
        "can't parse entities",
        1,
        int(clock.now),
    )


async def test_dropping_a_lane_leaves_the_others_alone(store: Store) -> None:
    await store.process(Key(1, 2, 1), keeps("d", None, say(7, "a"), say(8, "b"), say(7, "c")))
    dropped = await store.drop("7", "blocked")
    assert (dropped, await store.lanes(), len(await store.letters())) == (2, ("8",), 2)


async def test_a_group_that_became_a_supergroup_keeps_its_talk_and_its_calls(store: Store) -> None:
    await store.process(Key(-5, 2, 1), keeps("talk", None, say(-5, "a")))
    await store.migrate(-5, -1005)
    assert (await state(store, -1005, 2), await state(store, -5, 2)) == (Stored("talk"), Stored())
    assert [one.outgoing for one in await store.claim("-1005") or ()] == [say(-1005, "a")]


# ---------------------------------------------------------------- dead updates, people, time


async def test_an_update_that_cannot_be_worked_on_is_kept_once(store: Store) -> None:
    letter = DeadLetter("in", "message", "KeyError: 'date'", "{}", chat=1, person=2)
    kept = [await store.bury(letter, update=5), await store.bury(letter, update=5)]
    assert (kept, len(await store.letters()), await store.process(Key(1, 2, 5), keeps("d"))) == ([True, False], 1, None)


async def test_forgetting_deletes_everything_of_a_person_and_nothing_of_another(store: Store) -> None:
    """In whichever chat; what stays is the reply that confirms it."""
    await store.process(Key(2, 2, 1), keeps("private", "profile", say(2, "on its way")))
    await store.process(Key(-5, 2, 2), keeps("group", "profile", say(-5, "to all")))
    await store.process(Key(-5, 3, 3), keeps("another's", "another's"))
    await store.bury(DeadLetter("in", "message", "why", "{}", chat=2, person=2), update=4)
    done = Committed(Stored("ignored", "ignored"), (say(2, "Everything is deleted."),), forget=True)
    await store.process(Key(2, 2, 5), lambda _: done)
    assert await store.export(2) == {"profile": None, "dialogues": []}
    assert (texts(await store.claim("2")), texts(await store.claim("-5"))) == (["Everything is deleted."], ["to all"])
    assert (await state(store, -5, 3), await store.letters()) == (Stored("another's", "another's"), ())


async def test_a_person_can_have_everything_that_is_kept(store: Store) -> None:
    await store.process(Key(2, 2, 1), keeps('{"v":1}', '{"p":1}'))
    await store.process(Key(-5, 2, 2), keeps('{"v":2}', '{"p":1}'))
    assert await store.export(2) == {
        "profile": {"p": 1},
        "dialogues": [{"chat": -5, "dialogue": {"v": 2}}, {"chat": 2, "dialogue": {"v": 1}}],
    }


async def test_who_was_inactive_for_long_is_deleted_and_who_was_not_is_kept(store: Store, clock: Clock) -> None:
    await store.process(Key(1, 1, 1), keeps("old", "old"))
    await store.process(Key(2, 2, 2), keeps("kept", "kept"))
    clock.now += 29 * DAY
    await store.process(Key(2, 2, 3), keeps("kept", "kept"))
    clock.now += 2 * DAY
    await store.expire(days=30)
    assert (await state(store, 1, 1), await state(store, 2, 2)) == (Stored(), Stored("kept", "kept"))


async def test_a_repeated_update_is_known_for_the_day_that_telegram_repeats_it(store: Store, clock: Clock) -> None:
    """Even when the clock was set forward by a day meanwhile."""
    await store.process(Key(1, 1, 1), keeps("d"))
    clock.now += 2 * DAY
    await store.expire(days=30)
    assert await store.process(Key(1, 1, 1), keeps("again")) is None


async def test_marks_and_dead_letters_do_not_pile_up(store: Store, clock: Clock) -> None:
    await store.bury(DeadLetter("in", "message", "why", "{}"), update=1)
    clock.now += 8 * DAY
    assert (await store.expire(days=30), await store.letters()) == (2, ())


async def test_feedback_is_counted_without_a_person(store: Store) -> None:
    for number, vote in enumerate([1, 1, -1]):
        votes = (("define_job", vote),)
        await store.process(Key(1, 1, number), lambda _, votes=votes: Committed(Stored(), feedback=votes))  # type: ignore[misc]
    assert (await store.stats()).feedback == (("define_job", 2, 1),)


async def test_the_figures_an_operator_watches(store: Store, clock: Clock) -> None:
    await store.process(Key(1, 1, 1), keeps("d", "p", say(1, "a")))
    await store.process(Key(-5, 1, 2), keeps("d", "p", say(1, "b")))
    clock.now += 40
    stats = await store.stats()
    assert (stats.people, stats.dialogues, stats.waiting, stats.oldest, stats.dead) == (1, 2, 2, 40, 0)


async def test_a_clock_set_back_makes_no_negative_age(store: Store, clock: Clock) -> None:
    await store.process(Key(1, 1, 1), keeps("d", "p", say(1, "a")))
    clock.now -= DAY
    assert (await store.stats()).oldest == 0


async def test_a_store_that_is_well_answers(store: Store) -> None:
    await store.ping()


async def test_a_database_that_is_up_to_date_is_opened_without_the_tool_for_migrations(
    again: Callable[[], Awaitable[Store]], monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await again()).close()

    def refuse(*_: object) -> int:
        raise AssertionError("nothing is to be applied")

    monkeypatch.setattr(migrations, "apply", refuse)
    await (await again()).close()


async def test_a_database_that_lacks_a_migration_gets_it(
    again: Callable[[], Awaitable[Store]], monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await again()).close()
    asked: list[str] = []
    named = migrations.named
    monkeypatch.setattr(migrations, "named", lambda database: named(database) | {"9999-next"})

    def apply(_: str, database: str) -> int:
        asked.append(database)
        return 1

    monkeypatch.setattr(migrations, "apply", apply)
    await (await again()).close()
    assert len(asked) == 1
