"""Which programmes somebody runs whom nobody else could stand in for."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select

from lms.accounts import staff as accounts
from lms.cohorts.models import Programme, ProgrammeStaff
from lms.kit.db import db


def run_alone(person_id: int, today: date) -> list[str]:
    """The inner names of running programmes that only this coordinator runs. One query."""
    coordinators = accounts.able("coordinator").subquery()
    another = exists().where(
        ProgrammeStaff.programme_id == Programme.id,
        ProgrammeStaff.person_id != person_id,
        ProgrammeStaff.person_id == coordinators.c.person_id,
    )
    theirs = exists().where(ProgrammeStaff.programme_id == Programme.id, ProgrammeStaff.person_id == person_id)
    asked = select(Programme.inner_name).where(theirs, ~another, Programme.ends_on >= today)
    return list(db.session.scalars(asked.order_by(Programme.id)))
