"""What is due: for each course of somebody, what a certificate asks for, what is reached and what is left."""

from __future__ import annotations

from dataclasses import dataclass

from courses import LessonOutline, Outline
from lms.catalog import queries as catalog
from lms.certificates import queries, rules
from lms.certificates.rules import Missing, Reached
from lms.progress.rules import lesson_is_done, points_of
from lms.progress.standing import standing


@dataclass(frozen=True)
class CourseDue:
    """One course whose certificate somebody is on the way to."""

    ref: catalog.ReleaseRef
    outline: Outline
    reached: Reached
    missing: Missing
    lessons_left: tuple[LessonOutline, ...]
    is_barred: bool
    """A certificate of this course was withdrawn, and only we can give a new one."""

    @property
    def is_due(self) -> bool:
        """Whether the person may take the certificate now."""
        return not self.is_barred and self.reached.lessons_asked > 0 and self.missing == Missing(0, 0)

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
    missing = rules.missing(reached, outline.certificate.points_percent)
    return CourseDue(ref, outline, reached, missing, left, queries.is_barred(person_id, course))
