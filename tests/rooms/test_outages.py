"""When the database is locked, full, gone or read-only, people are asked to come again; reading goes on where it can."""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from lms.kit import db as kit_db
from lms.kit import outages
from lms.kit.audience import ANYONE, audience
from lms.kit.db import db
from lms.kit.envelopes import WAITED
from tests.app_fixtures import Browser, Cast

PASSING = [
    OperationalError("", {}, sqlite3.OperationalError("database is locked")),
    OperationalError("", {}, sqlite3.OperationalError("database or disk is full")),
    OperationalError("", {}, psycopg.errors.AdminShutdown("")),
    OperationalError("", {}, psycopg.errors.DiskFull("")),
    InternalError("", {}, psycopg.errors.ReadOnlySqlTransaction("")),
    DatabaseError("", {}, psycopg.Error(""), connection_invalidated=True),
    PoolTimeout(),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EROFS, "Read-only file system"),
]
OURS = [
    IntegrityError("", {}, sqlite3.IntegrityError("")),
    DatabaseError("", {}, psycopg.Error("")),
    OSError(errno.ENOENT, ""),
]


@pytest.mark.parametrize("error", PASSING, ids=repr)
def test_what_passes_by_itself_is_a_503_with_a_time_to_come_again(
    app: Flask, visitor: Browser, error: Exception
) -> None:
    @app.get("/fails")
    @audience(ANYONE)
    def fails() -> str:
        raise error

    answer = visitor.get("/fails")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "We are busy for a moment" in answer.get_data(as_text=True)
    assert "SELECT" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("error", OURS, ids=repr)
def test_what_is_our_mistake_is_not_called_busy(error: Exception) -> None:
    assert not outages.passes(error)


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Somebody else holds SQLite's write lock."""
    with app.app_context():
        path = db.engine.url.database
    with closing(sqlite3.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("furnished_url", ["sqlite"], indirect=True)
def test_a_locked_database_is_read_on_and_writers_come_again_soon(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit_db, "BUSY_REQUEST", 100)
    browser = signed_in(cast.aya)
    with locked(app):
        assert "We are busy" not in browser.sees("/")
        began = time.monotonic()
        answer = browser.send("/facts", {"facts": []})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        form = browser.post("/me", {"name": "Aya, as she typed it"})
        assert form.status_code == 503
        assert "Aya, as she typed it" in form.get_data(as_text=True)
        assert time.monotonic() - began < 3
    assert browser.send("/facts", {"facts": []}).status_code == 200


def test_an_answer_that_is_made_is_sent_though_the_database_goes_away_before_the_end(
    app: Flask, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise PASSING[2]

    @app.get("/reads")
    @audience(ANYONE)
    def reads() -> str:
        db.session.execute(text("SELECT 1"))
        monkeypatch.setattr(Session, "close", fail)
        return "made"

    assert visitor.get("/reads").get_data(as_text=True) == "made"
    monkeypatch.undo()
    assert visitor.get("/login").status_code == 200


def test_whoever_waited_too_long_for_a_thread_is_answered_without_the_database(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], count_queries: Callable[[Callable[[], object]], int]
) -> None:
    browser = signed_in(cast.aya)
    late = {WAITED: outages.LONGEST_WAIT + 1}

    def come_late() -> None:
        answer = browser.post("/me", {"name": "Aya, as she typed it"}, environ_overrides=late)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Aya, as she typed it" in answer.get_data(as_text=True)

    assert count_queries(come_late) == 0
    assert browser.get("/", environ_overrides={WAITED: 0.1}).status_code == 200
