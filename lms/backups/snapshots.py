"""One moment of the database, read while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event, make_url


@contextmanager
def snapshot(database_url: str) -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever is committed meanwhile. Nobody waits for it."""
    engine = create_engine(database_url)
    if make_url(database_url).get_backend_name() == "sqlite":
        # In WAL mode a reader keeps its moment. The application's own connections would begin by taking the write lock.
        event.listen(engine, "connect", _by_hand)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        options: dict[str, Any] = {}
    else:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        with engine.connect().execution_options(**options) as connection, connection.begin():
            # Nothing is fixed before the first read.
            migration_of(connection)
            yield connection
    finally:
        engine.dispose()


def _by_hand(connection: Any, _: object) -> None:
    connection.isolation_level = None


def migration_of(connection: Connection) -> str:
    """The migration a database stands at; empty before the first."""
    return ",".join(sorted(MigrationContext.configure(connection).get_current_heads()))
