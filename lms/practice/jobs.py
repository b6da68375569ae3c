"""What the worker does for practice: grading answers anew."""

from __future__ import annotations

from lms.kit import clock
from lms.kit.db import db
from lms.kit.jobs import Schedule
from lms.practice import correcting

CORRECT = "practice.correct"


def correct_waiting() -> None:
    """Go on with every correction that waits, some people at a time."""
    while correcting.work(clock.now()):
        db.session.commit()
    db.session.rollback()


SCHEDULES = [Schedule(CORRECT, correct_waiting, minute=None)]
