"""Reads of what somebody keeps beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, literal, null, select, union_all

from lms.kit.reading import rows, table
from lms.margins import rules
from lms.margins.models import Margin, ReadingPlace


@dataclass(frozen=True)
class Beside:
    """What stands beside one step. A note that was taken away a short while ago is not `note`, but `can_be_put_back`."""

    note: str = ""
    is_marked: bool = False
    can_be_put_back: bool = False


@dataclass(frozen=True)
class Spot:
    """Where somebody read in a lesson, and when they were there."""

    step: str
    block: int
    part: int
    at: datetime


@dataclass(frozen=True)
class OfLesson:
    """What somebody keeps of one lesson: by step what stands beside it, and where they read."""

    steps: Mapping[str, Beside]
    spot: Spot | None

    def beside(self, step: str) -> Beside:
        """What stands beside a step, if anything does."""
        return self.steps.get(step, NOTHING)


NOTHING = Beside()
MARGINS, PLACES = table(Margin), table(ReadingPlace)
NO_BLOCK = -1
_kept = union_all(
    select(
        MARGINS.c.step_id, MARGINS.c.note, MARGINS.c.removed_at, MARGINS.c.marked_at,
        literal(NO_BLOCK).label("block"), literal(0).label("part"),
    ).where(
        MARGINS.c.person_id == bindparam("person"), MARGINS.c.course_id == bindparam("course"),
        MARGINS.c.lesson_id == bindparam("lesson"),
    ),
    # The time of a place stands where that of a note taken away does: a column has one type in both halves.
    select(PLACES.c.step_id, literal(""), PLACES.c.at, null(), PLACES.c.block, PLACES.c.part).where(
        PLACES.c.person_id == bindparam("person"), PLACES.c.course_id == bindparam("course"),
        PLACES.c.lesson_id == bindparam("lesson"),
    ),
).subquery()  # fmt: skip
OF_LESSON = select(*_kept.c)
OF_PERSON = (
    select(
        MARGINS.c.course_id, MARGINS.c.lesson_id, MARGINS.c.step_id, MARGINS.c.note, MARGINS.c.noted_at,
        MARGINS.c.removed_at, MARGINS.c.marked_at,
    )
    .where(MARGINS.c.person_id == bindparam("person"))
    .order_by(MARGINS.c.id)
)  # fmt: skip


def of_lesson(person_id: int, course: str, lesson: str, at: datetime) -> OfLesson:
    """What somebody keeps of a lesson. One query."""
    steps, spot = {}, None
    for step, note, when, marked_at, block, part in rows(OF_LESSON, person=person_id, course=course, lesson=lesson):
        if block == NO_BLOCK:
            steps[step] = _beside(note, when, marked_at, at)
        else:
            spot = Spot(step, block, part, when)
    return OfLesson(steps, spot)


def _beside(note: str, removed_at: datetime | None, marked_at: datetime | None, at: datetime) -> Beside:
    if removed_at is None:
        return Beside(note, marked_at is not None)
    return Beside("", marked_at is not None, rules.can_be_put_back(removed_at, at))


@dataclass(frozen=True)
class Kept:
    """What somebody keeps beside a step, with where the step is."""

    course: str
    lesson: str
    step: str
    beside: Beside
    noted_at: datetime


def all_of(person_id: int, at: datetime) -> list[Kept]:
    """Everything that somebody keeps beside the text, the oldest first. One query."""
    return [
        Kept(course, lesson, step, _beside(note, removed_at, marked_at, at), noted_at)
        for course, lesson, step, note, noted_at, removed_at, marked_at in rows(OF_PERSON, person=person_id)
    ]


def steps_of(person_id: int, course: str, lesson: str) -> frozenset[str]:
    """The steps of a lesson beside which somebody keeps something, whatever the lesson holds today. One query."""
    return frozenset(
        row[0] for row in rows(OF_LESSON, person=person_id, course=course, lesson=lesson) if row[4] == NO_BLOCK
    )
