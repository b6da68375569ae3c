"""What the worker does for accounts by the clock."""

from __future__ import annotations

from lms.accounts import passing, signing_in, throttling
from lms.kit import clock
from lms.kit.db import db
from lms.kit.jobs import Schedule


def sweep() -> None:
    """Erase sign-ins, passes and counts that are out of date."""
    at = clock.now()
    passing.forget_expired(at)
    signing_in.forget_expired(at)
    throttling.forget_older(at)
    db.session.commit()


SCHEDULES = [Schedule("accounts.sweep", sweep, minute=17)]
