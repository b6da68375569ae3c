"""Whose margin it is: each person's own, and nobody else's, staff included."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from courses import LessonOutline, Outline
from lms.accounts.queries import Visitor
from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.margins import queries


@dataclass(frozen=True)
class OwnMargin:
    """The margin of one lesson: whose it is, and the steps beside which they may write."""

    person_id: int
    course: str
    lesson: str
    steps: tuple[str, ...]


def margin_or_404(visitor: Visitor, course: str, lesson: str, release_id: int | None = None) -> OwnMargin:
    """The visitor's margin of a lesson: of the release on their page when its id is given.

    Who takes the course writes beside all its steps. What one once wrote stays one's own, also after leaving the team.
    """
    found = _lesson(visitor, course, lesson, release_id)
    steps = tuple(step.id for step in found.steps) if found else ()
    others = queries.steps_of(visitor.id, course, lesson) - set(steps)
    if not steps and not others:
        abort(404)
    return OwnMargin(visitor.id, course, lesson, (*steps, *sorted(others)))


def _lesson(visitor: Visitor, course: str, lesson: str, release_id: int | None) -> LessonOutline | None:
    """The lesson, where the visitor takes its course."""
    if cohorts.place_in_course(visitor.id, course) is None:
        return None
    outline = outline_of(course, release_id)
    return next((each for each in outline.lessons if each.id == lesson), None) if outline else None


def outline_of(course: str, release_id: int | None = None) -> Outline | None:
    """What there is in a course."""
    ref = (catalog.release(release_id, course) if release_id else None) or catalog.current_release(course)
    return catalog.outline(ref) if ref else None


def may_read(visitor: Visitor, course: str, lesson: str, step: str) -> bool:
    """Whether a step stands in a course that the visitor takes."""
    found = _lesson(visitor, course, lesson, None)
    return found is not None and step in [each.id for each in found.steps]
