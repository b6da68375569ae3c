"""Making a release out of a compiled course."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from courses import Release as Compiled
from courses import to_data
from lms.catalog import indexing
from lms.catalog.models import Course, Release, ReleaseAsset, ReleaseReading
from lms.kit.db import db
from lms.kit.storage import Storage


def publish(compiled: Compiled, storage: Storage, actor: int | None, at: datetime) -> tuple[int, bool]:
    """Publish a course. Returns the release's number and whether it is new: the same content again changes nothing.

    Files are stored before the rows that name them. Flushes.
    """
    name = compiled.outline.id
    course = db.session.get(Course, name, with_for_update=True)
    if course is None:
        course = Course(id=name)
        db.session.add(course)
        db.session.flush()
    current = db.session.scalar(
        select(Release.digest).where(Release.course_id == name, Release.number == course.current_number)
    )
    if current == compiled.digest:
        # Courses from before there was a search become part of it when they are published again.
        indexing.index_where_missing(name)
        return course.current_number, False
    for asset in compiled.assets.values():
        storage.keep(asset.sha256, asset.content)
    number = (db.session.scalar(select(func.max(Release.number)).where(Release.course_id == name)) or 0) + 1
    _store(compiled, number, actor, at)
    course.current_number = number
    db.session.flush()
    indexing.index_course(name)
    return number, True


def _store(compiled: Compiled, number: int, actor: int | None, at: datetime) -> None:
    release = Release(
        course_id=compiled.outline.id,
        number=number,
        digest=compiled.digest,
        engine=compiled.engine,
        outline=to_data(compiled.outline),
        published_at=at,
        published_by=actor,
    )
    db.session.add(release)
    db.session.flush()
    for (lesson, language), reading in compiled.readings.items():
        keys = {activity: to_data(key) for activity, key in compiled.keys.get((lesson, language), {}).items()}
        db.session.add(
            ReleaseReading(
                release_id=release.id, lesson_id=lesson, language=language, reading=to_data(reading), keys=keys
            )
        )
    for asset in compiled.assets.values():
        db.session.add(
            ReleaseAsset(release_id=release.id, name=asset.name, media_type=asset.media_type, sha256=asset.sha256)
        )
    db.session.flush()
