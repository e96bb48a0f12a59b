"""What a job does inside SQLite's transaction: the statements, one function for each thing that is kept."""

import sqlite3
from collections.abc import Callable

from bot.storage import calls
from bot.storage.port import Committed, DeadLetter, Key, Outgoing, Queued, Stored

DAY = 86_400
SEEN_DAYS = 3  # Telegram repeats an update for 24 hours; the rest is room for a clock that is wrong by a day
LETTER_DAYS = 7


def process(
    db: sqlite3.Connection, key: Key, step: Callable[[Stored], Committed], now: int
) -> tuple[Queued, ...] | None:
    """One update, unless it was seen before."""
    if key.update is not None and not see(db, key.update, now):
        return None
    before = _load(db, key)
    committed = step(before)
    if committed.forget:
        _forget(db, key.person)
    else:
        _save(db, key, before, committed.stored, now)
    for response, vote in committed.feedback:
        _count(db, response, vote)
    return tuple(_queue(db, outgoing, now) for outgoing in committed.outgoing)


def see(db: sqlite3.Connection, update: int, now: int) -> bool:
    """Mark the update; False when it was marked already."""
    return db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (update, now)).rowcount == 1


def _load(db: sqlite3.Connection, key: Key) -> Stored:
    sql = (
        "SELECT (SELECT data FROM dialogues WHERE chat = ? AND person = ?),"
        " (SELECT data FROM profiles WHERE person = ?)"
    )
    return Stored(*db.execute(sql, (key.chat, key.person, key.person)).fetchone())


def _save(db: sqlite3.Connection, key: Key, before: Stored, after: Stored, now: int) -> None:
    if after.dialogue is not None:
        row = (key.chat, key.person, after.dialogue, now)
        db.execute("INSERT OR REPLACE INTO dialogues VALUES (?, ?, ?, ?)", row)
    elif before.dialogue is not None:
        db.execute("DELETE FROM dialogues WHERE chat = ? AND person = ?", (key.chat, key.person))
    if after.profile == before.profile:
        return
    if after.profile is not None:
        db.execute("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)", (key.person, after.profile, now))
    else:
        db.execute("DELETE FROM profiles WHERE person = ?", (key.person,))


def _forget(db: sqlite3.Connection, person: int) -> None:
    db.execute("DELETE FROM dialogues WHERE person = ?", (person,))
    db.execute("DELETE FROM profiles WHERE person = ?", (person,))
    db.execute("DELETE FROM outbox WHERE lane = ?", (str(person),))
    db.execute("DELETE FROM dead_letters WHERE person = ? OR chat = ?", (person, person))


def _count(db: sqlite3.Connection, response: str, vote: int) -> None:
    sql = (
        "INSERT INTO feedback VALUES (?, ?, ?) ON CONFLICT (response)"
        " DO UPDATE SET up = up + excluded.up, down = down + excluded.down"
    )
    db.execute(sql, (response, int(vote > 0), int(vote < 0)))


def _queue(db: sqlite3.Connection, outgoing: Outgoing, now: int) -> Queued:
    row = (outgoing.lane, calls.write(outgoing), now)
    number = db.execute("INSERT INTO outbox (lane, call, moment) VALUES (?, ?, ?)", row).lastrowid
    return Queued(number or 0, outgoing)


def die(db: sqlite3.Connection, queued: Queued, reason: str, now: int) -> None:
    """From the outbox to the dead letters; nothing when it has left the outbox meanwhile."""
    outgoing = queued.outgoing
    if db.execute("DELETE FROM outbox WHERE id = ?", (queued.id,)).rowcount:
        letter = DeadLetter("out", outgoing.call, reason, calls.write(outgoing), calls.chat_of(outgoing))
        keep(db, letter, now)


def keep(db: sqlite3.Connection, letter: DeadLetter, now: int) -> None:
    """A new dead letter."""
    sql = "INSERT INTO dead_letters (moment, direction, what, reason, body, chat, person) VALUES (?, ?, ?, ?, ?, ?, ?)"
    row = (now, letter.direction, letter.what, letter.reason, letter.body, letter.chat, letter.person)
    db.execute(sql, row)


def expire(db: sqlite3.Connection, now: int, days: int) -> int:
    """Delete what is past its time; a profile outlives its person's dialogues until it is as old itself."""
    idle = now - days * DAY
    deletes = (
        ("DELETE FROM dialogues WHERE moment < ?", idle),
        ("DELETE FROM profiles WHERE moment < ? AND person NOT IN (SELECT person FROM dialogues)", idle),
        ("DELETE FROM dead_letters WHERE moment < ?", now - LETTER_DAYS * DAY),
        ("DELETE FROM seen WHERE moment < ?", now - SEEN_DAYS * DAY),
    )
    return sum(db.execute(sql, (before,)).rowcount for sql, before in deletes)
