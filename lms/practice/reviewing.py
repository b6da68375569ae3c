"""Saying what one thinks of a work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from courses import Exercise
from lms.catalog import queries as catalog
from lms.kit.db import db
from lms.practice import handing_in
from lms.practice.handed import points_of
from lms.practice.models import Review, Work
from lms.progress import recording
from lms.progress.recording import Learner


class NotWaiting(Exception):
    """The work was taken back, or somebody else has reviewed it."""


Origin = Literal["staff", "mate", "model"]


@dataclass(frozen=True)
class Opinion:
    """What a reviewer says: points for each row of the rubric, whether it is done or nearly there, and words."""

    points: Sequence[int]
    passed: bool
    words: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = "staff"


def review(work: Work, exercise: Exercise, opinion: Opinion, reviewer_id: int | None, at: datetime) -> Review:
    """Keep a review and its verdict; what the learner may now have completed is completed. Flushes.

    Raises NotWaiting, and ValueError for points that the rubric does not have.
    """
    points = points_of(exercise, opinion.points)
    recording.hold(work.person_id)
    held = db.session.scalars(
        select(Work).where(Work.id == work.id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if held is None or held.state != "waiting":
        raise NotWaiting
    held.state = "reviewed"
    review = Review(
        work_id=held.id, reviewer_id=reviewer_id, origin=opinion.origin, passed=opinion.passed, points=list(opinion.points),
        words=opinion.words, beside=dict(opinion.beside), reviewed_at=at,
    )  # fmt: skip
    db.session.add(review)
    db.session.flush()
    handing_in.tell_review(held, opinion.passed, points, at)
    if not opinion.passed:
        handing_in.give_files_back(held, at)
    ref = catalog.current_release(held.course_id)
    if ref is not None:
        learner = Learner(held.person_id, held.seat_id, held.course_id, ref.id)
        recording.complete_lessons(learner, catalog.outline(ref), at)
    return review
