"""Answers that are half typed, works that were handed in and their reviews, and corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey

WAITING = text("state = 'waiting'")
OPEN = text("state IN ('counting', 'counted', 'applying')")


class AnswerDraft(Base):
    """What somebody has typed for an activity and not yet answered, as its form holds it. Nobody else sees it."""

    __tablename__ = "answer_drafts"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    lesson_id: Mapped[str] = mapped_column(String(100))
    activity_id: Mapped[str] = mapped_column(String(100))
    fields: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "course_id", "activity_id"),)


class Correction(Base):
    """One question whose earlier answers are graded again by the key of a later release.

    Counted first, so that whoever asked sees what would change; then applied. The worker goes from person to person, and
    `reached` is the last one it has done: killed at any moment, it goes on there.
    """

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    activity_id: Mapped[str] = mapped_column(String(100))
    spares: Mapped[bool]
    """Whether only those are graded anew who gain by it."""
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="counting")
    reached: Mapped[int] = mapped_column(BigKey, default=0)
    people: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    gained: Mapped[int] = mapped_column(default=0)
    lost: Mapped[int] = mapped_column(default=0)
    unclear: Mapped[int] = mapped_column(default=0)
    """People of whose answers nobody can say what they would be today."""
    changed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("state IN ('counting', 'counted', 'applying', 'applied', 'dropped')", name="state"),
        Index("ix_corrections_course_id_activity_id", "course_id", "activity_id"),
        # One at a time for each question: two at once would not know which was asked later.
        Index(
            "uq_corrections_course_id_activity_id",
            "course_id",
            "activity_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )


class Work(Base):
    """Something that was handed in for a task, as it was then. Handing in again is another row."""

    __tablename__ = "works"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid)
    """The id of its fact, made by the page: pressing twice hands in once."""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    lesson_id: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str] = mapped_column(String(100))
    activity_id: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(35))
    text: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    handed_in_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("person_id", "uuid"),
        CheckConstraint("state IN ('waiting', 'back', 'reviewed')", name="state"),
        Index("ix_works_person_id_course_id_activity_id", "person_id", "course_id", "activity_id"),
        # One work of a task waits at a time, whatever two tabs do at once.
        Index(
            "uq_works_person_id_course_id_activity_id",
            "person_id",
            "course_id",
            "activity_id",
            unique=True,
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index(
            "ix_works_course_id_handed_in_at",
            "course_id",
            "handed_in_at",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
    )


class Review(Base):
    """What somebody said of a work: points for each row of the rubric, words, and words beside its paragraphs."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id", ondelete="CASCADE"), unique=True)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    origin: Mapped[str] = mapped_column(String(5), default="staff")
    """Who speaks: `staff`, a `mate` of the same team, or nobody: the `model` answer stands in."""
    passed: Mapped[bool]
    points: Mapped[list[Any]]
    words: Mapped[str] = mapped_column(Text, default="")
    beside: Mapped[dict[str, Any]]
    """By the number of a paragraph, from 1, or by the id of a file."""
    reviewed_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("origin IN ('staff', 'mate', 'model')", name="origin"),)


class WorkFile(Base):
    """A file on its way into a work: it comes in parts, and is ready once all of it is there and was looked at.

    While nobody has handed it in, `work_id` is None and it lies with the draft of its task.
    """

    __tablename__ = "work_files"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    activity_id: Mapped[str] = mapped_column(String(100))
    work_id: Mapped[int | None] = mapped_column(ForeignKey("works.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10), default="")
    size: Mapped[int] = mapped_column(BigKey)
    received: Mapped[int] = mapped_column(BigKey, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    """Of what is kept; empty while it is coming."""
    began_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("received BETWEEN 0 AND size", name="received"),
        Index("ix_work_files_person_id_course_id_activity_id", "person_id", "course_id", "activity_id"),
    )
