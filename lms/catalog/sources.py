"""Reads of courses' sources: who works on what, which versions there are, what was published when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select

from lms.accounts import queries as accounts
from lms.catalog.models import Course, CourseAuthor, Publication, Release, SourceVersion
from lms.kit.db import db


@dataclass(frozen=True)
class CourseLine:
    """A course as its authors' list shows it, with its newest version where there is one."""

    id: str
    current: int
    newest: int | None = None
    state: str = ""
    errors: int = 0
    draft: str | None = None


@dataclass(frozen=True)
class VersionLine:
    """A version in the history of a source. `by` is None for the terminal, or an account that is gone."""

    id: int
    number: int
    made_at: datetime
    by: str | None
    deed: str
    detail: Mapping[str, Any]
    state: str
    errors: int
    warnings: int
    draft: str | None


@dataclass(frozen=True)
class Change:
    """One change of what people read."""

    number: int
    before: int
    version: int | None
    deed: str
    reason: str
    at: datetime
    by: str | None


@dataclass(frozen=True)
class Author:
    """Somebody who works on a course."""

    person_id: int
    name: str
    since: datetime


def course_lines(person_id: int | None) -> list[CourseLine]:
    """The courses that somebody works on; all of them for None. One query."""
    newest = (
        select(SourceVersion.course_id, func.max(SourceVersion.number).label("number"))
        .group_by(SourceVersion.course_id)
        .subquery()
    )
    last = SourceVersion
    asked = (
        select(Course.id, Course.current_number, last.number, last.state, last.errors, last.draft)
        .outerjoin(newest, newest.c.course_id == Course.id)
        .outerjoin(last, (last.course_id == Course.id) & (last.number == newest.c.number))
    )
    if person_id is not None:
        asked = asked.where(_works_on(person_id))
    rows = db.session.execute(asked.order_by(Course.id))
    return [CourseLine(row[0], row[1], row[2], row[3] or "", row[4] or 0, row[5]) for row in rows]


def course_number(course_id: str, person_id: int | None) -> int | None:
    """The number of the release that people read (0: none yet), if somebody works on the course; None else. One query."""
    asked = select(Course.current_number).where(Course.id == course_id)
    if person_id is not None:
        asked = asked.where(_works_on(person_id))
    return db.session.scalar(asked)


def _works_on(person_id: int) -> Any:
    return exists().where(CourseAuthor.course_id == Course.id, CourseAuthor.person_id == person_id)


def is_known(course_id: str) -> bool:
    """Whether there is a course of this name, published or not."""
    return db.session.scalar(select(Course.id).where(Course.id == course_id)) is not None


def version(course_id: str, number: int) -> SourceVersion | None:
    """One version with everything in it."""
    if not 0 < number < 2**31:
        return None
    return db.session.scalars(
        select(SourceVersion).where(SourceVersion.course_id == course_id, SourceVersion.number == number)
    ).one_or_none()


def newest_number(course_id: str) -> int:
    """The number of the newest version; 0 where there is none."""
    asked = select(func.max(SourceVersion.number)).where(SourceVersion.course_id == course_id)
    return db.session.scalar(asked) or 0


def versions(course_id: str, most: int = 50) -> list[VersionLine]:
    """The newest versions. One query."""
    one, people = SourceVersion, accounts.names().subquery()
    asked: Select[Any] = (
        select(
            one.id, one.number, one.made_at, people.c.name, one.deed, one.detail, one.state, one.errors, one.warnings,
            one.draft,
        )
        .outerjoin(people, people.c.person_id == one.made_by)
        .where(one.course_id == course_id)
        .order_by(one.number.desc())
        .limit(most)
    )  # fmt: skip
    return [VersionLine(*row) for row in db.session.execute(asked)]


def changes(course_id: str) -> list[Change]:
    """What people read when, the newest first. One query."""
    people = accounts.names().subquery()
    asked = (
        select(
            Publication.number, Publication.before, SourceVersion.number, Publication.deed, Publication.reason,
            Publication.made_at, people.c.name,
        )
        .outerjoin(people, people.c.person_id == Publication.made_by)
        .outerjoin(SourceVersion, SourceVersion.id == Publication.version_id)
        .where(Publication.course_id == course_id)
        .order_by(Publication.id.desc())
    )  # fmt: skip
    return [Change(*row) for row in db.session.execute(asked)]


def release_numbers(course_id: str) -> list[int]:
    """The numbers of all releases, the newest first."""
    return list(
        db.session.scalars(select(Release.number).where(Release.course_id == course_id).order_by(Release.number.desc()))
    )


def files_of_release(course_id: str, number: int) -> Mapping[str, Any] | None:
    """The files that a release was made of; None where nobody kept them."""
    asked = (
        select(SourceVersion.files)
        .join(Publication, Publication.version_id == SourceVersion.id)
        .where(Publication.course_id == course_id, Publication.number == number, Publication.deed == "published")
    )
    return db.session.scalar(asked.limit(1))


def authors(course_id: str) -> list[Author]:
    """Who works on a course, the first one first. One query."""
    people = accounts.names().subquery()
    asked = (
        select(CourseAuthor.person_id, people.c.name, CourseAuthor.since)
        .join(people, people.c.person_id == CourseAuthor.person_id)
        .where(CourseAuthor.course_id == course_id)
        .order_by(CourseAuthor.id)
    )
    return [Author(*row) for row in db.session.execute(asked)]
