"""Background work: rooms declare what is to be done and when; a worker does it, by the clock or because it was woken."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import huey
from flask import Flask, current_app
from huey.consumer import Consumer

from lms.kit import watching

log = logging.getLogger("gonin.jobs")
LONGEST_PAUSE = 1.0
"""Seconds between two looks into a quiet queue: what a person waits for, such as a code by mail, is done within seconds."""


@dataclass(frozen=True)
class Schedule:
    """Something done by the clock, minutes past each hour in UTC; hours None means every hour, minute None every minute.

    Running twice does no harm: the rows in our tables are the work.
    """

    name: str
    do: Callable[[], object]
    minute: int | None
    hour: int | None = None


class Waker:
    """Tells the worker that something waits. What waits is a row; when waking fails, the clock finds it a minute later."""

    def __init__(self, app: Flask, url: str, schedules: Sequence[Schedule]) -> None:
        self._app, self._url, self._schedules = app, url, schedules
        self._tasks: dict[str, Any] = {}
        self._lock = threading.Lock()

    def wake(self, name: str) -> None:
        """Have the job with this name done now. Never fails: the request that calls has already done its work."""
        if not self._url:
            return
        try:
            with self._lock:
                # The queue makes its tables when it is first met, which two threads must not do at once.
                if not self._tasks:
                    self._tasks = _tasks(self._app, queue_for(self._url), self._schedules)
                task = self._tasks[name]
            task.huey.enqueue(task.s())
        except Exception as error:  # Whatever the queue's storage raises, the row is safe and found later.
            # Made anew next time: a lost connection must not stay lost.
            self._tasks = {}
            log.warning("%s could not be woken: %s", name, type(error).__name__)


def let_wake(app: Flask, url: str, schedules: Sequence[Schedule]) -> None:
    """Let requests wake these jobs through the queue at an address; with no address nothing is woken."""
    app.extensions["gonin_waker"] = Waker(app, url, schedules)


def wake(name: str) -> None:
    """Have a job done now instead of at its next minute."""
    waker: Waker = current_app.extensions["gonin_waker"]
    waker.wake(name)


def queue_for(url: str) -> Any:
    """The queue at an address: a SQLite file or a PostgreSQL database."""
    if url.startswith("sqlite:///"):
        return huey.SqliteHuey("gonin", filename=url.removeprefix("sqlite:///"), fsync=True)
    return huey.PostgresHuey("gonin", dsn=url)


def worker(app: Flask, url: str, schedules: Iterable[Schedule]) -> Consumer:
    """The worker process: the only one that follows the clock. Each job runs inside the application and commits by itself."""
    queue = queue_for(url)
    _tasks(app, queue, schedules)
    # A supervisor stops processes with SIGTERM: what is being done is then finished first. Two work side by side, so that a
    # letter does not wait for the backup of the night. Every job may run beside itself: rows are taken one by one.
    return Consumer(
        queue, workers=2, periodic=True, check_worker_health=True, graceful_signal="TERM", max_delay=LONGEST_PAUSE
    )


def crontab_of(schedule: Schedule) -> Any:
    """The schedule in the queue's words."""
    minute = "*" if schedule.minute is None else str(schedule.minute)
    return huey.crontab(minute=minute, hour="*" if schedule.hour is None else str(schedule.hour))


def _tasks(app: Flask, queue: Any, schedules: Iterable[Schedule]) -> dict[str, Any]:
    """Register every schedule under its name: worker and web processes thus mean the same job by it."""
    return {
        each.name: queue.periodic_task(crontab_of(each), name=each.name)(_in_context(app, each)) for each in schedules
    }


def _in_context(app: Flask, schedule: Schedule) -> Callable[[], None]:
    def run() -> None:
        with app.app_context(), watching.job(schedule.name):
            schedule.do()

    return run
