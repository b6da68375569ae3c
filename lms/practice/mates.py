"""Works that people of the same team may look at, and how long they may wait for one another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import aliased

from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.kit.db import db
from lms.practice.models import Work

PATIENCE = timedelta(days=3)
"""How long a work waits for mates. Then a member of staff looks at it, or the model answer takes their place."""


def is_overdue(handed_in_at: datetime, at: datetime) -> bool:
    """Whether a work has waited for mates long enough."""
    return at - handed_in_at >= PATIENCE


def open_to(person_id: int, mates: Collection[int], course: str, activities: Collection[str]) -> Select[Work]:
    """Works of mates that somebody may look at while they wait, the oldest first: of tasks that they handed in themselves."""
    return (
        select(Work)
        .where(Work.course_id == course, Work.person_id.in_(mates), Work.activity_id.in_(activities))
        .where(_handed_in_by(person_id))
        .order_by(Work.handed_in_at, Work.id)
    )


def waiting(works: Select[Work]) -> list[Work]:
    """Those of them that wait now. One query."""
    return list(db.session.scalars(works.where(Work.state == "waiting")))


def no_longer_waits(works: Select[Work], number: int) -> bool:
    """Whether one of them was there and is settled: taken back, or reviewed. One query."""
    asked = works.where(Work.id == number, Work.state != "waiting")
    return db.session.scalars(asked).first() is not None


def _handed_in_by(person_id: int) -> ColumnElement[bool]:
    own = aliased(Work)
    same = and_(own.course_id == Work.course_id, own.activity_id == Work.activity_id, own.state != "back")
    return exists().where(own.person_id == person_id, same)


def overdue_everywhere(at: datetime) -> list[int]:
    """The numbers of the works that have waited for mates for three days or longer, course by course, the oldest first."""
    tasks = {ref.course: reviewed_by_mates(ref) for ref in catalog.current_releases()}
    return [number for course, activities in tasks.items() if activities for number in _overdue(course, activities, at)]


def _overdue(course: str, activities: Collection[str], at: datetime) -> list[int]:
    asked = select(Work.id).where(
        Work.state == "waiting", Work.course_id == course, Work.activity_id.in_(activities), Work.handed_in_at <= at - PATIENCE
    )  # fmt: skip
    return list(db.session.scalars(asked.order_by(Work.handed_in_at, Work.id)))


def reviewed_by_mates(ref: ReleaseRef) -> list[str]:
    """The tasks of a course whose works mates look at."""
    return [one.id for one in catalog.outline(ref).activities if one.by_mates]
