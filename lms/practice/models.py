"""Answers that are half typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey


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
