"""Links within a lesson: to a step, a heading or a note of the same reading."""

from __future__ import annotations

import re
from urllib.parse import unquote

from courses.anchors import places
from courses.checking.view import Sheet, Tell
from courses.problems import problem

_NOTE = re.compile(r"fn(?:ref)?[-:]")


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell of `#name` links that lead nowhere."""
    wanted = [sight for sight in sheet.of("link") if sight.target.startswith("#") and len(sight.target) > 1]
    if not wanted:
        return
    known = places(sheet.draft.steps)
    for sight in wanted:
        name = unquote(sight.target[1:])
        if name not in known and not _NOTE.match(name):
            tell(problem("anchor-missing", sheet.path, sight.line, word=name))
