"""Courses, what authors write for them (sources), and their releases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, String, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from lms.catalog.passages import index_words
from lms.kit.db import Base, BigKey


class ReleaseIsFrozen(Exception):
    """Something tried to change what was published. Publish a new release instead."""


class Course(Base):
    """A course by its permanent name, and the release people read now."""

    __tablename__ = "courses"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    current_number: Mapped[int] = mapped_column(default=0)
    """The number of the release people read; 0 before the first."""


class CourseAuthor(Base):
    """Somebody who may work on a course's source and publish it."""

    __tablename__ = "course_authors"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    since: Mapped[datetime]

    __table_args__ = (UniqueConstraint("course_id", "person_id"),)


class SourceVersion(Base):
    """One state of a course's editable files, and what checking it found. The files lie in the storage, under their digests."""

    __tablename__ = "source_versions"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    deed: Mapped[str] = mapped_column(String(20))
    """How it came: uploaded, changed (one file), imported, restored, or sent (from the terminal)."""
    detail: Mapped[dict[str, Any]]
    """What belongs to the deed: the name of the file that was uploaded, the number of the version that was restored."""
    parcel: Mapped[str | None] = mapped_column(String(64))
    """The digest of a ZIP that is still to be unpacked."""
    files: Mapped[dict[str, Any]]
    """Each path with the digest of its bytes and their number: `{"course.toml": ["9f86…", 412]}`."""
    state: Mapped[str] = mapped_column(String(10))
    tries: Mapped[int] = mapped_column(default=0)
    taken_until: Mapped[datetime | None]
    """Until when a worker has it; after that another one takes it up."""
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_total: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[Any]]
    errors: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    draft: Mapped[str | None] = mapped_column(String(64))
    """The digest of what it compiled to, as it is kept in the storage (`lms.catalog.drafts`); None with an error in it."""

    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        CheckConstraint("state IN ('waiting', 'working', 'done')", name="state"),
        Index(
            "ix_source_versions_open",
            "id",
            sqlite_where=text("state != 'done'"),
            postgresql_where=text("state != 'done'"),
        ),
    )


class DraftAsset(Base):
    """A picture or data file of a draft, so that a preview can show it before anything is published."""

    __tablename__ = "draft_assets"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("source_versions.id"))
    name: Mapped[str] = mapped_column(String(100), index=True)
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))

    __table_args__ = (UniqueConstraint("version_id", "name"),)


class Publication(Base):
    """One change of what people read in a course: a release that was published, or an earlier one that was put back."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"), index=True)
    number: Mapped[int]
    before: Mapped[int]
    """The number of the release that people read until then; 0 before the first."""
    version_id: Mapped[int | None] = mapped_column(ForeignKey("source_versions.id"), index=True)
    deed: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)

    __table_args__ = (CheckConstraint("deed IN ('published', 'rolled_back')", name="deed"),)


class Release(Base):
    """What publishing compiled: the course's outline, with the digest of everything in it."""

    __tablename__ = "releases"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    engine: Mapped[str] = mapped_column(String(32))
    outline: Mapped[dict[str, Any]]
    offers: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """In which widths pages offer pictures (`courses.pictures.offering`). Made from the originals, and no part of the digest."""
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))

    __table_args__ = (UniqueConstraint("course_id", "number"),)


class ReleaseReading(Base):
    """One lesson in one language, with the answers to its activities kept apart."""

    __tablename__ = "release_readings"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    lesson_id: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(35))
    reading: Mapped[dict[str, Any]]
    keys: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("release_id", "lesson_id", "language"),)


class Passage(Base):
    """A step's text in one language, as search reads it. Made of the current releases alone, and made anew at any time."""

    __tablename__ = "passages"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"), index=True)
    lesson_id: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(35))
    place: Mapped[int]
    """Where it stands in the course, counted in steps."""
    lesson_title: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    """Titles and text as tokens (`lms.kit.words`), which is what the database looks through."""

    __table_args__ = ({"info": {"derived": True}},)


index_words(Passage.__table__)  # type: ignore[arg-type]  # A class of ours always stands for a Table.


class ReleaseAsset(Base):
    """A picture or data file of a release; its bytes lie in the storage under their digest."""

    __tablename__ = "release_assets"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    name: Mapped[str] = mapped_column(String(100), index=True)
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))

    __table_args__ = (UniqueConstraint("release_id", "name"),)


@event.listens_for(Release, "before_update")
@event.listens_for(Release, "before_delete")
@event.listens_for(ReleaseReading, "before_update")
@event.listens_for(ReleaseReading, "before_delete")
@event.listens_for(ReleaseAsset, "before_update")
@event.listens_for(ReleaseAsset, "before_delete")
def keep_frozen(mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    """Learners' answers name the release they were given to, so it must stay what it was."""
    raise ReleaseIsFrozen(mapper.class_.__name__)
