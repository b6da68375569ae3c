"""Making a release out of a compiled course or a draft, or putting an earlier one back: learners see old or new, whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from courses import Release as Compiled
from courses import to_data
from courses.pictures.offering import offers_of
from lms.catalog import drafts, indexing
from lms.catalog.drafting import files_of, keep_files, reading_data
from lms.catalog.drafts import Draft, DraftIsLost
from lms.catalog.models import Course, Publication, Release, ReleaseAsset, ReleaseReading
from lms.kit.db import db
from lms.kit.storage import Storage


class Moved(Exception):
    """Somebody else published or rolled back meanwhile: people read another release than the page said."""


@dataclass(frozen=True)
class Whose:
    """Who does it and when, from which version of the source, and which release they saw as the current one (None: any)."""

    actor: int | None
    at: datetime
    version_id: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class _Content:
    """What a release is made of, as its rows keep it."""

    course: str
    digest: str
    engine: str
    outline: dict[str, Any]
    readings: Iterable[tuple[str, str, dict[str, Any], dict[str, Any]]]
    assets: Iterable[tuple[str, str, str]]
    offers: dict[str, Any]


def publish(
    compiled: Compiled, storage: Storage, actor: int | None, at: datetime, version_id: int | None = None
) -> tuple[int, bool]:
    """Publish a course. Returns the release's number and whether it is new: the same content again changes nothing.

    Files are stored before the rows that name them. Flushes.
    """
    keep_files(compiled, storage)
    packed = ((*key, reading_data(compiled, *key)) for key in compiled.readings)
    readings = ((lesson, language, data["reading"], data["keys"]) for lesson, language, data in packed)
    assets = ((file.name, file.media_type, file.sha256) for file in files_of(compiled))
    content = _Content(
        compiled.outline.id,
        compiled.digest,
        compiled.engine,
        to_data(compiled.outline),
        readings,
        assets,
        offers_of(compiled),
    )
    return _publish(content, Whose(actor, at, version_id))


def publish_draft(draft: Draft, whose: Whose) -> tuple[int, bool]:
    """Publish a draft, as `publish` does. Raises DraftIsLost when its files are not all there, and Moved. Flushes."""
    if not drafts.is_whole(draft):
        raise DraftIsLost(draft.digest)
    readings = ((lesson, language, *drafts.packed_reading(sha)) for lesson, language, sha in draft.readings)
    content = _Content(draft.course, draft.digest, draft.engine, draft.outline, readings, draft.assets, draft.offers)
    return _publish(content, whose)


def roll_back(course_id: str, number: int, reason: str, whose: Whose) -> bool:
    """Let people read an earlier release again, or a later one; whether that changed anything. Raises Moved. Flushes.

    Raises LookupError when the course has no such release.
    """
    course = _locked(course_id, whose)
    if db.session.scalar(select(Release.id).where(Release.course_id == course_id, Release.number == number)) is None:
        raise LookupError(f"{course_id} {number}")
    if course.current_number == number:
        return False
    _switch(course, number, "rolled_back", reason, whose)
    return True


def _publish(content: _Content, whose: Whose) -> tuple[int, bool]:
    course = _locked(content.course, whose)
    current = db.session.execute(
        select(Release.id, Release.digest, Release.offers).where(
            Release.course_id == course.id, Release.number == course.current_number
        )
    ).one_or_none()
    if current is not None and current.digest == content.digest:
        if content.offers and current.offers != content.offers:
            _offer(current.id, content)
        # Courses from before there was a search become part of it when they are published again.
        indexing.index_where_missing(course.id)
        _name_version(course, whose)
        return course.current_number, False
    number = (db.session.scalar(select(func.max(Release.number)).where(Release.course_id == course.id)) or 0) + 1
    _store(content, number, whose)
    _switch(course, number, "published", "", whose)
    return number, True


def _name_version(course: Course, whose: Whose) -> None:
    """Say of what people read already which files it was made of, where nobody kept them then."""
    unnamed = update(Publication).where(
        Publication.course_id == course.id,
        Publication.number == course.current_number,
        Publication.deed == "published",
        Publication.version_id.is_(None),
    )
    if whose.version_id is not None:
        db.session.execute(unnamed.values(version_id=whose.version_id))


def _offer(release_id: int, content: _Content) -> None:
    """Another machine made other pictures beside the same originals: pages offer them from their next start on."""
    known = set(db.session.scalars(select(ReleaseAsset.name).where(ReleaseAsset.release_id == release_id)))
    _add_assets(release_id, (file for file in content.assets if file[0] not in known))
    # What is made from a release's content may change; the content itself is frozen (`models.keep_frozen`).
    db.session.execute(update(Release).where(Release.id == release_id).values(offers=content.offers))


def _add_assets(release_id: int, assets: Iterable[tuple[str, str, str]]) -> None:
    for name, media_type, sha256 in assets:
        db.session.add(ReleaseAsset(release_id=release_id, name=name, media_type=media_type, sha256=sha256))
    db.session.flush()


def _locked(course_id: str, whose: Whose) -> Course:
    """The course's row, held until the end of the transaction: of two at once, the second sees what the first did."""
    course = db.session.get(Course, course_id, with_for_update=True, populate_existing=True)
    if course is None:
        course = Course(id=course_id, current_number=0)
        db.session.add(course)
        db.session.flush()
    if whose.expected is not None and whose.expected != course.current_number:
        raise Moved(course_id)
    return course


def _switch(course: Course, number: int, deed: str, reason: str, whose: Whose) -> None:
    """The one moment: with this transaction's end everybody reads the other release."""
    db.session.add(
        Publication(
            course_id=course.id, number=number, before=course.current_number, version_id=whose.version_id,
            deed=deed, reason=reason, made_at=whose.at, made_by=whose.actor,
        )
    )  # fmt: skip
    course.current_number = number
    db.session.flush()
    indexing.index_course(course.id)


def _store(content: _Content, number: int, whose: Whose) -> None:
    release = Release(
        course_id=content.course,
        number=number,
        digest=content.digest,
        engine=content.engine,
        outline=content.outline,
        offers=content.offers,
        published_at=whose.at,
        published_by=whose.actor,
    )
    db.session.add(release)
    db.session.flush()
    for lesson, language, reading, keys in content.readings:
        db.session.add(
            ReleaseReading(release_id=release.id, lesson_id=lesson, language=language, reading=reading, keys=keys)
        )
    _add_assets(release.id, content.assets)
