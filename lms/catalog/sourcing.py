"""Keeping the states of a course's source, and who may work on it. Courses begin here, before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from lms.catalog.models import Course, CourseAuthor, DraftAsset, Publication, SourceVersion
from lms.kit.db import db, insert_new

Files = Mapping[str, tuple[str, int]]
"""Each path with the digest of its bytes and how many there are."""


class Changed(Exception):
    """Somebody else added a version meanwhile: the page was about an older one."""


class WasPublished(Exception):
    """What was published stays, with the version it was made of."""


@dataclass(frozen=True)
class Made:
    """How a version came about: by which deed (see `SourceVersion.deed`), by whom, when, and what belongs to it."""

    deed: str
    actor: int | None
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)
    expected: int | None = None
    """The newest version that the page knew; None where it does not matter."""


def know_course(course_id: str) -> bool:
    """Make a course of this name unless there is one; says whether it was made. Flushes."""
    return insert_new(Course(id=course_id, current_number=0), "id")


def begin_course(course_id: str, author: int, at: datetime) -> bool:
    """Make a course of this name and its first author, unless there is a course already; says whether it was made. Flushes."""
    if not know_course(course_id):
        return False
    add_author(course_id, author, at)
    return True


def add_author(course_id: str, person_id: int, at: datetime) -> bool:
    """Let somebody work on a course; whether they could not before. Flushes."""
    return insert_new(CourseAuthor(course_id=course_id, person_id=person_id, since=at), "course_id", "person_id")


def remove_author(course_id: str, person_id: int) -> None:
    """Take a course out of somebody's hands. Flushes."""
    db.session.execute(
        delete(CourseAuthor).where(CourseAuthor.course_id == course_id, CourseAuthor.person_id == person_id)
    )


def add_version(course_id: str, made: Made, files: Files, parcel: str | None = None) -> SourceVersion:
    """Keep a new state of a source, waiting to be checked; its files lie in the storage already. Raises Changed. Flushes.

    With a `parcel` (the digest of a ZIP) the files are still to be unpacked.
    """
    db.session.get(Course, course_id, with_for_update=True)
    newest = db.session.scalar(select(func.max(SourceVersion.number)).where(SourceVersion.course_id == course_id))
    if made.expected is not None and made.expected != (newest or 0):
        raise Changed(course_id)
    version = SourceVersion(
        course_id=course_id, number=(newest or 0) + 1, made_at=made.at, made_by=made.actor, deed=made.deed,
        detail=dict(made.detail), parcel=parcel, files={path: list(each) for path, each in files.items()},
        state="waiting", tries=0, problems=[],
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    return version


def check_again(version: SourceVersion) -> None:
    """Have a version checked anew, for instance after the engine was renewed. Flushes."""
    version.state, version.tries, version.taken_until = "waiting", 0, None
    version.steps_done = version.steps_total = 0
    db.session.flush()


def delete_draft(version: SourceVersion) -> None:
    """Throw away a version that was never published. Raises WasPublished. Flushes."""
    if db.session.scalar(select(Publication.id).where(Publication.version_id == version.id).limit(1)) is not None:
        raise WasPublished(version.number)
    db.session.execute(delete(DraftAsset).where(DraftAsset.version_id == version.id))
    db.session.execute(delete(SourceVersion).where(SourceVersion.id == version.id))
    db.session.flush()


def forget_course(course_id: str) -> None:
    """Let go of a course that was never published and of which no version is left. Flushes."""
    db.session.execute(delete(CourseAuthor).where(CourseAuthor.course_id == course_id))
    db.session.execute(delete(Course).where(Course.id == course_id, Course.current_number == 0))


def lose_person(person_id: int) -> None:
    """Forget who made versions and published, and the words they wrote about it; the deeds stay. Flushes."""
    db.session.execute(delete(CourseAuthor).where(CourseAuthor.person_id == person_id))
    theirs = Publication.made_by == person_id
    db.session.execute(update(Publication).where(theirs).values(made_by=None, reason=""))
    for version in db.session.scalars(select(SourceVersion).where(SourceVersion.made_by == person_id)):
        version.detail = {key: value for key, value in version.detail.items() if not isinstance(value, str)}
        version.made_by = None
    db.session.flush()
