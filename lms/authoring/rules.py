"""Decisions about sources: what changes between two outlines and two sets of files, and what may be published. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from courses import LessonOutline, Outline

Kind = Literal["new", "changed", "gone"]


@dataclass(frozen=True)
class Difference:
    """One thing that is new, changed or gone: a lesson, or a step or activity in one. `what` is its kind, `inside` its lesson."""

    kind: Kind
    what: Literal["lesson", "step", "activity", "file"]
    id: str
    title: str = ""
    inside: str = ""


def differences(old: Outline | None, new: Outline, language: str) -> list[Difference]:
    """What of the course's shape changes, in the order of the new course, what is gone last.

    Promises: empty exactly when lessons, steps and activities have the same ids, titles, minutes and kinds in the same lessons.
    """
    before = {lesson.id: lesson for lesson in old.lessons} if old else {}
    found: list[Difference] = []
    for lesson in new.lessons:
        known = before.pop(lesson.id, None)
        if known is None:
            found.append(Difference("new", "lesson", lesson.id, lesson.title(language)))
        elif known != lesson:
            found.append(Difference("changed", "lesson", lesson.id, lesson.title(language)))
            found += _inside(known, lesson, language)
    found += [Difference("gone", "lesson", each.id, each.title(language)) for each in before.values()]
    return found


def _inside(old: LessonOutline, new: LessonOutline, language: str) -> list[Difference]:
    was, now = _parts(old, language), _parts(new, language)
    place = new.title(language)
    found = []
    for key, (title, thing) in now.items():
        kind: Kind | None = "new" if key not in was else "changed" if was[key][1] != thing else None
        if kind:
            found.append(Difference(kind, key[0], key[1], title, place))
    gone = [Difference("gone", key[0], key[1], was[key][0], place) for key in was if key not in now]
    return [*found, *gone]


def _parts(lesson: LessonOutline, language: str) -> dict[tuple[Literal["step", "activity"], str], tuple[str, Any]]:
    """Steps and activities by id: the title people know, and what would be a change of it."""
    found: dict[tuple[Literal["step", "activity"], str], tuple[str, Any]] = {}
    for step in lesson.steps:
        title = step.titles.get(language) or next(iter(step.titles.values()), step.id)
        found["step", step.id] = (title, (step.titles, step.minutes, step.need))
        for activity in step.activities:
            found["activity", activity.id] = (title, activity)
    return found


def changed_files(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Which files are new, changed or gone, by name. Each is given with the digest of its bytes first."""
    found = []
    for path in sorted({*old, *new}):
        if path not in old:
            found.append(Difference("new", "file", path, path))
        elif path not in new:
            found.append(Difference("gone", "file", path, path))
        elif old[path][0] != new[path][0]:
            found.append(Difference("changed", "file", path, path))
    return found


Hindrance = Literal["", "checking", "errors", "older-engine", "same"]


def hindrance(state: str, draft_engine: str, engine: str, is_same: bool) -> Hindrance:
    """Why a version cannot be published; empty when it can. Promises: never empty without a draft of this very engine."""
    if state != "done":
        return "checking"
    if not draft_engine:
        return "errors"
    if draft_engine != engine:
        return "older-engine"
    return "same" if is_same else ""
