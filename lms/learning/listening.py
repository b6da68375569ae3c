"""What a step says when it is read aloud."""

from __future__ import annotations

from courses import LessonOutline, heard_paragraphs
from lms.catalog import queries as catalog
from lms.learning.access import Study


def spoken(study: Study, lesson: LessonOutline, step: str, language: str) -> list[str] | None:
    """The paragraphs of a step in a language of the lesson; None where there is no such step or language."""
    reading = catalog.reading(study.ref, lesson.id, language) if language in lesson.languages else None
    if reading is None:
        return None
    found = next((each for each in reading.steps if each.id == step), None)
    return list(heard_paragraphs(found, language)) if found else None
