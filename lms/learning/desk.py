"""The learner's desk put together from fragments."""

from __future__ import annotations

from flask import Response

from lms.accounts.queries import Visitor
from lms.kit import fragments
from lms.kit.fragments import Filled, Named, Page, Value
from lms.learning.today import CourseToday


def desk(visitor: Visitor, courses: list[CourseToday]) -> Response:
    """The page. Without an address there is no way back to a lost device's account."""
    sheet = fragments.page()
    depends = {
        "has_courses": bool(courses),
        "roles": visitor.roles if not courses else frozenset(),
        "lacks_way_in": bool(courses) and not visitor.email,
    }
    holes: dict[str, Value] = {"name": visitor.display_name, "courses": [_course(sheet, course) for course in courses]}
    return sheet.whole("learning/today.html", depends, holes)


def _course(sheet: Page, course: CourseToday) -> Filled:
    place = course.place
    resting = place.state == "resting"
    depends = {
        "outline": Named(course.ref.digest, course.outline),
        "next": course.next,
        "resting": resting,
        "lessons_done": course.lessons_done,
        "certificate_is_ready": course.certificate_is_ready,
    }
    whose: dict[str, str | int] = {"seat": place.seat_id, "cohort": place.cohort_code}
    week: Filled | str = ""
    if course.next and not resting:
        week = sheet.part(
            "learning/_week_today.html", {"done": course.steps_this_week, "plan": place.weekly_steps}, whose
        )
    return sheet.part("learning/_course_today.html", depends, {**whose, "team": place.cohort_name, "week": week})
