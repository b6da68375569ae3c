"""What staff say to a team, and who has read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey


class Announcement(Base):
    """A few words to a team from whoever teaches it. One that was taken back is shown to nobody any more."""

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_announcements_cohort_id_written_at", "cohort_id", "written_at"),)


class AnnouncementRead(Base):
    """That somebody pressed "I have read it": it leaves their desk. Nobody else is told."""

    __tablename__ = "announcement_reads"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    read_at: Mapped[datetime]
