"""What is due: for each course of somebody, what a certificate asks for, what is reached and what is left."""

from __future__ import annotations

from dataclasses import dataclass

from courses import LessonOutline, Outline
from lms.catalog import queries as catalog
from lms.certificates import queries
from lms.certificates.excuses import excuses_of
from lms.certificates.requirements import Requirement, all_met, requirements, still_missing
from lms.certificates.rules import Missing, Reached
from lms.progress.rules import Standing, activity_is_done, is_asked, points_of
from lms.progress.standing import standing


@dataclass(frozen=True)
class CourseDue:
    """One course whose certificate somebody is on the way to."""

    ref: catalog.ReleaseRef
    outline: Outline
    reached: Reached
    missing: Missing
    lessons_left: tuple[LessonOutline, ...]
    is_due: bool
    """Whether the person may take the certificate now."""
    is_barred: bool
    """A certificate of this course was withdrawn, and only we can give a new one."""
    is_stuck: bool
    """Points are missing that no try is left for: only people can help on."""
    requirements: tuple[Requirement, ...] = ()
    """Everything that is asked for, one by one."""

    @property
    def points_asked(self) -> int:
        """How many points the certificate asks for."""
        return self.reached.points + self.missing.points


def course_due(person_id: int, course: str) -> CourseDue | None:
    """How far somebody is; None where the course gives no certificate. Four queries."""
    ref = catalog.current_release(course)
    if ref is None:
        return None
    outline = catalog.outline(ref)
    if outline.certificate is None:
        return None
    now, is_barred = standing(person_id, course), queries.is_barred(person_id, course)
    asked = requirements(outline, now, excuses_of(person_id, course))
    lessons = [one for one in asked if one.kind == "lesson"]
    left = tuple(one.lesson for one in lessons if one.lesson and not one.is_met)
    reached = Reached(len(lessons) - len(left), len(lessons), *points_of(outline, now))
    missing = still_missing(asked)
    return CourseDue(
        ref=ref,
        outline=outline,
        reached=reached,
        missing=missing,
        lessons_left=left,
        is_due=not is_barred and _proves_something(outline) and all_met(asked),
        is_barred=is_barred,
        is_stuck=missing.points > _points_within_reach(outline, now),
        requirements=asked,
    )


def _points_within_reach(outline: Outline, now: Standing) -> int:
    """The points that tries are left for, over required activities, and those that wait for a review.

    What was answered rightly is not asked again.
    """
    required = [(each, now.activity(each.id)) for each in outline.activities if is_asked(each)]
    open_ones = [
        (each, reached) for each, reached in required if reached.waits or not activity_is_done(each.attempts, reached)
    ]
    return sum(max(0, each.points - reached.points) for each, reached in open_ones)


def _proves_something(outline: Outline) -> bool:
    """Where all that counts is checked by oneself, or cannot be answered here, nobody has shown anything yet."""
    required = [each for each in outline.activities if each.required and each.points]
    return not required or any(is_asked(each) and each.kind != "check" for each in required)


def is_ready(person_id: int, outline: Outline, now: Standing) -> bool:
    """Whether somebody with this standing can take a certificate now and has none yet. No query until everything is reached."""
    if outline.certificate is None or not _proves_something(outline):
        return False
    asked = requirements(outline, now, {})
    if not all_met(asked):
        # Somebody may be excused from what is left. Nobody asks before the lessons are done.
        if any(not one.is_met for one in asked if one.kind == "lesson"):
            return False
        if not all_met(requirements(outline, now, excuses_of(person_id, outline.id))):
            return False
    return queries.current(person_id, outline.id) is None and not queries.is_barred(person_id, outline.id)
