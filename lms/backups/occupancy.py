"""Whether somebody works with a database now, and whether anything is in it."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import inspect, make_url, text

from lms.kit.db import INDEX_OF_WORDS, db


def others_at_work(database_url: str) -> int:
    """How many other processes have the database open, as far as the system tells (SQLite: on Linux only)."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _holders(Path(url.database or "")) if url.database else 0
    with db.engine.connect() as connection:
        asked = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(connection.execute(text(asked)).scalar_one())


def _holders(file: Path) -> int:
    """Processes besides this one that hold a file open."""
    held = 0
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            if any(entry.readlink() == file.resolve() for entry in (process / "fd").iterdir()):
                held += 1
        except OSError:
            # The process ended meanwhile, or belongs to somebody else.
            continue
    return held


def is_empty() -> bool:
    """Whether the database has no table with a row in it. SQLite's index of words has some from the start."""
    beside = ("alembic_version", INDEX_OF_WORDS)
    with db.engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if not name.startswith(beside)]
        return not any(connection.execute(text(f'SELECT 1 FROM "{name}" LIMIT 1')).first() for name in names)  # noqa: S608  # Names come from the database itself.
