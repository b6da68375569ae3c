"""Counting tries, per account or per place, in the database, so that every process sees the same count."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import rules
from lms.accounts.models import Throttle
from lms.accounts.queries import digest
from lms.kit.db import db


def count_try(kind: str, subject: str, limit: rules.Limit, at: datetime) -> int:
    """Count one more try and say how many seconds it must wait (0: go on). Flushes.

    The count is raised by the database itself, so that many tries at once are all counted.
    """
    key = digest(f"{kind}:{subject}")
    started_again = (
        update(Throttle).where(Throttle.key == key, Throttle.since <= at - limit.window).values(count=0, since=at)
    )
    db.session.execute(started_again)
    raised = update(Throttle).where(Throttle.key == key).values(count=Throttle.count + 1)
    if db.session.execute(raised).rowcount == 0:  # type: ignore[attr-defined]  # UPDATE gives a cursor result.
        try:
            with db.session.begin_nested():
                db.session.add(Throttle(key=key, count=1, since=at))
        except IntegrityError:
            db.session.execute(raised)
    count, since = db.session.execute(select(Throttle.count, Throttle.since).where(Throttle.key == key)).one()
    return rules.seconds_to_wait(limit, count, since, at)


def forget_tries(kind: str, subject: str) -> None:
    """Forget the count, after a try that succeeded. Flushes."""
    db.session.execute(delete(Throttle).where(Throttle.key == digest(f"{kind}:{subject}")))


def forget_older(at: datetime) -> None:
    """Forget counts whose window has passed long ago. Flushes."""
    db.session.execute(delete(Throttle).where(Throttle.since < at - rules.LONGEST_WINDOW))
