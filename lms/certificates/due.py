"""What is due: for each course of somebody, what a certificate asks for, what is reached and what is left."""

from __future__ import annotations

from dataclasses import dataclass

from courses import LessonOutline, Outline
from lms.catalog import queries as catalog
from lms.certificates import queries, rules
from lms.certificates.rules import Missing, Reached
from lms.progress.rules import Standing, activity_is_done, is_asked, lesson_is_done, points_of
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

    @property
    def points_asked(self) -> int:
        """How many points the certificate asks for."""
        return self.reached.points + self.missing.points


def course_due(person_id: int, course: str) -> CourseDue | None:
    """How far somebody is; None where the course gives no certificate. Three queries."""
    ref = catalog.current_release(course)
    if ref is None:
        return None
    outline = catalog.outline(ref)
    if outline.certificate is None:
        return None
    now = standing(person_id, course)
    left = tuple(lesson for lesson in outline.lessons if not lesson_is_done(lesson, now))
    asked = len(outline.lessons)
    reached = Reached(asked - len(left), asked, *points_of(outline, now))
    percent = outline.certificate.points_percent
    missing, is_barred = rules.missing(reached, percent), queries.is_barred(person_id, course)
    return CourseDue(
        ref=ref,
        outline=outline,
        reached=reached,
        missing=missing,
        lessons_left=left,
        is_due=not is_barred and _proves_something(outline) and rules.is_due(reached, percent),
        is_barred=is_barred,
        is_stuck=missing.points > _points_within_reach(outline, now),
    )


def _points_within_reach(outline: Outline, now: Standing) -> int:
    """The points that tries are left for, over required activities; what was answered rightly is not asked again."""
    required = [(each, now.activity(each.id)) for each in outline.activities if is_asked(each)]
    open_ones = [(each, reached) for each, reached in required if not activity_is_done(each.attempts, reached)]
    return sum(max(0, each.points - reached.points) for each, reached in open_ones)


def _proves_something(outline: Outline) -> bool:
    """Where all that counts is of kinds that cannot be answered here, nobody has shown anything yet."""
    required = [each for each in outline.activities if each.required and each.points]
    return not required or any(is_asked(each) for each in required)


def is_ready(person_id: int, outline: Outline, now: Standing) -> bool:
    """Whether somebody with this standing can take a certificate now and has none yet. No query until everything is reached."""
    if outline.certificate is None:
        return False
    done = sum(lesson_is_done(lesson, now) for lesson in outline.lessons)
    reached = Reached(done, len(outline.lessons), *points_of(outline, now))
    if not _proves_something(outline) or not rules.is_due(reached, outline.certificate.points_percent):
        return False
    return queries.current(person_id, outline.id) is None and not queries.is_barred(person_id, outline.id)
