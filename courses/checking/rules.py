"""All rules in three lists: for one reading alone, for one in its course, and for the course as a whole."""

from __future__ import annotations

from collections.abc import Callable

from courses.checking import (
    anchors,
    copies,
    headings,
    jargon,
    kanji,
    lagging,
    links,
    pictures,
    scripts,
    vanished,
    wide_tables,
)
from courses.checking.view import CourseView, Page, Sheet, Tell

SHEET_RULES: tuple[Callable[[Sheet, Tell], None], ...] = (
    headings.check,
    anchors.check,
    links.check,
    pictures.check,
    wide_tables.check,
    scripts.check,
    kanji.check,
)
PAGE_RULES: tuple[Callable[[Page, CourseView, Tell], None], ...] = (copies.check, jargon.check)
COURSE_RULES: tuple[Callable[[CourseView, Tell], None], ...] = (lagging.check, vanished.check)


def check_sheet(sheet: Sheet, tell: Tell) -> None:
    """Tell of everything that can be found in one reading alone."""
    for rule in SHEET_RULES:
        rule(sheet, tell)


def check_course(course: CourseView, tell: Tell) -> None:
    """Tell of everything else: what depends on other readings, other lessons or an earlier release."""
    for page in course.every_page:
        for rule in PAGE_RULES:
            rule(page, course, tell)
    for whole in COURSE_RULES:
        whole(course, tell)
