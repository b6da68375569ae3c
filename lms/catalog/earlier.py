"""What people read now, for the engine to compare a new version with."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from courses import Reading, from_data
from courses.checking.since import Earlier, earlier
from lms.catalog import queries
from lms.catalog.models import ReleaseReading
from lms.kit.db import db

_AT_ONCE = 20
"""Readings in memory at a time: a course of notebooks may weigh more than the worker has."""


def current(course: str) -> Earlier | None:
    """The outline of a course's current release, and what each of its steps says; None before its first."""
    ref = queries.current_release(course)
    return earlier(queries.outline(ref), _readings(ref.id)) if ref else None


def _readings(release: int) -> Iterator[Reading]:
    stored = select(ReleaseReading.reading).where(ReleaseReading.release_id == release)
    for data in db.session.scalars(stored.execution_options(yield_per=_AT_ONCE)):
        yield from_data(Reading, data)
