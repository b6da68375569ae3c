"""Keeping the place where somebody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from lms.kit.db import db, insert_new
from lms.margins.models import ReadingPlace

OLDEST = timedelta(days=400)
MOST_BLOCKS = 10_000


class UnreadablePlace(Exception):
    """What was sent is not a place in a lesson."""


@dataclass(frozen=True)
class SentPlace:
    """A place as a page sent it. `age` is how long ago somebody was there: clocks of phones are wrong, but they count right."""

    course: str
    lesson: str
    step: str
    block: int
    part: int
    age: timedelta


def read_place(item: Any) -> SentPlace:
    """Read a place. Raises UnreadablePlace unless every part has its shape."""
    try:
        sent = SentPlace(
            course=_name(item["course"]),
            lesson=_name(item["lesson"]),
            step=_name(item["step"]),
            block=int(item["block"]),
            part=int(item["part"]),
            age=min(max(timedelta(seconds=float(item["age"])), timedelta(0)), OLDEST),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise UnreadablePlace from error
    if not 0 <= sent.block < MOST_BLOCKS or not 0 <= sent.part <= 1000:
        raise UnreadablePlace
    return sent


def _name(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 100:
        raise ValueError(value)
    return value


def keep_place(person_id: int, sent: SentPlace, at: datetime) -> bool:
    """Keep where somebody reads in a lesson, unless they were elsewhere in it since; says whether it was kept. Flushes."""
    names = {"person_id": person_id, "course_id": sent.course, "lesson_id": sent.lesson}
    where = {"step_id": sent.step, "block": sent.block, "part": sent.part, "at": at - sent.age}
    if insert_new(ReadingPlace(**names, **where), *names):
        return True
    older = update(ReadingPlace).filter_by(**names).where(ReadingPlace.at <= where["at"]).values(where)
    return bool(db.session.execute(older.returning(ReadingPlace.id)).first())
