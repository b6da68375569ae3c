"""What staff said to teams, as pages show it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from lms.accounts import queries as accounts
from lms.circle.models import Announcement, AnnouncementRead
from lms.kit.db import db

SHOWN_FOR = timedelta(days=60)
"""How long a desk shows what its owner has not put away; the team's page goes on showing it."""
MOST = 20


@dataclass(frozen=True)
class Said:
    """An announcement; `by` is None where its author is gone."""

    id: int
    cohort_id: int
    text: str
    at: datetime
    by: str | None


def _shown(*more: object) -> list[Said]:
    names = accounts.names().subquery()
    asked = (
        select(Announcement.id, Announcement.cohort_id, Announcement.text, Announcement.written_at, names.c.name)
        .outerjoin(names, names.c.person_id == Announcement.author_id)
        .where(Announcement.taken_back_at.is_(None), *more)  # type: ignore[arg-type]  # Conditions of this room.
        .order_by(Announcement.written_at.desc(), Announcement.id.desc())
        .limit(MOST)
    )
    return [Said(*row) for row in db.session.execute(asked)]


def of_teams(cohorts: Collection[int]) -> list[Said]:
    """What was said to these teams, the newest first, at most twenty. One query."""
    return _shown(Announcement.cohort_id.in_(cohorts)) if cohorts else []


def new_for(person_id: int, cohorts: Collection[int], at: datetime) -> list[Said]:
    """What was said to somebody's teams and is not put away, the newest first. One query."""
    if not cohorts:
        return []
    read = exists().where(
        AnnouncementRead.announcement_id == Announcement.id, AnnouncementRead.person_id == person_id
    )  # fmt: skip
    return _shown(Announcement.cohort_id.in_(cohorts), Announcement.written_at > at - SHOWN_FOR, ~read)


def one_of(cohorts: Collection[int], number: int) -> Announcement | None:
    """An announcement to one of these teams that was not taken back."""
    found = db.session.get(Announcement, number) if 0 < number < 2**63 else None
    return found if found and found.cohort_id in cohorts and found.taken_back_at is None else None
