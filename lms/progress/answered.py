"""What people answered to one activity, with every verdict: what is read to grade it anew, or to learn from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import distinct, func, select

from lms.kit.db import db
from lms.progress.models import Fact


@dataclass(frozen=True)
class AnsweredFact:
    """An answer or a verdict, as it was kept."""

    uuid: UUID
    person_id: int
    seat_id: int | None
    release_id: int
    kind: str
    lesson: str
    step: str | None
    detail: Mapping[str, Any]
    at: datetime
    received_at: datetime


def people_who_answered(course: str, activity: str, after: int, most: int) -> list[int]:
    """The next people, by number, who ever answered an activity. One query."""
    asked = (
        select(Fact.person_id)
        .where(Fact.course_id == course, Fact.activity_id == activity, Fact.person_id > after)
        .distinct()
        .order_by(Fact.person_id)
        .limit(most)
    )
    return [person_id for person_id in db.session.scalars(asked) if person_id is not None]


def count_who_answered(course: str, activity: str) -> int:
    """How many people ever answered an activity. One query."""
    asked = select(func.count(distinct(Fact.person_id))).where(
        Fact.course_id == course, Fact.activity_id == activity, Fact.person_id > 0
    )
    return db.session.scalar(asked) or 0


def answers_of(course: str, activity: str, people: Collection[int]) -> Mapping[int, list[AnsweredFact]]:
    """All answers and verdicts of some people in an activity, oldest first. One query."""
    found: dict[int, list[AnsweredFact]] = defaultdict(list)
    columns = (
        Fact.uuid, Fact.person_id, Fact.seat_id, Fact.release_id, Fact.kind, Fact.lesson_id, Fact.step_id, Fact.detail,
        Fact.happened_at, Fact.received_at,
    )  # fmt: skip
    where = Fact.course_id == course, Fact.activity_id == activity, Fact.person_id.in_(people)
    asked = select(*columns).where(*where, Fact.kind.in_(("answered", "verdict"))).order_by(Fact.happened_at, Fact.id)
    for row in db.session.execute(asked):
        fact = AnsweredFact(*row)
        found[fact.person_id].append(fact)
    return found


def answered_releases(course: str) -> Mapping[str, Mapping[int, int]]:
    """For each activity of a course that was ever answered: in which releases, and by how many people in each. One query."""
    asked = (
        select(Fact.activity_id, Fact.release_id, func.count(distinct(Fact.person_id)))
        .where(Fact.course_id == course, Fact.activity_id.is_not(None), Fact.kind == "answered")
        .group_by(Fact.activity_id, Fact.release_id)
    )
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for activity, release, people in db.session.execute(asked):
        found[activity or ""][release] = people
    return found


def counts(course: str) -> Mapping[str, tuple[int, int]]:
    """For each activity of a course: how many people answered it, and how many answers they gave. One query."""
    asked = (
        select(Fact.activity_id, func.count(distinct(Fact.person_id)), func.count())
        .where(Fact.course_id == course, Fact.activity_id.is_not(None), Fact.kind == "answered")
        .group_by(Fact.activity_id)
    )
    return {activity or "": (people, answers) for activity, people, answers in db.session.execute(asked)}


def finishers(course: str) -> Mapping[tuple[str, str], int]:
    """How many people finished each step of a course. One query."""
    asked = (
        select(Fact.lesson_id, Fact.step_id, func.count(distinct(Fact.person_id)))
        .where(Fact.course_id == course, Fact.kind == "finished_step")
        .group_by(Fact.lesson_id, Fact.step_id)
    )
    return {(lesson, step or ""): people for lesson, step, people in db.session.execute(asked)}
