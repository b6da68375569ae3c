"""Writing down which hours suit somebody, and how they want to be reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from lms.accounts.models import Person, ReachWish
from lms.kit.db import db


def choose_hours(person: Person, time_zone: str, hours: int) -> None:
    """Keep somebody's zone, and when it suits them to learn. Flushes."""
    person.time_zone, person.suiting_hours = time_zone, hours
    db.session.flush()


def wish(person_id: int, wishes: Mapping[str, object], at: datetime) -> None:
    """Keep how somebody wants to be reached; where they say nothing at all, nothing is kept. Flushes."""
    # Whoever presses twice sends this twice at once: the second waits for the first, and finds its row.
    db.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    if not any(wishes.values()):
        db.session.execute(delete(ReachWish).where(ReachWish.person_id == person_id))
    else:
        db.session.merge(ReachWish(person_id=person_id, changed_at=at, **wishes))
    db.session.flush()
