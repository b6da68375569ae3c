"""Letting go of what somebody said to teams, and of what they put away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from lms.circle.models import Announcement, AnnouncementRead
from lms.kit.db import db
from lms.kit.privacy import Wishes


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Forget what somebody read. What they said to a team stays with the team, without their name. Flushes."""
    db.session.execute(delete(AnnouncementRead).where(AnnouncementRead.person_id == person_id))
    db.session.execute(update(Announcement).where(Announcement.author_id == person_id).values(author_id=None))
