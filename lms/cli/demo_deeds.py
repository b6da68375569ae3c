"""What the demo's learners did, written as the facts it would have left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from courses import LessonOutline, Outline, QuizKey, StepOutline
from lms.catalog import queries as catalog
from lms.practice import answering
from lms.practice.answering import Try
from lms.practice.rules import Answer
from lms.progress import recording
from lms.progress.recording import Deed
from lms.progress.rules import ActivityStanding


@dataclass(frozen=True)
class Study:
    """Somebody in a course."""

    person_id: int
    seat_id: int
    ref: catalog.ReleaseRef
    outline: Outline
    language: str

    @property
    def learner(self) -> recording.Learner:
        """Whose facts these are."""
        return recording.Learner(self.person_id, self.seat_id, self.ref.course, self.ref.id)


def do_steps(study: Study, count: int, span: tuple[datetime, datetime], tries_twice: bool) -> tuple[str, str] | None:
    """Do the first `count` steps, evenly over the span of time, and answer what is in them.

    Returns lesson and step of the one after, which is left open; None at the end of the course. Flushes.
    """
    steps = [(lesson, step) for lesson in study.outline.lessons for step in lesson.steps]
    begin, end = span
    done = steps[:count]
    for number, (lesson, step) in enumerate(done, start=1):
        at = begin + (end - begin) * number / len(done)
        for activity in step.activities:
            _answer(study, lesson, activity.id, at, tries_twice)
        recording.record(study.learner, Deed(uuid4(), "finished_step", lesson.id, at, step.id), at)
        if step is lesson.steps[-1]:
            recording.complete_lessons(study.learner, study.outline, at)
    return _leave_open(study, steps, len(done), end)


def _leave_open(
    study: Study, steps: list[tuple[LessonOutline, StepOutline]], done: int, at: datetime
) -> tuple[str, str] | None:
    if done >= len(steps):
        return None
    lesson, step = steps[done]
    if done:
        recording.record(study.learner, Deed(uuid4(), "opened_step", lesson.id, at, step.id), at)
    return lesson.id, step.id


def _answer(study: Study, lesson: LessonOutline, activity: str, at: datetime, tries_twice: bool) -> None:
    """Answer rightly; who tries twice first takes another option."""
    language = catalog.fitting_language(lesson.languages, study.language)
    key = catalog.keys(study.ref, lesson.id, language)[activity]
    if not isinstance(key, QuizKey):
        return
    standing = ActivityStanding()
    answers = [_right(key)]
    if tries_twice and key.form == "one":
        answers.insert(0, Answer(chosen=("1" if key.right != ("1",) else "2",)))
    for answer in answers:
        given = Try(uuid4(), study.ref, lesson.id, activity, language, answer, at, was_offline=True)
        answering.take(study.learner, given, standing, at)


def _right(key: QuizKey) -> Answer:
    if key.form == "gap":
        return Answer(gaps=tuple(spellings[0] for spellings in key.gaps))
    if key.number is not None:
        return Answer(number=key.number.value)
    if key.form in ("order", "pairs"):
        return Answer(order=key.right) if key.form == "order" else Answer(pairs=key.right)
    return Answer(chosen=key.right)


def mark_hard(study: Study, place: tuple[str, str], at: datetime) -> None:
    """Say that a step is hard. Flushes."""
    lesson, step = place
    recording.record(study.learner, Deed(uuid4(), "marked_hard", lesson, at, step), at)
