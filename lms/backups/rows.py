"""Rows as lines of text, the same whichever database they come from: so a backup of one kind can be put into the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Date, DateTime, LargeBinary, String, Table, Uuid, func, select
from sqlalchemy.types import TypeDecorator, TypeEngine

from lms.backups.faults import BackupFault

PIECE = 2_000
KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (DateTime, "moment"),
    (Date, "day"),
    (Uuid, "uuid"),
    (JSON, "json"),
    (LargeBinary, "bytes"),
)


def kind_of(column: Column[Any]) -> str:
    """How a column's values are written: one of KINDS' words, or `plain` for what JSON holds by itself."""
    found: Any = column.type
    if isinstance(found, TypeDecorator):
        found = found.impl_instance
    return next((kind for known, kind in KINDS if isinstance(found, known)), "plain")


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of a table as a line, in the order of its key."""
    writers = [_WRITERS.get(kind_of(column)) for column in table.columns]
    asked = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=PIECE)
    for row in connection.execute(asked):
        values = [
            write(value) if write and value is not None else value for write, value in zip(writers, row, strict=True)
        ]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def reader(table: Table, columns: Mapping[str, str]) -> Callable[[bytes], dict[str, Any]]:
    """What makes a row of a line, for a table as this database has it. Raises BackupFault where the two do not fit."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise BackupFault(f"The table {table.name} has no column {missing[0]}: the backup does not fit this database.")
    names = list(columns)
    readers = [_reader_of(kind, table.columns[name]) for name, kind in columns.items()]

    def read(line: bytes) -> dict[str, Any]:
        try:
            values = json.loads(line)
            pairs = zip(names, readers, values, strict=True)
            return {name: make(value) if make and value is not None else value for name, make, value in pairs}
        except (ValueError, TypeError) as error:
            raise BackupFault(f"A row of {table.name} cannot be read: the backup is damaged.") from error

    return read


def _reader_of(kind: str, column: Column[Any]) -> Callable[[Any], Any] | None:
    if kind == "uuid" and isinstance(column.type, String):
        # SQLite keeps such a value as 32 hexadecimal digits.
        return lambda value: UUID(value).hex
    return _READERS.get(kind)


def _moment(value: datetime) -> str:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "moment": _moment,
    "day": date.isoformat,
    "uuid": str,
    "bytes": bytes.hex,
}
_READERS: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "uuid": UUID,
    "bytes": bytes.fromhex,
}
