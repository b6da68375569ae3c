"""Who was excused from what: reads."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from lms.accounts import queries as accounts
from lms.certificates.models import ExcuseRecord
from lms.certificates.requirements import Excuse
from lms.kit.db import db


def excuses_of(person_id: int, course: str) -> dict[str, Excuse]:
    """What somebody is excused from in a course, by the requirement's key. One query."""
    names = accounts.names().subquery()
    record = ExcuseRecord
    asked = (
        select(record.requirement, record.id, record.reason, names.c.name, record.given_at)
        .outerjoin(names, names.c.person_id == record.given_by)
        .where(record.person_id == person_id, record.course_id == course, record.ended_at.is_(None))
    )
    return {key: Excuse(*rest) for key, *rest in db.session.execute(asked)}


def given(where: ColumnElement[bool]) -> list[ExcuseRecord]:
    """Excuses that fit, in force or not, the oldest first."""
    return list(db.session.scalars(select(ExcuseRecord).where(where).order_by(ExcuseRecord.id)))
