"""Reads of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, null, or_, select

from lms.kit.db import db
from lms.kit.reading import rows, table
from lms.progress.models import Fact
from lms.progress.rules import FactRow

NOTHING: Mapping[str, Any] = MappingProxyType({})
FACTS = table(Fact)
ASKED = (FACTS.c.person_id.in_(bindparam("people", expanding=True)), FACTS.c.course_id == bindparam("course"))
_newest_first = func.row_number().over(
    partition_by=FACTS.c.person_id, order_by=(FACTS.c.happened_at.desc(), FACTS.c.id.desc())
)
_opened = select(FACTS.c.id, _newest_first.label("place")).where(*ASKED, FACTS.c.kind == "opened_step").subquery()
_latest = select(_opened.c.id).where(_opened.c.place == 1)
FACTS_OF = (
    select(
        FACTS.c.person_id, FACTS.c.kind, FACTS.c.lesson_id, FACTS.c.step_id, FACTS.c.activity_id,
        # Only a verdict's detail says anything about a standing, and reading it takes time.
        case((FACTS.c.kind == "verdict", FACTS.c.detail), else_=null()),
        FACTS.c.happened_at, FACTS.c.release_id, FACTS.c.received_at,
    )
    .where(*ASKED, FACTS.c.kind != "answered", or_(FACTS.c.kind != "opened_step", FACTS.c.id.in_(_latest)))
    .order_by(FACTS.c.id)
)  # fmt: skip
"""The person, then the columns in the order of FactRow."""
EXTENTS = select(FACTS.c.person_id, func.count(), func.max(FACTS.c.id)).where(*ASKED).group_by(FACTS.c.person_id)


def facts(person_ids: Collection[int], course: str) -> Mapping[int, list[FactRow]]:
    """The facts of some people in a course that a standing is made of, by person. One query.

    Of what was opened only the latest per person matters, and a device may send many: the database picks it. A verdict carries
    its answer, so answers are left out.
    """
    found: dict[int, list[FactRow]] = defaultdict(list)
    for person_id, kind, lesson, step, activity, detail, at, release, received in rows(
        FACTS_OF, people=list(person_ids), course=course
    ):
        found[person_id].append(FactRow(kind, lesson, step, activity, detail or NOTHING, at, release, received))
    return found


def extents(person_ids: Collection[int], course: str) -> Mapping[int, tuple[int, int]]:
    """How many facts some people have in a course, and the newest one's number; nobody without any. One query.

    Facts are added and never changed, so the two together say which facts these are.
    """
    return {person: (count, newest) for person, count, newest in rows(EXTENTS, people=list(person_ids), course=course)}


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
