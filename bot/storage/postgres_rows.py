"""What a job does inside PostgreSQL's transaction: the statements, one function for each thing that is kept."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.storage import calls
from bot.storage.port import Committed, DeadLetter, Key, Outgoing, Queued, Stats, Stored
from bot.storage.sqlite_rows import DAY, LETTER_DAYS, SEEN_DAYS

MIGRATIONS = 20_002  # space of advisory locks with two keys
TALK = (
    "INSERT INTO dialogues VALUES ($1, $2, $3, $4) ON CONFLICT (chat, person)"
    " DO UPDATE SET data = excluded.data, moment = excluded.moment"
)
QUEUE = (
    "INSERT INTO outbox (lane, call, moment)"
    " SELECT lane, call, ${2} FROM unnest(${0}::text[], ${1}::text[]) WITH ORDINALITY AS new (lane, call, place)"
    " ORDER BY place RETURNING id"
)


async def process(db: Any, key: Key, step: Callable[[Stored], Committed], now: int) -> tuple[Queued, ...] | None:
    """One update, unless it was seen before."""
    begin = "SELECT fresh, dialogue, profile FROM begin_update($1, $2, $3, $4)"
    fresh, dialogue, profile = await db.fetchrow(begin, key.chat, key.person, key.update, now)
    if not fresh:
        return None
    before = Stored(dialogue, profile)
    committed = step(before)
    for response, vote in committed.feedback:
        await count(db, response, vote)
    if committed.forget:
        await forget(db, key.person)
        return await queue(db, committed.outgoing, now)
    await save_profile(db, key, before, committed.stored, now)
    if committed.stored.dialogue is None:
        await db.execute("DELETE FROM dialogues WHERE chat = $1 AND person = $2", key.chat, key.person)
        return await queue(db, committed.outgoing, now)
    return await save(db, key, committed, now)


async def see(db: Any, update: int, now: int) -> bool:
    """Mark the update; False when it was marked already."""
    sql = "INSERT INTO seen VALUES ($1, $2) ON CONFLICT DO NOTHING"
    return bool(await db.execute(sql, update, now) == "INSERT 0 1")


async def save(db: Any, key: Key, committed: Committed, now: int) -> tuple[Queued, ...]:
    """The dialogue and the calls in one statement; the dialogue always, as its moment says that the person is there."""
    talk = (key.chat, key.person, committed.stored.dialogue, now)
    if not committed.outgoing:
        await db.execute(TALK, *talk)
        return ()
    return _queued(
        await db.fetch(f"WITH talk AS ({TALK}) {QUEUE.format(5, 6, 4)}", *talk, *_columns(committed.outgoing)),
        committed.outgoing,
    )


async def save_profile(db: Any, key: Key, before: Stored, after: Stored, now: int) -> None:
    """The profile, when it has changed."""
    if after.profile == before.profile:
        return
    if after.profile is not None:
        sql = (
            "INSERT INTO profiles VALUES ($1, $2, $3) ON CONFLICT (person)"
            " DO UPDATE SET data = excluded.data, moment = excluded.moment"
        )
        await db.execute(sql, key.person, after.profile, now)
    else:
        await db.execute("DELETE FROM profiles WHERE person = $1", key.person)


async def forget(db: Any, person: int) -> None:
    """All that is kept about the person."""
    await db.execute("DELETE FROM dialogues WHERE person = $1", person)
    await db.execute("DELETE FROM profiles WHERE person = $1", person)
    await db.execute("DELETE FROM outbox WHERE lane = $1", str(person))
    await db.execute("DELETE FROM dead_letters WHERE person = $1 OR chat = $1", person)


async def count(db: Any, response: str, vote: int) -> None:
    """One vote more."""
    sql = (
        "INSERT INTO feedback VALUES ($1, $2, $3) ON CONFLICT (response)"
        " DO UPDATE SET up = feedback.up + excluded.up, down = feedback.down + excluded.down"
    )
    await db.execute(sql, response, int(vote > 0), int(vote < 0))


async def queue(db: Any, outgoing: Sequence[Outgoing], now: int) -> tuple[Queued, ...]:
    """The calls into the outbox, in their order, by one statement."""
    if not outgoing:
        return ()
    return _queued(await db.fetch(QUEUE.format(1, 2, 3), *_columns(outgoing), now), outgoing)


def _columns(outgoing: Sequence[Outgoing]) -> tuple[list[str], list[str]]:
    return [one.lane for one in outgoing], [calls.write(one) for one in outgoing]


def _queued(found: list[Any], outgoing: Sequence[Outgoing]) -> tuple[Queued, ...]:
    return tuple(Queued(row["id"], one) for row, one in zip(found, outgoing, strict=True))


async def die(db: Any, queued: Queued, reason: str, now: int) -> None:
    """From the outbox to the dead letters; nothing when it has left the outbox meanwhile."""
    outgoing = queued.outgoing
    if await db.execute("DELETE FROM outbox WHERE id = $1", queued.id) == "DELETE 1":
        letter = DeadLetter("out", outgoing.call, reason, calls.write(outgoing), calls.chat_of(outgoing))
        await keep(db, letter, now)


async def keep(db: Any, letter: DeadLetter, now: int) -> None:
    """A new dead letter."""
    sql = (
        "INSERT INTO dead_letters (moment, direction, what, reason, body, chat, person)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    row = (now, letter.direction, letter.what, letter.reason, letter.body, letter.chat, letter.person)
    await db.execute(sql, *row)


async def move(db: Any, old: int, new: int) -> None:
    """A chat's dialogues and waiting calls to its new id."""
    for number, call in await db.fetch("SELECT id, call FROM outbox WHERE lane = $1", str(old)):
        sql = "UPDATE outbox SET lane = $1, call = $2 WHERE id = $3"
        await db.execute(sql, str(new), calls.moved(call, new), number)
    free = "NOT EXISTS (SELECT FROM dialogues AS there WHERE there.chat = $1 AND there.person = dialogues.person)"
    await db.execute(f"UPDATE dialogues SET chat = $1 WHERE chat = $2 AND {free}", new, old)  # noqa: S608 constant text
    await db.execute("DELETE FROM dialogues WHERE chat = $1", old)


async def stats(db: Any, now: int) -> Stats:
    """What an operator watches, in one statement."""
    sql = (
        "SELECT (SELECT count(*) FROM (SELECT person FROM dialogues UNION SELECT person FROM profiles) AS people),"
        " (SELECT count(*) FROM dialogues), (SELECT count(*) FROM outbox), (SELECT min(moment) FROM outbox),"
        " (SELECT count(*) FROM dead_letters)"
    )
    people, dialogues, depth, oldest, dead = await db.fetchrow(sql)
    feedback = await db.fetch("SELECT response, up, down FROM feedback ORDER BY response")
    age = max(0, now - oldest) if oldest else 0
    return Stats(people, dialogues, depth, age, dead, tuple(tuple(row) for row in feedback))


async def expire(db: Any, now: int, days: int) -> int:
    """Delete what is past its time; a profile outlives its person's dialogues until it is as old itself."""
    idle = now - days * DAY
    deletes = (
        ("DELETE FROM dialogues WHERE moment < $1", idle),
        ("DELETE FROM profiles WHERE moment < $1 AND person NOT IN (SELECT person FROM dialogues)", idle),
        ("DELETE FROM dead_letters WHERE moment < $1", now - LETTER_DAYS * DAY),
        ("DELETE FROM seen WHERE moment < $1", now - SEEN_DAYS * DAY),
    )
    return sum([int((await db.execute(sql, before)).split()[1]) for sql, before in deletes])
