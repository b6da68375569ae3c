"""Writing facts, once each, and the completion of a lesson that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import text

from courses import Outline
from lms.kit.db import db, insert_all_new, insert_new
from lms.progress import rules
from lms.progress.models import Fact
from lms.progress.standing import standing, standings

COMPLETION = UUID("6f1c2a4e-8d0b-5c39-9e57-1b7a40c6d215")
"""Name space (RFC 9562, version 5) for completions: the same lesson completed twice is the same fact."""


@dataclass(frozen=True)
class Learner:
    """Who did something, in which seat, reading which release."""

    person_id: int
    seat_id: int | None
    course: str
    release_id: int


@dataclass(frozen=True)
class Deed:
    """What was done. The id comes from the client and makes sending twice harmless."""

    uuid: UUID
    kind: rules.Kind
    lesson: str
    at: datetime
    step: str | None = None
    activity: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def hold(person_id: int) -> None:
    """Let one request at a time add facts for a person, so that the last of two sees the first. Ends with the transaction.

    SQLite lets one transaction write at a time anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:space, :person)"), {"space": 5, "person": person_id})


def record(learner: Learner, deed: Deed, received_at: datetime) -> bool:
    """Write a fact and say whether it is new. Flushes.

    A client's clock may be wrong: what seems to happen later than now is taken to happen now.
    """
    return insert_new(_fact(learner, deed, received_at), "person_id", "uuid")


def record_all(deeds: Sequence[tuple[Learner, Deed]], received_at: datetime) -> None:
    """Write many facts at once; those that are known stay as they are. Flushes."""
    insert_all_new([_fact(learner, deed, received_at) for learner, deed in deeds], "person_id", "uuid")


def _fact(learner: Learner, deed: Deed, received_at: datetime) -> Fact:
    return Fact(
        uuid=deed.uuid,
        person_id=learner.person_id,
        seat_id=learner.seat_id,
        course_id=learner.course,
        release_id=learner.release_id,
        kind=deed.kind,
        lesson_id=deed.lesson,
        step_id=deed.step,
        activity_id=deed.activity,
        detail=dict(deed.detail),
        happened_at=min(deed.at, received_at),
        received_at=received_at,
    )


def complete_lessons(learner: Learner, outline: Outline, received_at: datetime) -> list[str]:
    """Write down each lesson that is done now and was not before; returns their ids. Flushes."""
    return _complete(learner, outline, standing(learner.person_id, learner.course), received_at)


def complete_lessons_of(learners: Sequence[Learner], outline: Outline, received_at: datetime) -> None:
    """The same for many people in one course. One query to see where they stand. Flushes."""
    now = standings({learner.person_id for learner in learners}, outline.id)
    for learner in learners:
        _complete(learner, outline, now[learner.person_id], received_at)


def _complete(learner: Learner, outline: Outline, now: rules.Standing, received_at: datetime) -> list[str]:
    done = []
    for lesson in outline.lessons:
        if lesson.id not in now.completed and not rules.left_in(lesson, now):
            name = f"{learner.person_id}/{learner.course}/{lesson.id}"
            deed = Deed(uuid5(COMPLETION, name), "completed_lesson", lesson.id, received_at)
            if record(learner, deed, received_at):
                done.append(lesson.id)
    return done
