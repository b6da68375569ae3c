"""Tables that do not fit a phone, reckoned from their columns and their longest unbreakable words."""

from __future__ import annotations

from courses.checking.view import CourseView, Page, Tell
from courses.problems import problem

# A phone of 360 px, less the margins of the page.
ROOM = 328


def check(page: Page, course: CourseView, tell: Tell) -> None:
    """Tell of tables that people must push sideways."""
    for sight in page.of("table"):
        if sight.width > ROOM:
            tell(problem("table-wide", page.path, sight.line, columns=sight.size, width=sight.width, room=ROOM))
