"""Reads of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import func, or_, select

from lms.kit.db import db
from lms.progress.models import Fact
from lms.progress.rules import FactRow

COLUMNS = (
    Fact.person_id, Fact.kind, Fact.lesson_id, Fact.step_id, Fact.activity_id, Fact.detail, Fact.happened_at, Fact.release_id,
    Fact.received_at,
)  # fmt: skip
"""In the order of FactRow, after the person."""


def facts(person_ids: Collection[int], course: str) -> Mapping[int, list[FactRow]]:
    """The facts of some people in a course that a standing is made of, by person. One query.

    Of what was opened only the latest per person matters, and a device may send many: the database picks it. A verdict carries
    its answer, so answers are left out.
    """
    asked = (Fact.person_id.in_(person_ids), Fact.course_id == course)
    newest_first = func.row_number().over(
        partition_by=Fact.person_id, order_by=(Fact.happened_at.desc(), Fact.id.desc())
    )
    opened = select(Fact.id, newest_first.label("place")).where(*asked, Fact.kind == "opened_step").subquery()
    latest = select(opened.c.id).where(opened.c.place == 1)
    rows = db.session.execute(
        select(*COLUMNS)
        .where(*asked, Fact.kind != "answered", or_(Fact.kind != "opened_step", Fact.id.in_(latest)))
        .order_by(Fact.id)
    )
    found: dict[int, list[FactRow]] = defaultdict(list)
    for person_id, *columns in rows:
        found[person_id].append(FactRow(*columns))
    return found


def is_known(person_id: int, uuid: UUID) -> bool:
    """Whether a person's fact of this id was kept before."""
    return db.session.scalar(select(Fact.id).where(Fact.person_id == person_id, Fact.uuid == uuid)) is not None


def known(person_id: int, uuids: Collection[UUID]) -> set[UUID]:
    """Which of these facts of a person were kept before. One query."""
    return set(db.session.scalars(select(Fact.uuid).where(Fact.person_id == person_id, Fact.uuid.in_(uuids))))


def courses_of(person_id: int) -> list[str]:
    """The courses in which somebody ever did something, in or out of a team. One query."""
    asked = select(Fact.course_id).where(Fact.person_id == person_id).distinct().order_by(Fact.course_id)
    return list(db.session.scalars(asked))
