"""What the worker does for practice: grading anew, letting go of files that never came whole, letting model answers stand in."""

from __future__ import annotations

from flask import current_app

from lms.kit import clock
from lms.kit.db import db
from lms.kit.jobs import Schedule
from lms.practice import correcting, mates, receiving, standing_in
from lms.practice.receiving import COMING

CORRECT = "practice.correct"


def correct_waiting() -> None:
    """Go on with every correction that waits, some people at a time."""
    while correcting.work(clock.now()):
        db.session.commit()
    db.session.rollback()


def let_go_of_halves() -> None:
    """Let go of files of which no part came for two days."""
    receiving.let_go_of_halves(current_app.extensions["gonin_settings"].data / COMING, clock.now())
    db.session.commit()


def stand_in() -> None:
    """Let model answers take the place of mates who had no time."""
    at = clock.now()
    for number in mates.overdue_everywhere(at):
        if standing_in.stand_in(number, at):
            db.session.commit()
        db.session.rollback()


SCHEDULES = [
    Schedule(CORRECT, correct_waiting, minute=None),
    Schedule("practice.halves", let_go_of_halves, minute=23),
    Schedule("practice.models", stand_in, minute=11),
]
