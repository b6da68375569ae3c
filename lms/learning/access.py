"""Who may read a lesson: people with a seat in a team that takes the course, staff as a preview; the first one, anybody."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort
from sqlalchemy import select, true

from courses import LessonOutline, Outline
from lms.accounts import guests
from lms.accounts.queries import Visitor
from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.kit.reading import rows
from lms.progress.recording import Learner

_release, _place = catalog.CURRENT_RELEASE.subquery(), cohorts.PLACE_IN_COURSE.subquery()
IN_RELEASE = len(_release.c)
PLACE_AND_RELEASE = select(*_release.c, *_place.c).join_from(_release, _place, true(), isouter=True)
"""The current release of a course, and somebody's seat in it where they have one: one query, since every lesson asks for both."""


@dataclass(frozen=True)
class Study:
    """Somebody in a course: the release they read, its outline, and their seat (None: staff, nothing is recorded)."""

    visitor: Visitor
    ref: catalog.ReleaseRef
    outline: Outline
    place: cohorts.Place | None
    is_guest: bool = False
    """Whether they look into the first lesson without a place in a team: nothing is recorded, nothing can be answered."""

    @property
    def learner(self) -> Learner:
        """Whose facts are written. Only for people with a seat."""
        if self.place is None:
            abort(404)
        return Learner(self.visitor.id, self.place.seat_id, self.ref.course, self.ref.id)

    def lesson_or_404(self, lesson: str) -> LessonOutline:
        """A lesson of the course."""
        for candidate in self.outline.lessons:
            if candidate.id == lesson:
                return candidate
        abort(404)


def study_or_404(visitor: Visitor, course: str, release_id: int | None = None) -> Study:
    """Somebody's study of a course; of the release they have on their page when its id is given, else of the current one."""
    return _study(visitor, course, release_id) or abort(404)


def study_to_read(visitor: Visitor | None, course: str, lesson: str) -> Study | None:
    """The study in which somebody may read this lesson: their own, else as a guest; None where they may not."""
    own = _study(visitor, course) if visitor else None
    return own or _as_guest(visitor, course, lesson)


def _study(visitor: Visitor, course: str, release_id: int | None = None) -> Study | None:
    found = rows(PLACE_AND_RELEASE, person=visitor.id, course=course)
    if not found:
        return None
    release, seat = found[0][:IN_RELEASE], found[0][IN_RELEASE:]
    place = cohorts.Place(*seat) if seat[0] is not None else None
    if place is None and not visitor.roles:
        return None
    asked = catalog.release(release_id, course) if release_id else None
    ref = asked or catalog.ReleaseRef(*release)
    return Study(visitor, ref, catalog.outline(ref), place)


def _as_guest(visitor: Visitor | None, course: str, lesson: str) -> Study | None:
    """Somebody without a place, or without an account, in the one lesson that anybody may read."""
    ref = catalog.current_release(course)
    outline = catalog.outline(ref) if ref else None
    if ref is None or outline is None or not outline.lessons or outline.lessons[0].id != lesson:
        return None
    reader = visitor or guests.reading_in(guests.guest(), outline.lessons[0].languages)
    return Study(reader, ref, outline, None, is_guest=True)


def readable_courses(visitor: Visitor | None) -> frozenset[str]:
    """The courses whose lessons somebody may read: those of their teams; for staff, as a preview, all. One query."""
    if visitor is None:
        return frozenset()
    if visitor.roles:
        return frozenset(ref.course for ref in catalog.current_releases())
    return frozenset(place.course for place in cohorts.places_of(visitor.id))
