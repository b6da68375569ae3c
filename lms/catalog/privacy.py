"""What the catalogue keeps about a person: which releases they published."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.catalog.erasing import erase
from lms.catalog.models import Release
from lms.kit.db import db
from lms.kit.privacy import Kept, Privacy, Row


def _published(person_id: int) -> Iterable[Row]:
    asked = select(Release.course_id, Release.number, Release.published_at).where(Release.published_by == person_id)
    for course, number, at in db.session.execute(asked.order_by(Release.id)):
        yield {"at": at, "course": course, "number": number}


PRIVACY = Privacy(
    claims={"releases": ("published_by",)},
    impersonal=("courses", "release_readings", "release_assets", "passages"),
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
    ),
)
