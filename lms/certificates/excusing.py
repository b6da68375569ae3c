"""Excusing somebody from a requirement of a certificate, and taking that back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from lms.accounts import auditing
from lms.accounts.auditing import Deed
from lms.certificates.models import ExcuseRecord
from lms.kit.db import db, insert_new


def excuse(person_id: int, course: str, requirement: str, reason: str, by: int, at: datetime) -> bool:
    """Excuse somebody from a requirement; False where they are excused from it already. Flushes."""
    record = ExcuseRecord(
        person_id=person_id, course_id=course, requirement=requirement, reason=reason, given_by=by, given_at=at
    )
    if not insert_new(record):
        return False
    _write(by, "course.excused", person_id, course, requirement, at)
    return True


def end(person_id: int, course: str, requirement: str, by: int, at: datetime) -> bool:
    """Ask for a requirement again; False where nobody was excused from it. What was issued stays valid. Flushes."""
    record = ExcuseRecord
    ended = db.session.execute(
        update(record)
        .where(record.person_id == person_id, record.course_id == course, record.requirement == requirement)
        .where(record.ended_at.is_(None))
        .values(ended_at=at)
        .returning(record.id)
    ).all()
    if not ended:
        return False
    _write(by, "course.excuse_ended", person_id, course, requirement, at)
    return True


def _write(by: int, name: str, person_id: int, course: str, requirement: str, at: datetime) -> None:
    auditing.write(by, Deed(name, auditing.about(person_id), {"course": course, "requirement": requirement}), at)
