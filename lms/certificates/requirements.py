"""What a certificate asks for, as a plain list: what is done, what is left, and what somebody was excused from. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from courses import ActivityOutline, LessonOutline, Outline
from lms.certificates.rules import Missing, Reached, missing
from lms.progress.rules import Standing, is_asked, lesson_is_done, points_of

Kind = Literal["lesson", "points", "task"]
POINTS = "points"
"""The key of the one requirement about points."""


@dataclass(frozen=True)
class Excuse:
    """Why somebody need not meet a requirement, who said so, and since when."""

    number: int
    reason: str
    by: str | None
    since: datetime


@dataclass(frozen=True)
class Requirement:
    """One thing that is asked for. `reached` and `asked` are points, or 0 and 1."""

    key: str
    kind: Kind
    is_done: bool
    reached: int
    asked: int
    lesson: LessonOutline | None = None
    activity: ActivityOutline | None = None
    excuse: Excuse | None = None

    @property
    def is_met(self) -> bool:
        """Whether nothing more is asked of the person here."""
        return self.is_done or self.excuse is not None


def requirements(outline: Outline, now: Standing, excuses: Mapping[str, Excuse]) -> tuple[Requirement, ...]:
    """Everything that a course's certificate asks for, in the order of the course; nothing where it gives none.

    Promises: what is done stays done with one fact more; an excuse changes nothing but whether its own requirement is met.
    """
    if outline.certificate is None:
        return ()
    found = [_lesson(lesson, now) for lesson in outline.lessons]
    if outline.certificate.tasks == "passed":
        found += [
            _task(lesson, activity, now)
            for lesson in outline.lessons
            for step in lesson.steps
            for activity in step.activities
            if activity.kind == "exercise" and is_asked(activity)
        ]
    points, there = points_of(outline, now)
    asked = points_asked(there, outline.certificate.points_percent)
    if asked:
        found.append(Requirement(POINTS, "points", points >= asked, points, asked))
    return tuple(Requirement(**{**vars(one), "excuse": excuses.get(one.key)}) for one in found)


def _lesson(lesson: LessonOutline, now: Standing) -> Requirement:
    done = lesson_is_done(lesson, now)
    return Requirement(f"lesson:{lesson.id}", "lesson", done, int(done), 1, lesson)


def _task(lesson: LessonOutline, activity: ActivityOutline, now: Standing) -> Requirement:
    done = now.activity(activity.id).right
    return Requirement(f"task:{activity.id}", "task", done, int(done), 1, lesson, activity)


def points_asked(there: int, percent: int) -> int:
    """How many points are asked for of those there are; rounded up."""
    return missing(Reached(0, 0, 0, there), percent).points


def still_missing(asked: tuple[Requirement, ...]) -> Missing:
    """The lessons and points that are still needed, excuses counted."""
    left = [one for one in asked if not one.is_met]
    return Missing(
        lessons=sum(one.kind == "lesson" for one in left),
        points=sum(one.asked - one.reached for one in left if one.kind == "points"),
    )


def all_met(asked: tuple[Requirement, ...]) -> bool:
    """Whether everything is met. Promises: never without a lesson, since there would be nothing to prove."""
    return any(one.kind == "lesson" for one in asked) and all(one.is_met for one in asked)
