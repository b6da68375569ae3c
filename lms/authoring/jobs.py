"""What the worker does for authors: checking the versions that wait."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from time import monotonic

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from lms.authoring import checking
from lms.catalog import earlier, examining
from lms.catalog.examining import GAVE_UP, TRIES, Task
from lms.kit import clock
from lms.kit.db import db
from lms.kit.jobs import Schedule

CHECK = "authoring.check"
PAUSE = 1.0
"""Seconds between two notes of how far it is."""


def check_waiting() -> None:
    """Check every version that waits. Each is taken, checked without a transaction, and written down."""
    while (task := examining.take(clock.now())) is not None:
        previous = earlier.current(task.course)
        db.session.commit()
        finding = GAVE_UP
        if task.tries <= TRIES:
            finding = checking.check(task, current_app.extensions["gonin_storage"], previous, _Noting(task))
        examining.finish(task, finding)
        db.session.commit()


class _Noting:
    """Writes down how far checking is, at most once a second, in a transaction of its own: it is told by several threads."""

    def __init__(self, task: Task) -> None:
        self.task, self.last, self.lock = task, monotonic(), Lock()
        self.app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # The application itself: other threads know no current one.

    def __call__(self, done: int, total: int) -> None:
        with self.lock:
            if monotonic() - self.last < PAUSE:
                return
            self.last = monotonic()
        # A note that cannot be written must not stop the work it is about.
        with self.app.app_context(), suppress(SQLAlchemyError):
            examining.tell_progress(self.task, done, total, clock.now())
            db.session.commit()


SCHEDULES = [Schedule(CHECK, check_waiting, minute=None)]
