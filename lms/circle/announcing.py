"""Saying something to a team, taking it back, and putting it away."""

from __future__ import annotations

from datetime import datetime

from lms.circle.models import Announcement, AnnouncementRead
from lms.kit.db import db, insert_new


def announce(cohort_id: int, author_id: int, text: str, at: datetime) -> Announcement:
    """Say something to a team. Flushes."""
    said = Announcement(cohort_id=cohort_id, author_id=author_id, text=text, written_at=at)
    db.session.add(said)
    db.session.flush()
    return said


def take_back(said: Announcement, at: datetime) -> None:
    """Take it back: nobody sees it any more. Flushes."""
    said.taken_back_at = at
    db.session.flush()


def put_away(said: Announcement, person_id: int, at: datetime) -> None:
    """Somebody has read it. Pressing twice is once. Flushes."""
    insert_new(
        AnnouncementRead(announcement_id=said.id, person_id=person_id, read_at=at), "announcement_id", "person_id"
    )
