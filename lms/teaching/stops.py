"""Where people stop: how many finished each step of a course, never fewer than five."""

from __future__ import annotations

from dataclasses import dataclass

from courses import LessonOutline, StepOutline
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.progress import answered
from lms.teaching.rules import FEWEST, Count, count


@dataclass(frozen=True)
class StepLine:
    """One step: how many finished it, as a number and in per cent of the step that most people finished."""

    lesson: LessonOutline
    step: StepOutline
    people: Count
    percent: int | None


def step_lines(ref: ReleaseRef) -> list[StepLine]:
    """All steps in the order of the course; none while fewer than five people finished any. One query."""
    finished = answered.finishers(ref.course)
    steps = [(lesson, step) for lesson in catalog.outline(ref).lessons for step in lesson.steps]
    most = max((finished.get((lesson.id, step.id), 0) for lesson, step in steps), default=0)
    if most < FEWEST:
        return []
    lines = []
    for lesson, step in steps:
        people = finished.get((lesson.id, step.id), 0)
        shown = count(people)
        lines.append(StepLine(lesson, step, shown, None if shown.people is None else round(100 * people / most)))
    return lines
