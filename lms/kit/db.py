"""The database: base class, column types, and how transactions begin."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Flask, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Engine, Integer, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
READING = ("GET", "HEAD", "OPTIONS")
BUSY_REQUEST = 2500
"""Milliseconds that a request waits for SQLite's write lock before the person is asked to try again."""
BUSY_JOB = 10_000
"""The same for jobs and commands, where nobody waits."""

INDEX_OF_WORDS = "passages_words"
"""How the names begin of what a database keeps to find words by; it is made of other rows."""

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit key: SQLite counts up only a column declared INTEGER, which holds 64 bits there."""


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC; naive times are refused so that no zone is ever guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without its zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table's base."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UTCDateTime, dict[str, Any]: JSON, list[Any]: JSON},
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate()


def connect(app: Flask, database_url: str) -> None:
    """Bind the application to its database and to the migrations folder."""
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(database_url)
    db.init_app(app)
    app.teardown_appcontext(_let_go)
    migrate.init_app(app, db, render_as_batch=True, compare_type=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            tune_sqlite(db.engine)


def is_of_the_models(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Whether a part of a database is to be compared with the models (Alembic's `include_object`).

    The job queue makes its own tables. An index of words is made by statements of its own, with tables beside it on SQLite.
    """
    stands_alone = kind in ("table", "index", "column") and reflected and compare_to is None
    return not (stands_alone and (name or "").startswith(("huey_", INDEX_OF_WORDS)))


def _let_go(_: BaseException | None) -> None:
    """Give the connection back. A server that went away meanwhile must not spoil an answer that is already made."""
    try:
        db.session.remove()
    except SQLAlchemyError:
        db.session.registry.clear()


def engine_options(database_url: str) -> dict[str, Any]:
    """Pool settings: as many connections as threads, and nobody waits long for one or for a server that is gone."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return {} if url.database in (None, "", ":memory:") else {"pool_size": 8, "max_overflow": 4, "pool_timeout": 3}
    return {
        "pool_size": 5,
        "max_overflow": 5,
        "pool_timeout": 3,
        "pool_pre_ping": True,
        "connect_args": {"connect_timeout": 3},
    }


def tune_sqlite(engine: Engine) -> None:
    """Make SQLite safe for many requests at once: WAL, foreign keys, a wait instead of an error, explicit BEGIN."""

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        # What is erased is overwritten with zeros (secure_delete): nobody reads it out of freed pages.
        for pragma in (
            "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_JOB}", "secure_delete=ON",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails as "locked" when another wrote in between.
        # Whoever may write therefore takes the write lock at once; pages that only read never take it.
        driver: Any = connection.connection.dbapi_connection
        if has_request_context() and request.method in READING:
            # It waits for nothing and cannot fail, and every page pays for it: straight to the driver.
            driver.execute("BEGIN")
            return
        driver.execute(f"PRAGMA busy_timeout={BUSY_REQUEST if has_request_context() else BUSY_JOB}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def clear_traces() -> None:
    """Empty SQLite's log of recent changes, which holds older versions of rows until it is written over.

    Waits a few seconds for readers and then leaves it to the next time. PostgreSQL cleans up by itself (autovacuum).
    """
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def insert_all_new(rows: Sequence[Base], *unique: str) -> None:
    """Insert rows, all of one table and with the same columns set, but for those that are there already. As `insert_new`."""
    if not rows:
        return
    table: Any = type(rows[0]).__table__
    values = [{c.name: getattr(row, c.name) for c in table.columns if not c.primary_key} for row in rows]
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(table).on_conflict_do_nothing(index_elements=list(unique)), values)


def insert_new(row: Base, *unique: str) -> bool:
    """Insert a row unless one with the same values in the `unique` columns is there; say whether it was inserted.

    Without columns, any row stands in the way that any of the table's unique constraints names. Where the same row meets
    itself in two constraints at once, PostgreSQL may find either first.
    One statement, so that the same thing sent twice at the same moment is stored once. Values are those set on `row`.
    """
    table = type(row).__table__
    values = {c.name: getattr(row, c.name) for c in table.columns if getattr(row, c.name) is not None}
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(type(row)).values(values).on_conflict_do_nothing(index_elements=list(unique) or None)
    # What comes back tells whether a row was made: the number of rows means nothing on PostgreSQL when keys are returned.
    return db.session.execute(statement.returning(*table.primary_key)).first() is not None
