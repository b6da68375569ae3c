"""The learner's desk put together from fragments."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response

from lms.accounts.queries import Visitor
from lms.circle.announcements import Said
from lms.circle.said_sheet import said_parts
from lms.cohorts.queries import Place
from lms.kit import fragments
from lms.kit.fragments import Filled, Named, Page, Value
from lms.learning.device import Device
from lms.learning.today import CourseToday

QUICK = (5, 10, 20)
"""Minutes that are one press away."""


class Time(NamedTuple):
    """The time somebody says they have, and the device in their hand."""

    minutes: int | None
    typed: str
    device: Device
    is_refused: bool = False


def desk(visitor: Visitor, courses: list[CourseToday], said: list[Said], time: Time) -> Response:
    """The page. Without an address there is no way back to a lost device's account."""
    sheet = fragments.page()
    depends = {
        "has_courses": bool(courses),
        "roles": visitor.roles if not courses else frozenset(),
        "is_back": any(course.is_back for course in courses if course.place.state == "active"),
        "lacks_way_in": bool(courses) and not visitor.email,
    }
    open_courses = [course for course in courses if course.ahead.next and course.place.state == "active"]
    first = open_courses[0] if open_courses else None
    holes: dict[str, Value] = {
        "name": visitor.display_name,
        "said": [part for place in courses for part in _said(sheet, place.place, said)],
        "courses": [
            _course(sheet, each, _time(sheet, open_courses, time) if each is first else "") for each in courses
        ],
    }
    return sheet.whole("learning/today.html", depends, holes)


def _said(sheet: Page, place: Place, said: list[Said]) -> list[Filled]:
    """What staff said to one of somebody's teams and is not put away."""
    own = [each for each in said if each.cohort_id == place.cohort_id]
    return said_parts(sheet, own, place.cohort_name, place.cohort_code)


def _course(sheet: Page, course: CourseToday, time: Filled | str) -> Filled:
    """A course; the question how much time there is follows the first one that can go on."""
    place = course.place
    resting = place.state == "resting"
    depends = {
        "outline": Named(course.ref.digest, course.outline),
        "next": course.ahead.next,
        "elsewhere": course.ahead.elsewhere,
        "is_back": course.is_back,
        "resting": resting,
        "lessons_done": course.ahead.lessons_done,
        "certificate_is_ready": course.certificate_is_ready,
        "corrected": course.corrected,
    }
    whose: dict[str, str | int] = {"seat": place.seat_id, "cohort": place.cohort_code}
    week: Filled | str = ""
    if not course.is_finished and not resting:
        following = course.ahead.next if course.ends_week else None
        week_depends = {
            "done": course.done_this_week,
            "plan": place.plan,
            "outline": Named(course.ref.digest, course.outline),
            "following": following,
        }
        week = sheet.part("learning/_week_today.html", week_depends, whose)
    own: dict[str, Value] = {**whose, "team": place.cohort_name, "week": week, "time": time}
    return sheet.part("learning/_course_today.html", depends, {**own, "mate": _mate(sheet, course)})


def _mate(sheet: Page, course: CourseToday) -> Filled | str:
    """A work of a mate that waits for a few words."""
    found = course.mate_waits
    if found is None:
        return ""
    place = {"course": course.ref.course, "lesson": found.lesson, "activity": found.activity, "work": str(found.work)}
    return sheet.part("learning/_mate_today.html", {}, {"address": sheet.address("learning.mate_work", **place)})


def _time(sheet: Page, courses: list[CourseToday], time: Time) -> Filled:
    """How many minutes there are, and what fits into them."""
    sittings = [
        sheet.part(
            "learning/_sitting.html",
            {
                "outline": Named(course.ref.digest, course.outline),
                "sitting": course.sitting,
                "is_one_of_many": len(courses) > 1,
            },
        )
        for course in courses
        if course.sitting
    ]
    is_quick = time.minutes in QUICK
    depends = {
        "quick": QUICK,
        "minutes": time.minutes if is_quick else None,
        "device": time.device,
        "is_refused": time.is_refused,
    }
    return sheet.part("learning/_time.html", depends, {"typed": "" if is_quick else time.typed, "sittings": sittings})
