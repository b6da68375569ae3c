"""A course's page as one reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from courses import Outline
from lms.accounts.queries import Visitor
from lms.catalog import queries as catalog
from lms.catalog.cover import Before, Cover, before
from lms.cohorts import queries as cohorts
from lms.progress.ahead.rules import NextStep, next_step
from lms.progress.rules import lesson_is_done
from lms.progress.standing import standing


@dataclass(frozen=True)
class CoursePage:
    """The course, and for somebody who takes it: their seat, the lessons done, the next step."""

    ref: catalog.ReleaseRef
    outline: Outline
    place: cohorts.Place | None
    done: frozenset[str]
    next: NextStep | None
    before: tuple[Before, ...] = ()
    may_read: bool = False
    """Whether they read every lesson: people with a place, and staff. Everybody else reads the first."""

    @property
    def cover(self) -> Cover:
        """The course, seen from outside."""
        return Cover(self.outline)


def course_page(ref: catalog.ReleaseRef, visitor: Visitor | None) -> CoursePage:
    """Gather the page for a person, or for a visitor who is not signed in (None)."""
    outline = catalog.outline(ref)
    place = cohorts.place_in_course(visitor.id, ref.course) if visitor else None
    if place is None:
        is_staff = visitor is not None and bool(visitor.roles)
        return CoursePage(ref, outline, None, frozenset(), None, before(outline), is_staff)
    now = standing(place.person_id, ref.course)
    done = frozenset(lesson.id for lesson in outline.lessons if lesson_is_done(lesson, now))
    return CoursePage(ref, outline, place, done, next_step(outline, now), before(outline), may_read=True)
