"""A web process wakes the worker through the queue; a queue that fails costs nobody their page."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask

from lms.kit import jobs
from lms.kit.jobs import Schedule, let_wake, queue_for, wake, worker


def test_what_was_woken_is_done_by_the_worker(app: Flask, tmp_path: Path) -> None:
    done: list[str] = []
    url = f"sqlite:///{tmp_path / 'queue.sqlite'}"
    schedules = [Schedule("test.note", lambda: done.append("note"), minute=None)]
    let_wake(app, url, schedules)
    with app.app_context():
        wake("test.note")
    assert done == [], "the web process does not do it itself"
    queue = worker(app, url, schedules).huey
    task = queue.dequeue()
    queue.execute(task)
    assert done == ["note"]
    assert queue.dequeue() is None
    queue.storage.close()


def test_a_queue_that_cannot_be_reached_is_said_in_the_log_and_nowhere_else(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    let_wake(
        app, f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'queue.sqlite'}", [Schedule("a", list, minute=None)]
    )
    with app.app_context(), caplog.at_level(logging.WARNING):
        wake("a")
        wake("unknown")
    assert "could not be woken" in caplog.text


def test_a_schedule_without_a_minute_runs_every_minute() -> None:
    from datetime import UTC, datetime

    every = jobs.crontab_of(Schedule("a", list, minute=None))
    hourly = jobs.crontab_of(Schedule("b", list, minute=17))
    moments = [datetime(2026, 4, 8, 9, minute, tzinfo=UTC) for minute in range(60)]
    assert sum(every(moment) for moment in moments) == 60
    assert sum(hourly(moment) for moment in moments) == 1


def test_the_queue_follows_its_address(tmp_path: Path) -> None:
    queue = queue_for(f"sqlite:///{tmp_path / 'queue.sqlite'}")
    assert type(queue).__name__ == "SqliteHuey"
    queue.storage.close()
