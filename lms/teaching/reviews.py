"""What waits for a review in the teams that somebody teaches, and one work with its task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import abort

from courses import Exercise
from lms.accounts.queries import Visitor
from lms.catalog import queries as catalog
from lms.cohorts import programmes
from lms.kit.i18n import current_language
from lms.practice import mates, works
from lms.practice.works import Told, Waiting
from lms.teaching.access import Teaching, courses_taught
from lms.teaching.wording import tasks

if TYPE_CHECKING:
    from lms.practice.models import Work

MOST = 100


@dataclass(frozen=True)
class QueueLine:
    """A work that waits, and which task it is of."""

    waiting: Waiting
    course: str
    task: str
    team: str


@dataclass(frozen=True)
class Desk:
    """One work on the reviewer's desk, with everything the same person handed in for it before."""

    work: Work
    exercise: Exercise
    name: str
    told: Told
    before: tuple[Told, ...]


def queue(visitor: Visitor, at: datetime) -> list[QueueLine]:
    """What waits, the oldest first; what mates look at, once they had their time."""
    taught = {each.ref.course: each for each in courses_taught(visitor) if each.teams}
    teams = _people(taught)
    people = {course: set(found) for course, found in teams.items()}
    language = current_language()
    words = {course: tasks(each.ref, language) for course, each in taught.items()}
    titles = {course: catalog.outline(each.ref).title(language) for course, each in taught.items()}
    tasks_of_mates = {course: mates.reviewed_by_mates(each.ref) for course, each in taught.items()}
    with_mates = works.with_mates(tasks_of_mates, at - mates.PATIENCE)
    return [
        QueueLine(
            one, titles[one.course], words[one.course].get(one.activity, one.activity), teams[one.course][one.person_id]
        )
        for one in works.waiting_for(people, MOST, with_mates)
    ]


def desk_or_404(visitor: Visitor, work_id: int) -> Desk:
    """A work of somebody in a team that the visitor teaches."""
    work = works.one(work_id)
    taught = {each.ref.course: each for each in courses_taught(visitor) if each.teams}
    people = _people(taught).get(work.course_id, {}) if work else {}
    exercise = works.exercise_of(work) if work else None
    if work is None or exercise is None or work.person_id not in people:
        abort(404)
    history = works.history(work.person_id, work.course_id, work.activity_id)
    told = next(each for each in history if each.work.id == work.id)
    before = tuple(each for each in history if each.review and each.work.id < work.id)
    # Where names are left out among mates, staff see both: they answer for how people treat one another.
    return Desk(work, exercise, works.name_of(work.person_id), told, before)


def _people(taught: dict[str, Teaching]) -> dict[str, dict[int, str]]:
    """By course, the people in the teams that are taught there, each with the team's name."""
    return {
        course: {person.person_id: team.name for team in each.teams for person in programmes.people_of(team.id)}
        for course, each in taught.items()
    }
