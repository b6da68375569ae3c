"""Making the passages that search looks through, out of a course's current release."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, select

from courses import LessonOutline, Outline, Reading, StepOutline, step_text
from lms.catalog import queries
from lms.catalog.models import Passage
from lms.kit import words
from lms.kit.db import db

MOST_TOKENS = 10_000
"""In one row: PostgreSQL knows places of words up to 16,383 (its documentation, 12.1 and F.4: tsvector limits)."""

LONGEST_PHRASE = 100
"""As many tokens as a query can ask for at once."""


def index_course(course: str) -> int:
    """Let search find what the course's current release says, and nothing older; returns how many passages. Flushes."""
    db.session.execute(delete(Passage).where(Passage.course_id == course))
    ref = queries.current_release(course)
    if ref is None:
        return 0
    outline = queries.outline(ref)
    found = [
        passage
        for lesson in outline.lessons
        for language in lesson.languages
        if (reading := queries.reading(ref, lesson.id, language)) is not None
        for passage in _passages(course, outline, reading)
    ]
    db.session.add_all(found)
    db.session.flush()
    return len(found)


def index_where_missing(course: str) -> None:
    """Index a course that nothing can be found in yet. Flushes."""
    if db.session.scalar(select(Passage.id).where(Passage.course_id == course).limit(1)) is None:
        index_course(course)


def index_everything() -> int:
    """Make all passages anew. Flushes."""
    return sum(index_course(ref.course) for ref in queries.current_releases())


def _passages(course: str, outline: Outline, reading: Reading) -> Iterator[Passage]:
    places = {(lesson.id, step.id): number for number, (lesson, step) in enumerate(_steps(outline))}
    for step in reading.steps:
        text = step_text(step)
        tokens = words.tokens(f"{reading.title}\n{step.title}\n{text}")
        for begin in range(0, len(tokens), MOST_TOKENS):
            yield Passage(
                course_id=course,
                lesson_id=reading.lesson_id,
                step_id=step.id,
                language=reading.language,
                place=places[reading.lesson_id, step.id],
                lesson_title=reading.title,
                title=step.title,
                text=text,
                # A little of the next row is in this one, so that words on both sides of the cut are found together.
                words=" ".join(tokens[begin : begin + MOST_TOKENS + LONGEST_PHRASE]),
            )


def _steps(outline: Outline) -> Iterator[tuple[LessonOutline, StepOutline]]:
    return ((lesson, step) for lesson in outline.lessons for step in lesson.steps)
