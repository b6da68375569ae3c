"""Notes, bookmarks, and places in lessons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey
from lms.margins.rules import LONGEST_NOTE


class Margin(Base):
    """What one person keeps beside one step: a note, a bookmark, or both. Nobody else ever sees it.

    A note that was taken away stays a day, so that it can be put back (`removed_at`).
    """

    __tablename__ = "margins"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    lesson_id: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    noted_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    marked_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("person_id", "course_id", "lesson_id", "step_id"),)


class ReadingPlace(Base):
    """Where somebody reads in a lesson: which block of the step stands at the top of the window, and how much of it is past.

    Blocks are counted from nought; `part` is in thousandths. So a place fits other widths of the window, too.
    """

    __tablename__ = "reading_places"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    lesson_id: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str] = mapped_column(String(100))
    block: Mapped[int]
    part: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "course_id", "lesson_id"),)
