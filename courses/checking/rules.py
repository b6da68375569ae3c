"""All rules in one list: those that look at one reading, and those that need the whole course."""

from __future__ import annotations

from collections.abc import Callable

from courses.checking import (
    anchors,
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
from courses.checking.view import CourseView, Page, Tell

PAGE_RULES: tuple[Callable[[Page, CourseView, Tell], None], ...] = (
    headings.check,
    anchors.check,
    links.check,
    pictures.check,
    wide_tables.check,
    scripts.check,
    kanji.check,
    jargon.check,
)
COURSE_RULES: tuple[Callable[[CourseView, Tell], None], ...] = (lagging.check, vanished.check)


def check_course(course: CourseView, tell: Tell) -> None:
    """Tell of everything that the rules find."""
    for page in course.every_page:
        for rule in PAGE_RULES:
            rule(page, course, tell)
    for whole in COURSE_RULES:
        whole(course, tell)
