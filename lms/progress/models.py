"""The facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey


class Fact(Base):
    """One thing a person did. Rows are added and never changed; the client's id makes sending twice harmless.

    Of somebody who was erased, what counts for the course stays: person and seat are then None, times are to the day.
    """

    __tablename__ = "facts"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    kind: Mapped[str] = mapped_column(String(20))
    lesson_id: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str | None] = mapped_column(String(100))
    activity_id: Mapped[str | None] = mapped_column(String(100))
    detail: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("person_id", "uuid"),
        CheckConstraint(
            "kind IN ('opened_step', 'finished_step', 'answered', 'verdict', 'completed_lesson', 'marked_hard', 'cleared_hard')",
            name="kind",
        ),
        Index("ix_facts_person_id_course_id", "person_id", "course_id"),
        # Who answered an activity is asked of a whole course. Steps that are opened and finished cost nothing here.
        Index(
            "ix_facts_course_id_activity_id_person_id",
            "course_id",
            "activity_id",
            "person_id",
            sqlite_where=text("activity_id IS NOT NULL"),
            postgresql_where=text("activity_id IS NOT NULL"),
        ),
        # And how many people finished each step.
        Index(
            "ix_facts_course_id_lesson_id_step_id_person_id",
            "course_id",
            "lesson_id",
            "step_id",
            "person_id",
            sqlite_where=text("kind = 'finished_step'"),
            postgresql_where=text("kind = 'finished_step'"),
        ),
    )
