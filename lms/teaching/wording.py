"""What the activities of a course ask, in a line each."""

from __future__ import annotations

from courses import ActivityPart, Quiz
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.practice.described import asked

LONGEST = 80
"""Characters of a question in a list."""


def quizzes(ref: ReleaseRef, language: str) -> dict[str, Quiz]:
    """Every quiz of a course in the language that fits a reader, by its id, in the order of the course."""
    found: dict[str, Quiz] = {}
    for lesson in catalog.outline(ref).lessons:
        reading = catalog.reading(ref, lesson.id, catalog.fitting_language(lesson.languages, language))
        for step in reading.steps if reading else ():
            parts = [part.activity for part in step.parts if isinstance(part, ActivityPart)]
            found |= {each.id: each for each in parts if isinstance(each, Quiz)}
    return found


def labels(ref: ReleaseRef, language: str) -> dict[str, str]:
    """How each quiz asks, cut where it is long."""
    return {name: _short(asked(quiz)) for name, quiz in quizzes(ref, language).items()}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
