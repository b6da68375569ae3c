"""Reads of works and their reviews."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from courses import ActivityPart, Exercise
from lms.accounts import queries as accounts
from lms.catalog import queries as catalog
from lms.kit.db import db
from lms.practice.handed import paragraphs
from lms.practice.models import Review, Work, WorkFile


@dataclass(frozen=True)
class Told:
    """A work with what was said of it; `by` is the reviewer's name, None where they are gone."""

    work: Work
    review: Review | None
    by: str | None
    files: tuple[WorkFile, ...] = ()
    is_unnamed: bool = False
    """Whether the author is not told who reviewed it, as the task said when it was handed in."""

    @property
    def paragraphs(self) -> list[tuple[int, str, str]]:
        """The text, paragraph by paragraph: its number, its words, and what the reviewer wrote beside it."""
        beside = self.review.beside if self.review else {}
        return [
            (number, text, str(beside.get(str(number), "")))
            for number, text in enumerate(paragraphs(self.work.text), start=1)
        ]

    @property
    def places(self) -> list[str]:
        """Everything that words can stand beside: paragraphs by their numbers, files by their ids."""
        return [*(str(number) for number, _, _ in self.paragraphs), *(f"file-{file.uuid}" for file in self.files)]


@dataclass(frozen=True)
class Waiting:
    """A work in the queue."""

    id: int
    course: str
    activity: str
    person_id: int
    name: str
    since: datetime
    reviews: int
    """How many works of theirs were reviewed here before."""


def history(person_id: int, course: str, activity: str) -> list[Told]:
    """Everything that somebody handed in for a task, the newest first. Two queries, and one for each review of a mate."""
    names = accounts.names().subquery()
    asked = (
        select(Work, Review, names.c.name)
        .outerjoin(Review, Review.work_id == Work.id)
        .outerjoin(names, names.c.person_id == Review.reviewer_id)
        .where(Work.person_id == person_id, Work.course_id == course, Work.activity_id == activity)
        .order_by(Work.handed_in_at.desc(), Work.id.desc())
    )
    rows = db.session.execute(asked).all()
    files = _files([row[0].id for row in rows])
    return [
        Told(work, review, by, tuple(files.get(work.id, ())), _is_unnamed(work, review, by))
        for work, review, by in rows
    ]


def _is_unnamed(work: Work, review: Review | None, by: str | None) -> bool:
    """A mate is named where the task said so, whatever a later release says."""
    if review is None or review.origin != "mate":
        return False
    exercise = exercise_of(work)
    return by is None or exercise is None or exercise.review != "peers"


def count_waiting(takers: Select[str, int]) -> int:
    """How many works wait, whoever is to look at them, of people in courses: columns `course` and `person_id`. One query."""
    who = takers.distinct().subquery()
    same = and_(who.c.course == Work.course_id, who.c.person_id == Work.person_id)
    asked = select(func.count()).select_from(Work).join(who, same).where(Work.state == "waiting")
    return db.session.scalar(asked) or 0


def last_of(course: str, activity: str, people: Collection[int]) -> list[Told]:
    """The newest work of each of some people for a task, of those that were not taken back. Two queries."""
    asked = select(Work).where(
        Work.course_id == course, Work.activity_id == activity, Work.person_id.in_(people), Work.state != "back"
    )  # fmt: skip
    newest = {work.person_id: work for work in db.session.scalars(asked.order_by(Work.handed_in_at, Work.id))}
    files = _files([work.id for work in newest.values()])
    return [Told(work, None, None, tuple(files.get(work.id, ()))) for work in newest.values()]


def _files(works: Collection[int]) -> Mapping[int, list[WorkFile]]:
    found: dict[int, list[WorkFile]] = {}
    if works:
        for file in db.session.scalars(select(WorkFile).where(WorkFile.work_id.in_(works)).order_by(WorkFile.id)):
            found.setdefault(file.work_id or 0, []).append(file)
    return found


def one(work_id: int) -> Work | None:
    """One work."""
    return db.session.get(Work, work_id) if 0 < work_id < 2**63 else None


def waiting_for(courses: Mapping[str, Collection[int]], most: int, spared: ColumnElement[bool]) -> list[Waiting]:
    """What waits, the oldest first: in these courses, of the people in these teams (numbers of cohorts' people). One query.

    `spared` are those that others look at first (`with_mates`).
    """
    people = {person for each in courses.values() for person in each}
    if not people:
        return []
    names = accounts.names().subquery()
    before = (
        select(func.count())
        .select_from(Review)
        .join(WORK_BEFORE, WORK_BEFORE.c.id == Review.work_id)
        .where(WORK_BEFORE.c.person_id == Work.person_id, WORK_BEFORE.c.activity_id == Work.activity_id)
        .where(WORK_BEFORE.c.course_id == Work.course_id)
        .scalar_subquery()
    )
    asked = (
        select(Work.id, Work.course_id, Work.activity_id, Work.person_id, names.c.name, Work.handed_in_at, before)
        .join(names, names.c.person_id == Work.person_id)
        .where(Work.state == "waiting", Work.course_id.in_(courses), Work.person_id.in_(people), ~spared)
        .order_by(Work.handed_in_at, Work.id)
        .limit(most)
    )
    rows = [Waiting(*row) for row in db.session.execute(asked)]
    return [row for row in rows if row.person_id in courses[row.course]]


def with_mates(tasks: Mapping[str, Collection[str]], since: datetime) -> ColumnElement[bool]:
    """Works of these tasks, by course, that were handed in after a moment: mates may still look at them."""
    each = [and_(Work.course_id == course, Work.activity_id.in_(found)) for course, found in tasks.items() if found]
    return and_(or_(false(), *each), Work.handed_in_at > since)


WORK_BEFORE = select(Work.id, Work.person_id, Work.course_id, Work.activity_id).subquery()


def exercise_of(work: Work) -> Exercise | None:
    """The task as it was when the work was handed in."""
    ref = catalog.release(work.release_id, work.course_id)
    reading = catalog.reading(ref, work.lesson_id, work.language) if ref else None
    for step in reading.steps if reading else ():
        for part in step.parts:
            if (
                isinstance(part, ActivityPart)
                and isinstance(part.activity, Exercise)
                and part.activity.id == work.activity_id
            ):
                return part.activity
    return None


def name_of(person_id: int) -> str:
    """Somebody's name on the screen. One query."""
    names = accounts.names().subquery()
    return str(db.session.scalars(select(names.c.name).where(names.c.person_id == person_id)).one())


def file_of(person_id: int, course: str, activity: str, uuid: UUID) -> WorkFile | None:
    """A whole file of somebody's for a task, handed in or not. One query."""
    asked = select(WorkFile).where(
        WorkFile.uuid == uuid, WorkFile.person_id == person_id, WorkFile.course_id == course,
        WorkFile.activity_id == activity, WorkFile.sha256 != "",
    )  # fmt: skip
    return db.session.scalars(asked).one_or_none()


def lying_files(person_id: int, course: str, activity: str) -> list[WorkFile]:
    """Somebody's files for a task that are not handed in, whole or coming, the oldest first. One query."""
    asked = select(WorkFile).where(
        WorkFile.person_id == person_id, WorkFile.course_id == course, WorkFile.activity_id == activity,
        WorkFile.work_id.is_(None),
    )  # fmt: skip
    return list(db.session.scalars(asked.order_by(WorkFile.id)))
