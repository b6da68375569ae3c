"""What the activities of a course ask, in a line each."""

from __future__ import annotations

from typing import TypeVar

from courses import ActivityPart, Check, Exercise, Quiz
from courses.markup.words import plain
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.practice.described import asked

Kind = TypeVar("Kind", Quiz, Exercise, Check)
LONGEST = 80
"""Characters of a question in a list."""


def quizzes(ref: ReleaseRef, language: str) -> dict[str, Quiz]:
    """Every quiz of a course in the language that fits a reader, by its id, in the order of the course."""
    return _of(ref, language, Quiz)


def _of(ref: ReleaseRef, language: str, kind: type[Kind]) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for lesson in catalog.outline(ref).lessons:
        reading = catalog.reading(ref, lesson.id, catalog.fitting_language(lesson.languages, language))
        for step in reading.steps if reading else ():
            parts = [part.activity for part in step.parts if isinstance(part, ActivityPart)]
            found |= {each.id: each for each in parts if isinstance(each, kind)}
    return found


def made(ref: ReleaseRef, language: str) -> dict[str, Exercise | Check]:
    """Everything that is made in a course, by its id: tasks and checks of code."""
    return {**_of(ref, language, Exercise), **_of(ref, language, Check)}


def tasks(ref: ReleaseRef, language: str) -> dict[str, str]:
    """How each task and each check of code begins, cut where it is long."""
    return {name: short(" ".join(plain(task.prompt_html).split())) for name, task in made(ref, language).items()}


def labels(ref: ReleaseRef, language: str) -> dict[str, str]:
    """How each quiz asks, cut where it is long."""
    return {name: short(asked(quiz)) for name, quiz in quizzes(ref, language).items()}


def short(text: str) -> str:
    """A text for a list, cut where it is long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
