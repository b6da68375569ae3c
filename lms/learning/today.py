"""The learner's desk: for each course, the one next thing, what fits into the time there is, and how the week goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from courses import Outline
from courses.outline import Need
from lms.catalog import queries as catalog
from lms.certificates.due import is_ready
from lms.cohorts.queries import Place
from lms.kit import clock
from lms.learning.mates_page import waiting
from lms.progress import rules
from lms.progress.ahead.rules import (
    EVERY_NEED,
    NextStep,
    Sitting,
    first_after_a_break,
    minutes_since,
    next_step,
    sitting,
    waits_for_another_device,
    was_long_away,
)
from lms.progress.rules import Standing, is_still_news, task_state
from lms.progress.standing import standing


@dataclass(frozen=True)
class Now:
    """The moment, the minutes there are (None where nobody said), what the device can do, and whether somebody comes back."""

    at: datetime
    minutes: int | None = None
    needs: Collection[Need] = EVERY_NEED
    is_back: bool = False


class Ahead(NamedTuple):
    """What is still to be done in a course, as far as the device at hand can do it."""

    next: NextStep | None
    elsewhere: NextStep | None
    """The first step that asks for another device."""
    lessons_done: int


class CorrectedPlace(NamedTuple):
    """Where a question stands that was corrected, and whether it helped."""

    lesson: str
    step: str
    activity: str
    helped: bool


class MateWaits(NamedTuple):
    """Where a work of a mate is looked at."""

    lesson: str
    activity: str
    work: int


CORRECTED_FOR = timedelta(days=14)
"""How long the desk tells of a correction; the lesson goes on telling."""


@dataclass(frozen=True)
class CourseToday:
    """One course on the desk."""

    place: Place
    ref: catalog.ReleaseRef
    outline: Outline
    standing: Standing
    ahead: Ahead
    sitting: Sitting | None
    done_this_week: int
    """In what the plan counts: steps, or minutes as designed."""
    is_back: bool
    """Whether its learner comes back after a break."""
    ends_week: bool
    """Whether this is the last day of a week whose plan is not reached."""
    certificate_is_ready: bool
    corrected: tuple[CorrectedPlace, ...] = ()
    """Questions that were corrected lately, by which this person's result changed."""
    mate_waits: MateWaits | None = None
    """A work of a mate that waits for this person's words."""

    @property
    def is_finished(self) -> bool:
        """Whether every lesson is done."""
        return self.ahead.lessons_done == len(self.outline.lessons)


def today(places: list[Place], moment: Now) -> list[CourseToday]:
    """What stands on the desk of somebody with these seats, the newest first. One query a course, besides its release."""
    refs = [(place, catalog.current_release(place.course)) for place in places]
    return [_course(place, ref, moment) for place, ref in refs if ref is not None]


def _course(place: Place, ref: catalog.ReleaseRef, moment: Now) -> CourseToday:
    outline, now = catalog.outline(ref), standing(place.person_id, place.course)
    is_back = (moment.is_back and now.last_at is not None) or was_long_away(now, moment.at)
    ahead = now.remembered(
        ("today", ref.digest, is_back, *sorted(moment.needs)), partial(_ahead, outline, now, moment.needs, is_back)
    )
    done = _done(place, outline, now, clock.week_start(moment.at, place.time_zone))
    return CourseToday(
        place=place,
        ref=ref,
        outline=outline,
        standing=now,
        ahead=ahead,
        sitting=sitting(outline, now, moment.minutes, moment.needs) if moment.minutes and ahead.next else None,
        done_this_week=done,
        is_back=is_back,
        ends_week=done < place.plan.amount and clock.is_sunday(moment.at, place.time_zone),
        corrected=_corrected(outline, now, moment.at),
        mate_waits=_mate_waits(place, outline, now),
        certificate_is_ready=ahead.lessons_done == len(outline.lessons) and is_ready(place.person_id, outline, now),
    )


def _done(place: Place, outline: Outline, now: Standing, monday: datetime) -> int:
    if place.plan.unit == "minutes":
        return minutes_since(outline, now, monday)
    return now.finished_since(monday)


def _ahead(outline: Outline, now: Standing, needs: Collection[Need], is_back: bool) -> Ahead:
    """The next step, what waits for another device, and how many lessons are done."""
    return Ahead(
        first_after_a_break(outline, now, needs) if is_back else next_step(outline, now, needs),
        waits_for_another_device(outline, now, needs),
        sum(rules.lesson_is_done(lesson, now) for lesson in outline.lessons),
    )


def _mate_waits(place: Place, outline: Outline, now: Standing) -> MateWaits | None:
    """The oldest work of a mate in the tasks that this person has handed in. No query where there are none."""
    asked = [one.id for one in outline.activities if one.by_mates and task_state(now.activity(one.id)) != "open"]
    works = waiting(place, asked)
    if not works:
        return None
    wanted, number = works[0].activity_id, works[0].id
    places = ((lesson.id, one.id) for lesson in outline.lessons for step in lesson.steps for one in step.activities)
    return next(MateWaits(lesson, activity, number) for lesson, activity in places if activity == wanted)


def _corrected(outline: Outline, now: Standing, at: datetime) -> tuple[CorrectedPlace, ...]:
    """In the order of the course."""
    if all(one.corrected is None for one in now.activities.values()):
        return ()
    return tuple(
        CorrectedPlace(
            lesson.id, step.id, one.id, found.right >= found.right_before and found.points > found.points_before
        )
        for lesson in outline.lessons
        for step in lesson.steps
        for one in step.activities
        if is_still_news(now.activity(one.id))
        and (found := now.activity(one.id).corrected)
        and found.at
        and at - found.at < CORRECTED_FOR
    )
