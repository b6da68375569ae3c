"""Background work: rooms declare what is to be done and when; a worker does it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import huey
from flask import Flask
from huey.consumer import Consumer

log = logging.getLogger("gonin.jobs")


@dataclass(frozen=True)
class Schedule:
    """Something done by the clock, minutes past each hour in UTC; hours None means every hour. Running twice does no harm."""

    name: str
    do: Callable[[], object]
    minute: int
    hour: int | None = None


def queue_for(url: str) -> Any:
    """The queue at an address: a SQLite file or a PostgreSQL database."""
    if url.startswith("sqlite:///"):
        return huey.SqliteHuey("gonin", filename=url.removeprefix("sqlite:///"), fsync=True)
    return huey.PostgresHuey("gonin", dsn=url)


def worker(app: Flask, url: str, schedules: Iterable[Schedule]) -> Consumer:
    """The worker process: the only one that follows the clock. Each job runs inside the application and commits by itself."""
    queue = queue_for(url)
    for schedule in schedules:
        queue.periodic_task(crontab_of(schedule), name=schedule.name)(_in_context(app, schedule))
    # A supervisor stops processes with SIGTERM: what is being done is then finished first.
    return Consumer(queue, workers=1, periodic=True, check_worker_health=True, graceful_signal="TERM")


def crontab_of(schedule: Schedule) -> Any:
    """The schedule in the queue's words."""
    return huey.crontab(minute=str(schedule.minute), hour="*" if schedule.hour is None else str(schedule.hour))


def _in_context(app: Flask, schedule: Schedule) -> Callable[[], None]:
    def run() -> None:
        with app.app_context():
            schedule.do()
            log.info("%s is done", schedule.name)

    return run
