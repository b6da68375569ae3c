"""A lesson from its folder: all its readings, checked against one another, and its place in the outline."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from courses.activities.kinds import form_of, kind_of
from courses.agreement import check_readings
from courses.drafts import Draft
from courses.files import CourseFiles, FileError
from courses.frozen import FrozenMap
from courses.languages import is_tag
from courses.lesson_file import LessonFile
from courses.manifest import NAME, LessonPlace
from courses.minutes import LONGEST
from courses.outline import ActivityOutline, LessonKind, LessonOutline, StepOutline
from courses.problems import Problem, problem
from courses.reading import ActivityPart
from courses.steps import DraftStep

_NAME = re.compile(r"lesson\.([A-Za-z0-9-]+)\.(md|ipynb)\Z")
_NEAR = re.compile(r"lesson\b.*\.(md|mdx|markdown|ipynb)\Z", re.IGNORECASE)
_KINDS: dict[str, LessonKind] = {"md": "markdown", "ipynb": "notebook"}

Tell = Callable[[Problem], None]


@dataclass(frozen=True)
class LessonFolder:
    """The opened files of a lesson, the original's first, and the id they agree on."""

    place: LessonPlace
    id: str
    files: tuple[LessonFile, ...]


@dataclass(frozen=True)
class FoundLesson:
    """A lesson's folder with its readings, the original's first: (path, language, kind) of each."""

    place: LessonPlace
    readings: tuple[tuple[str, str, LessonKind], ...]


def find_readings(files: CourseFiles, place: LessonPlace, languages: tuple[str, ...], tell: Tell) -> FoundLesson | None:
    """Find the readings of a lesson; None, with the problems told, when there is nothing to compile."""
    try:
        names = files.names(place.folder)
    except FileError as error:
        code = error.code if error.code in {"missing", "outside"} else "unreadable"
        tell(problem(f"lesson-folder-{code}", NAME, place.line, word=place.folder))
        return None
    found = _readings(names, place.folder, languages, tell)
    if languages and languages[0] not in found:
        tell(problem("lesson-no-original", NAME, place.line, word=place.folder, language=languages[0]))
        return None
    return FoundLesson(
        place,
        tuple((f"{place.folder}/{found[tag][0]}", tag, found[tag][1]) for tag in languages if tag in found),
    )


def lesson_folder(
    place: LessonPlace, languages: tuple[str, ...], opened: Sequence[LessonFile | None], tell: Tell
) -> LessonFolder | None:
    """The lesson of its opened files; None when its original could not be opened."""
    readable = tuple(file for file in opened if file is not None)
    if not readable or readable[0].language != languages[0]:
        return None
    return LessonFolder(place, _lesson_id(readable, tell), readable)


def _readings(
    names: list[str], folder: str, languages: tuple[str, ...], tell: Tell
) -> dict[str, tuple[str, LessonKind]]:
    found: dict[str, tuple[str, LessonKind]] = {}
    for name in names:
        parts = _NAME.match(name)
        if not parts or not is_tag(parts.group(1)):
            if _NEAR.match(name):
                tell(problem("reading-name", f"{folder}/{name}"))
            continue
        language, kind = parts.group(1), _KINDS[parts.group(2)]
        if language not in languages:
            tell(problem("reading-undeclared", f"{folder}/{name}", word=language))
        elif language in found:
            tell(problem("reading-twice", f"{folder}/{name}", word=language))
        else:
            found[language] = (name, kind)
    return found


def _lesson_id(opened: tuple[LessonFile, ...], tell: Tell) -> str:
    lesson_id = opened[0].front.values.get("id", "")
    if not lesson_id:
        tell(problem("lesson-id-missing", opened[0].path, 1))
    for file in opened[1:]:
        other = file.front.values.get("id", lesson_id)
        if lesson_id and other != lesson_id:
            tell(problem("readings-id", file.path, file.front.lines.get("id"), ours=lesson_id, theirs=other))
        if file.kind != opened[0].kind:
            tell(problem("readings-kind", file.path, None))
    return lesson_id


def lesson_outline(lesson_id: str, drafts: list[Draft], tell: Tell) -> LessonOutline:
    """The lesson's outline, from the original and the titles of all readings."""
    original = drafts[0]
    for other in drafts[1:]:
        check_readings(original, other, tell)
    steps = tuple(_step(number, step, drafts) for number, step in enumerate(original.steps))
    return LessonOutline(
        id=lesson_id,
        kind=original.file.kind,
        titles=FrozenMap({one.file.language: one.title for one in drafts}),
        languages=tuple(one.file.language for one in drafts),
        minutes=original.minutes or sum(step.minutes for step in steps),
        steps=steps,
    )


def _step(number: int, step: DraftStep, drafts: list[Draft]) -> StepOutline:
    titles = {one.file.language: one.steps[number].title for one in drafts if number < len(one.steps)}
    found = [part.activity for part in step.parts if isinstance(part, ActivityPart)]
    activities = tuple(
        ActivityOutline(
            one.id, kind_of(one), one.points, one.attempts, one.required, form_of(one), getattr(one, "by_mates", False)
        )
        for one in found
    )
    return StepOutline(step.id, FrozenMap(titles), min(step.needed(), LONGEST), step.need, activities)
