"""The schema's versions as plain SQL files, one folder a database, applied in order by yoyo-migrations."""

import sqlite3
from datetime import datetime
from pathlib import Path

# Yoyo writes times into SQLite; Python 3.12 deprecated the adapter it came with and asks for one's own.
sqlite3.register_adapter(datetime, datetime.isoformat)

HERE = Path(__file__).parent
RECORD = "_yoyo_migration"  # yoyo's own table of what has been applied
APPLIED = f"SELECT migration_id FROM {RECORD}"  # noqa: S608 no one else's words


def named(database: str) -> frozenset[str]:
    """The migrations that there are for `database` ("sqlite" or "postgres"), as yoyo names them.

    Who finds all of them in the record need not ask yoyo: it and its driver take 9 MiB of a process on PostgreSQL.
    """
    return frozenset(file.stem for file in (HERE / database).glob("*.sql") if not file.stem.endswith(".rollback"))


def apply(url: str, database: str) -> int:
    """Bring `database` at `url` up to date; how many migrations that took.

    The caller holds a lock that dies with its process. Yoyo's own lock is a row in a table: a process killed while
    holding it would keep every later one from starting.
    """
    from yoyo import get_backend, read_migrations  # needed once in a database's life

    backend = get_backend(url)
    try:
        waiting = backend.to_apply(read_migrations(str(HERE / database)))
        backend.apply_migrations(waiting)
        return len(waiting)
    finally:
        backend.connection.close()
