"""Reads of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from lms.kit.db import db
from lms.progress.models import Fact
from lms.progress.rules import FactRow


def facts(person_ids: Collection[int], course: str) -> Mapping[int, list[FactRow]]:
    """All facts of some people in a course, by person. One query.

    Of what was opened only the latest per person matters, but there are few and the sum is the same.
    """
    rows = db.session.execute(
        select(Fact.person_id, Fact.kind, Fact.lesson_id, Fact.step_id, Fact.activity_id, Fact.detail, Fact.happened_at)
        .where(Fact.person_id.in_(person_ids), Fact.course_id == course, Fact.kind != "answered")
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
