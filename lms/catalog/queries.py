"""Reads of releases. What a digest names never changes, so it is kept in memory after the first read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, select

from courses import ActivityKey, Outline, Reading, drawings_in, from_data, key_from_data, with_drawings
from courses.languages import fitting
from courses.pictures.offering import with_offers
from lms.catalog import drafts
from lms.catalog.models import Course, DraftAsset, Release, ReleaseAsset, ReleaseReading
from lms.kit.db import db
from lms.kit.reading import rows, table


@dataclass(frozen=True)
class ReleaseRef:
    """Which release: its row, its course, its number, its digest. A draft has no row and no number, but a name."""

    id: int
    course: str
    number: int
    digest: str
    draft: str = ""
    """Under which name the storage keeps it (`lms.catalog.drafts`); empty for what was published."""


CURRENT = and_(Course.id == Release.course_id, Course.current_number == Release.number)
COLUMNS = (Release.id, Release.course_id, Release.number, Release.digest)
COURSES, RELEASES = table(Course), table(Release)
CURRENT_RELEASE = (
    select(RELEASES.c.id, RELEASES.c.course_id, RELEASES.c.number, RELEASES.c.digest)
    .join(COURSES, and_(COURSES.c.id == RELEASES.c.course_id, COURSES.c.current_number == RELEASES.c.number))
    .where(COURSES.c.id == bindparam("course"))
)


def current_release(course: str) -> ReleaseRef | None:
    """The release people read now."""
    found = rows(CURRENT_RELEASE, course=course)
    return ReleaseRef(*found[0]) if found else None


def current_releases() -> list[ReleaseRef]:
    """The current release of every course, by the course's name."""
    rows = db.session.execute(select(*COLUMNS).join(Course, CURRENT).order_by(Release.course_id))
    return [ReleaseRef(*row) for row in rows]


def release(release_id: int, course: str) -> ReleaseRef | None:
    """One release of a course, current or not. A number too large for a database is nobody's release."""
    if not 0 < release_id < 2**63:
        return None
    row = db.session.execute(
        select(*COLUMNS).where(Release.id == release_id, Release.course_id == course)
    ).one_or_none()
    return ReleaseRef(*row) if row else None


def release_by_number(course: str, number: int) -> ReleaseRef | None:
    """A course's release by its number, current or not, as certificates name it. Any whole number may be asked for."""
    if not 0 < number < 2**31:
        return None
    row = db.session.execute(
        select(*COLUMNS).where(Release.course_id == course, Release.number == number)
    ).one_or_none()
    return ReleaseRef(*row) if row else None


class _Kept:
    """A small memory of immutable things, by a key that begins with a release's digest."""

    def __init__(self) -> None:
        self.things: dict[tuple[str, ...], Any] = {}

    def put(self, key: tuple[str, ...], thing: Any) -> None:
        if len(self.things) >= 600:
            self.things.clear()
        self.things[key] = thing


_kept = _Kept()


def outline(ref: ReleaseRef) -> Outline:
    """What there is in a release."""
    found: Outline | None = _kept.things.get((ref.digest,))
    if found is None:
        stored = select(Release.outline).where(Release.id == ref.id)
        data = drafts.load(ref.draft).outline if ref.draft else db.session.scalars(stored).one()
        found = from_data(Outline, data)
        _kept.put((ref.digest,), found)
    return found


def reading(ref: ReleaseRef, lesson: str, language: str) -> Reading | None:
    """A lesson in exactly this language."""
    pair = _reading_and_keys(ref, lesson, language)
    return pair[0] if pair else None


def keys(ref: ReleaseRef, lesson: str, language: str) -> Mapping[str, ActivityKey]:
    """The answers to a lesson's activities. They are for grading and are never sent before an answer was given."""
    pair = _reading_and_keys(ref, lesson, language)
    return pair[1] if pair else {}


def _reading_and_keys(ref: ReleaseRef, lesson: str, language: str) -> tuple[Reading, Mapping[str, ActivityKey]] | None:
    key = (ref.digest, lesson, language)
    found: tuple[Reading, Mapping[str, ActivityKey]] | None = _kept.things.get(key)
    if found is None:
        stored = _stored(ref, lesson, language)
        if stored is None:
            return None
        found = (
            _drawn(ref, from_data(Reading, with_offers(stored.reading, stored.offers))),
            {activity: key_from_data(with_offers(data, stored.offers)) for activity, data in stored.keys.items()},
        )
        _kept.put(key, found)
    return found


def _drawn(ref: ReleaseRef, reading: Reading) -> Reading:
    """The reading with the drawings of its diagrams that the release holds; a query only where it has diagrams."""
    names = {f"{name}.svg": name for name in drawings_in(reading)}
    if not names:
        return reading
    if ref.draft:
        held = {name for name, _, _ in drafts.load(ref.draft).assets}
    else:
        wanted = (ReleaseAsset.release_id == ref.id, ReleaseAsset.name.in_(names))
        held = set(db.session.scalars(select(ReleaseAsset.name).where(*wanted)))
    return with_drawings(reading, {name: f"/assets/{file}" for file, name in names.items() if file in held})


class _Stored(NamedTuple):
    reading: dict[str, Any]
    keys: dict[str, Any]
    offers: dict[str, Any]


def _stored(ref: ReleaseRef, lesson: str, language: str) -> _Stored | None:
    if ref.draft:
        draft = drafts.load(ref.draft)
        found = drafts.reading(draft, lesson, language)
        return _Stored(*found, draft.offers) if found else None
    row = db.session.execute(
        select(ReleaseReading.reading, ReleaseReading.keys, Release.offers)
        .join(Release, Release.id == ReleaseReading.release_id)
        .where(
            ReleaseReading.release_id == ref.id,
            ReleaseReading.lesson_id == lesson,
            ReleaseReading.language == language,
        )
    ).one_or_none()
    return _Stored(*row) if row else None


@lru_cache(maxsize=1024)
def fitting_language(available: tuple[str, ...], wanted: str) -> str:
    """Which of the available languages a reader gets: the engine's rule."""
    return fitting(available, wanted)


def asset(name: str) -> tuple[str, str] | None:
    """Digest and media type of a file that was published, or of a draft's: who asks for its digest has met it."""
    for kind in (ReleaseAsset, DraftAsset):
        row = db.session.execute(select(kind.sha256, kind.media_type).where(kind.name == name).limit(1)).one_or_none()
        if row is not None:
            return row.sha256, row.media_type
    return None
