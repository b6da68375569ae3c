"""Programmes, cohorts, seats, invitations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey

NOT_LEFT = text("state <> 'left'")


class Programme(Base):
    """What a partner and we agreed to run. Only the public name leaves staff pages."""

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    public_name: Mapped[str] = mapped_column(String(120))
    inner_name: Mapped[str] = mapped_column(String(120), unique=True)
    time_zone: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)


class ProgrammeStaff(Base):
    """Somebody who runs a programme."""

    __tablename__ = "programme_staff"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)

    __table_args__ = (UniqueConstraint("programme_id", "person_id"),)


class Cohort(Base):
    """Up to five people who take a course together. The code in addresses is random: teams cannot be listed by guessing."""

    __tablename__ = "cohorts"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime]


class Seat(Base):
    """One person's place in a cohort. The two unique indexes are what keeps a team at five, whatever races."""

    __tablename__ = "seats"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="active")
    weekly_steps: Mapped[int] = mapped_column(default=5)
    weekly_minutes: Mapped[int | None]
    """The plan for a week in minutes, as designed; where there is one it counts, and `weekly_steps` does not."""
    joined_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("number BETWEEN 1 AND 5", name="number"),
        CheckConstraint("state IN ('active', 'resting', 'left')", name="state"),
        CheckConstraint("weekly_steps BETWEEN 1 AND 50", name="weekly_steps"),
        CheckConstraint("weekly_minutes BETWEEN 5 AND 900", name="weekly_minutes"),
        Index(
            "uq_seats_cohort_id_number",
            "cohort_id",
            "number",
            unique=True,
            sqlite_where=NOT_LEFT,
            postgresql_where=NOT_LEFT,
        ),
        Index(
            "uq_seats_cohort_id_person_id",
            "cohort_id",
            "person_id",
            unique=True,
            sqlite_where=NOT_LEFT,
            postgresql_where=NOT_LEFT,
        ),
    )


class Invitation(Base):
    """A code that lets people take a free seat in a cohort until it expires."""

    __tablename__ = "invitations"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
