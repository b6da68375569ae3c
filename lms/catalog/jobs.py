"""What the worker does for the catalogue by the clock."""

from __future__ import annotations

from flask import current_app

from lms.catalog import sweeping
from lms.kit.db import db
from lms.kit.jobs import Schedule


def sweep() -> None:
    """Let go of stored files that nothing names."""
    sweeping.sweep(current_app.extensions["gonin_storage"])
    db.session.rollback()


SCHEDULES = [Schedule("catalog.sweep", sweep, minute=47, hour=18)]
