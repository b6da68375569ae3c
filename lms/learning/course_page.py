"""A course's page as one reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from courses import Outline
from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.progress.rules import NextStep, lesson_is_done, next_step
from lms.progress.standing import standing


@dataclass(frozen=True)
class CoursePage:
    """The course, and for somebody who takes it: their seat, the lessons done, the next step."""

    ref: catalog.ReleaseRef
    outline: Outline
    place: cohorts.Place | None
    done: frozenset[str]
    next: NextStep | None


def course_page(ref: catalog.ReleaseRef, person_id: int | None) -> CoursePage:
    """Gather the page for a person, or for a visitor who is not signed in (None)."""
    outline = catalog.outline(ref)
    place = cohorts.place_in_course(person_id, ref.course) if person_id is not None else None
    if place is None:
        return CoursePage(ref, outline, None, frozenset(), None)
    now = standing(place.person_id, ref.course)
    done = frozenset(lesson.id for lesson in outline.lessons if lesson_is_done(lesson, now))
    return CoursePage(ref, outline, place, done, next_step(outline, now))
