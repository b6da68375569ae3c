"""An id names the same activity from release to release: its kind and the way it is answered stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from courses.activities.quiz import is_answered_alike
from courses.outline import ActivityOutline, Outline
from courses.problems import Problem, problem

Place = tuple[str, int | None]
"""A file's path and a line in it."""


def check_kinds(
    outline: Outline, previous: Outline | None, places: Mapping[str, Place], tell: Callable[[Problem], None]
) -> None:
    """Tell of every activity that became another one under an id that people have answered."""
    before = {one.id: one for one in previous.activities} if previous else {}
    for one in outline.activities:
        was = before.get(one.id)
        if was is None or (was.kind == one.kind and is_answered_alike(was.form, one.form)):
            continue
        path, line = places.get(one.id, (".", None))
        tell(problem("activity-changed", path, line, word=one.id, was=_name(was, one), now=_name(one, was)))


def _name(one: ActivityOutline, other: ActivityOutline) -> str:
    return one.kind if one.kind != other.kind else f"{one.kind} ({one.form})"
