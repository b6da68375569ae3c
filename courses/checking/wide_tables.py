"""Tables that do not fit a phone, reckoned from their columns and their longest unbreakable words."""

from __future__ import annotations

from courses.checking.view import Sheet, Tell
from courses.problems import problem

# A phone of 360 px, less the margins of the sheet.
ROOM = 328


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell of tables that people must push sideways."""
    for sight in sheet.of("table"):
        if sight.width > ROOM:
            tell(problem("table-wide", sheet.path, sight.line, columns=sight.size, width=sight.width, room=ROOM))
