"""Letting go of what somebody kept beside the text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from lms.kit.db import db
from lms.kit.privacy import Wishes
from lms.margins.models import Margin, ReadingPlace


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Forget somebody's notes, bookmarks and places. Flushes."""
    db.session.execute(delete(Margin).where(Margin.person_id == person_id))
    db.session.execute(delete(ReadingPlace).where(ReadingPlace.person_id == person_id))
