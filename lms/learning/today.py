"""The learner's desk: for each course, the one next thing and how the week goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from courses import Outline
from lms.catalog import queries as catalog
from lms.certificates.due import is_ready
from lms.cohorts.queries import Place
from lms.kit import clock
from lms.progress import rules
from lms.progress.rules import NextStep, Standing
from lms.progress.standing import standing


@dataclass(frozen=True)
class CourseToday:
    """One course on the desk."""

    place: Place
    ref: catalog.ReleaseRef
    outline: Outline
    standing: Standing
    next: NextStep | None
    steps_this_week: int
    lessons_done: int
    certificate_is_ready: bool


def today(places: list[Place], at: datetime) -> list[CourseToday]:
    """What stands on the desk of somebody with these seats, the newest first. One query a course, besides its release."""
    found = []
    for place in places:
        ref = catalog.current_release(place.course)
        if ref is None:
            continue
        outline = catalog.outline(ref)
        now = standing(place.person_id, place.course)
        following, lessons_done = now.remembered(("today", ref.digest), partial(_ahead, outline, now))
        found.append(
            CourseToday(
                place=place,
                ref=ref,
                outline=outline,
                standing=now,
                next=following,
                steps_this_week=now.finished_since(clock.week_start(at, place.time_zone)),
                lessons_done=lessons_done,
                certificate_is_ready=following is None and is_ready(place.person_id, outline, now),
            )
        )
    return found


def _ahead(outline: Outline, now: Standing) -> tuple[NextStep | None, int]:
    """The next step, and how many lessons are done."""
    return rules.next_step(outline, now), sum(rules.lesson_is_done(lesson, now) for lesson in outline.lessons)
