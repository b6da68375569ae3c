"""Reads of corrections, and which questions of a course may need one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.kit.db import db
from lms.practice.correcting import first_time
from lms.practice.models import Correction
from lms.practice.second_look import Outlook, SecondLook
from lms.progress import answered


@dataclass(frozen=True)
class Corrigible:
    """A question that is graded otherwise than when people answered it."""

    activity: str
    people: int
    """Who answered it before."""
    numbers: tuple[int, ...]
    """The versions of the course that they answered."""


def of_course(course: str, most: int = 30) -> list[Correction]:
    """The newest corrections of a course."""
    asked = select(Correction).where(Correction.course_id == course).order_by(Correction.id.desc())
    return list(db.session.scalars(asked.limit(most)))


def one(course: str, number: int) -> Correction | None:
    """One correction of a course."""
    if not 0 < number < 2**63:
        return None
    asked = select(Correction).where(Correction.course_id == course, Correction.id == number)
    return db.session.scalars(asked).one_or_none()


def corrigible(ref: ReleaseRef) -> list[Corrigible]:
    """Questions whose earlier answers this release would grade otherwise, in the order of the course."""
    answers = answered.answered_releases(ref.course)
    done = {
        each.activity_id
        for each in of_course(ref.course, 1_000)
        if each.release_id == ref.id and each.state == "applied"
    }
    found = []
    for lesson in catalog.outline(ref).lessons:
        for step in lesson.steps:
            for activity in step.activities:
                releases = answers.get(activity.id, {})
                if activity.kind == "quiz" and activity.id not in done:
                    changed = _changed(ref, activity.id, releases)
                    if changed:
                        found.append(
                            Corrigible(activity.id, sum(releases[one] for one in changed), tuple(changed.values()))
                        )
    return found


def _changed(ref: ReleaseRef, activity: str, releases: Mapping[int, int]) -> dict[int, int]:
    """The earlier releases that asked the same and graded it otherwise, with their numbers."""
    look, found = SecondLook(ref, activity), {}
    for release in sorted(releases):
        earlier = catalog.release(release, ref.course) if release != ref.id else None
        lesson = look.lesson_in(earlier) if earlier else ""
        if earlier is None or not lesson:
            continue
        if any(look.alike(release, lesson, language) is False for language in catalog.outline(ref).languages):
            found[release] = earlier.number
    return found


def outlooks(correction: Correction, people: Collection[int]) -> Mapping[int, Outlook]:
    """What a correction changes, or changed, for each of some people who answered. One query, and the releases."""
    ref = catalog.release(correction.release_id, correction.course_id)
    if ref is None:
        return {}
    look = SecondLook(ref, correction.activity_id)
    facts = answered.answers_of(correction.course_id, correction.activity_id, people)
    return {person: first_time(each, look, correction) for person, each in facts.items()}
