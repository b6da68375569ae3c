"""What the catalogue keeps about a person: what they wrote and published, and the courses they work on."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.catalog.erasing import erase
from lms.catalog.models import CourseAuthor, Publication, Release, SourceVersion
from lms.kit.db import db
from lms.kit.privacy import Kept, Privacy, Row


def _published(person_id: int) -> Iterable[Row]:
    asked = select(Release.course_id, Release.number, Release.published_at).where(Release.published_by == person_id)
    for course, number, at in db.session.execute(asked.order_by(Release.id)):
        yield {"at": at, "course": course, "number": number}


def _authored(person_id: int) -> Iterable[Row]:
    asked = select(CourseAuthor.course_id, CourseAuthor.since).where(CourseAuthor.person_id == person_id)
    for course, since in db.session.execute(asked.order_by(CourseAuthor.id)):
        yield {"at": since, "course": course}


def _versions(person_id: int) -> Iterable[Row]:
    columns = SourceVersion.course_id, SourceVersion.number, SourceVersion.made_at, SourceVersion.detail
    asked = select(*columns).where(SourceVersion.made_by == person_id).order_by(SourceVersion.id)
    for course, number, at, detail in db.session.execute(asked):
        yield {"at": at, "course": course, "number": number, "file": str(detail.get("name", ""))}


def _switched(person_id: int) -> Iterable[Row]:
    columns = Publication.course_id, Publication.number, Publication.made_at, Publication.reason
    asked = select(*columns).where(Publication.made_by == person_id).order_by(Publication.id)
    for course, number, at, reason in db.session.execute(asked):
        yield {"at": at, "course": course, "number": number, "reason": reason}


PRIVACY = Privacy(
    claims={
        "releases": ("published_by",),
        "course_authors": ("person_id",),
        "source_versions": ("made_by", "detail"),
        "publications": ("made_by", "reason"),
    },
    impersonal=("courses", "release_readings", "release_assets", "draft_assets", "passages"),
    erase=erase,
    kept=(
        Kept(
            "published",
            _("What you published"),
            _("So that questions about a course find the right person."),
            {"at": _("When"), "course": _("Course"), "number": _("Published version")},
            _published,
            for_staff=True,
        ),
        Kept(
            "courses_written",
            _("Courses you work on"),
            _("So that only their authors can change them."),
            {"at": _("When"), "course": _("Course")},
            _authored,
            for_staff=True,
        ),
        Kept(
            "sources",
            _("Drafts you brought"),
            _("So that authors of a course know who changed it and when."),
            {"at": _("When"), "course": _("Course"), "number": _("Draft"), "file": _("File")},
            _versions,
            for_staff=True,
        ),
        Kept(
            "publications",
            _("What you made readable"),
            _("So that it is known who changed what people read."),
            {"at": _("When"), "course": _("Course"), "number": _("Published version"), "reason": _("Reason")},
            _switched,
            for_staff=True,
        ),
    ),
)
