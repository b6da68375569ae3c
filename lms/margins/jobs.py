"""What the worker does for margins by the clock."""

from __future__ import annotations

from lms.kit import clock
from lms.kit.db import db
from lms.kit.jobs import Schedule
from lms.margins import noting


def sweep() -> None:
    """Let go of notes that were taken away a day ago."""
    noting.forget_removed(clock.now())
    db.session.commit()


SCHEDULES = [Schedule("margins.sweep", sweep, minute=37)]
