"""Letting the model answer take the place of mates who had no time: nobody is held back by silence."""

from __future__ import annotations

from datetime import datetime

from courses import TaskKey
from lms.catalog import queries as catalog
from lms.practice import works
from lms.practice.models import Work
from lms.practice.reviewing import NotWaiting, Opinion, review


def stand_in(number: int, at: datetime) -> bool:
    """Review a work that waited for mates in vain by its model answer; whether there was one. Flushes.

    A work without a model answer goes on waiting: it stands in the staff's queue by now.
    """
    work = works.one(number)
    exercise = works.exercise_of(work) if work else None
    if work is None or exercise is None or not exercise.by_mates or not _has_model(work):
        return False
    try:
        review(work, exercise, Opinion([row.points for row in exercise.rubric], True, origin="model"), None, at)
    except NotWaiting:
        # Taken back or reviewed a moment ago.
        return False
    return True


def _has_model(work: Work) -> bool:
    """Whether its author wrote a model answer to the task."""
    ref = catalog.release(work.release_id, work.course_id)
    key = catalog.keys(ref, work.lesson_id, work.language).get(work.activity_id) if ref else None
    return isinstance(key, TaskKey) and bool(key.model.strip())
