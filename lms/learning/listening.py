"""What a step says when it is read aloud."""

from __future__ import annotations

from dataclasses import replace

from courses import ActivityPart, HtmlPart, LessonOutline, Quiz, QuizKey, StepReading, heard_paragraphs
from lms.catalog import queries as catalog
from lms.learning.access import Study
from lms.learning.lesson_page import faced_by, quizzes_of
from lms.practice.drawn import is_drawn
from lms.progress.rules import standing_of
from lms.progress.standing import standing


def spoken(study: Study, lesson: LessonOutline, step: str, language: str) -> list[str] | None:
    """The paragraphs of a step in a language of the lesson; None where there is no such step or language."""
    reading = catalog.reading(study.ref, lesson.id, language) if language in lesson.languages else None
    if reading is None:
        return None
    found = next((each for each in reading.steps if each.id == step), None)
    return list(heard_paragraphs(_faced(study, lesson, found, language), language)) if found else None


def _faced(study: Study, lesson: LessonOutline, step: StepReading, language: str) -> StepReading:
    """The step with its quick checks as they stand on the reader's page. One query where anything is drawn."""
    if not any(is_drawn(quiz) for quiz in quizzes_of(step)):
        return step
    now = standing(study.visitor.id, study.ref.course) if study.place else standing_of(())
    keys = catalog.keys(study.ref, lesson.id, language)
    parts: list[HtmlPart | ActivityPart] = []
    for part in step.parts:
        key = keys.get(part.activity.id) if isinstance(part, ActivityPart) else None
        if isinstance(part, ActivityPart) and isinstance(part.activity, Quiz) and isinstance(key, QuizKey):
            parts.append(replace(part, activity=faced_by(study, part.activity, key, now).shown().quiz))
        else:
            parts.append(part)
    return replace(step, parts=tuple(parts))
