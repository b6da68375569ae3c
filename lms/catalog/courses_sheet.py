"""The catalogue's page put together from what is kept: it is the same for everybody who reads pages in one language."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from lms.catalog import queries
from lms.catalog.cover import Cover
from lms.catalog.queries import ReleaseRef
from lms.kit import fragments
from lms.kit.fragments import Named

NO_COURSES = "und"
"""Stands for every language that no course is in: whatever somebody asks for, one page is kept."""


def courses_sheet(refs: Sequence[ReleaseRef], asked: str) -> Response:
    """The courses of these releases, all or those in the language of this tag."""
    covers = [Cover(queries.outline(ref)) for ref in refs]
    spoken = tuple(dict.fromkeys(tag for cover in covers for tag in cover.outline.languages))
    only = asked if asked in spoken else NO_COURSES if asked else ""
    shown = [cover for cover in covers if not only or only in cover.outline.languages]
    sheet = fragments.page()
    depends = {
        "covers": Named(tuple(ref.digest for ref in refs), shown),
        "spoken": spoken,
        "only": only,
        "language": sheet.language,
    }
    return sheet.whole("catalog/courses.html", depends)
