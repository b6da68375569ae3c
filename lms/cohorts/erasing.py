"""Giving back the places of somebody who is erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from lms.cohorts.models import ProgrammeStaff, Seat
from lms.kit.db import db
from lms.kit.privacy import Wishes


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Free somebody's places in teams and take them off the programmes they run. Flushes."""
    db.session.execute(delete(Seat).where(Seat.person_id == person_id))
    db.session.execute(delete(ProgrammeStaff).where(ProgrammeStaff.person_id == person_id))
