"""Everything a lesson's page shows, gathered and typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from courses import (
    ActivityKey,
    ActivityPart,
    Check,
    LessonOutline,
    Quiz,
    QuizKey,
    Reading,
    StepOutline,
    StepReading,
    TaskKey,
)
from lms.catalog import queries as catalog
from lms.learning.access import Study
from lms.learning.untaken import Untaken
from lms.practice.answers import Faced, faced
from lms.practice.draws import seed_of
from lms.practice.self_checked import CheckState, check_state
from lms.progress import rules
from lms.progress.rules import Standing, TaskState


@dataclass(frozen=True)
class ShownStep:
    """A step of the lesson as it stands for this reader."""

    number: int
    outline: StepOutline
    reading: StepReading
    state: str
    """`done`, `doing` (open now), `stuck`, or `ahead`."""
    is_open: bool
    quizzes: Mapping[str, Faced]
    """The quick checks as they are asked and answered here, by their ids."""
    is_hard: bool
    checks: Mapping[str, CheckState]
    """The checks of one's own code, by their ids."""
    tasks: tuple[tuple[str, TaskState], ...] = ()
    """How far the reader is with each task to hand in, by its id."""


@dataclass(frozen=True)
class LessonPage:
    """The page."""

    lesson: LessonOutline
    reading: Reading
    language: str
    steps: tuple[ShownStep, ...]
    left: rules.Left
    is_done: bool
    previous: LessonOutline | None
    following: LessonOutline | None
    answer_ids: Mapping[str, UUID]
    """One fresh id for each activity: pressing twice sends the same answer once."""


def lesson_page(
    study: Study, lesson: LessonOutline, standing: Standing, asked: str | None, untaken: Sequence[Untaken] = ()
) -> LessonPage:
    """Gather the page of a lesson in the language that fits the reader best; with answers that were typed and not taken."""
    language = catalog.fitting_language(lesson.languages, study.visitor.text_language)
    reading = catalog.reading(study.ref, lesson.id, language)
    if reading is None:
        raise LookupError(f"{study.ref.course} {study.ref.number}: {lesson.id} has no reading in {language}")
    opened = rules.open_step(lesson, standing, asked)
    keys = catalog.keys(study.ref, lesson.id, language)
    steps, typed = [], {each.activity: each for each in untaken}
    for number, (outline, text) in enumerate(zip(lesson.steps, reading.steps, strict=True), start=1):
        quizzes = {
            quiz.id: _shown(faced_by(study, quiz, key, standing), typed.get(quiz.id))
            for quiz in quizzes_of(text)
            if isinstance(key := keys[quiz.id], QuizKey)
        }
        checks = {
            check.id: check_state(_task_key(keys, check.id), standing.activity(check.id), _fields(typed.get(check.id)))
            for check in checks_of(text)
        }
        is_hard = (lesson.id, outline.id) in standing.hard
        state = _state(lesson, outline, standing, is_open=outline.id == opened)
        steps.append(
            ShownStep(
                number, outline, text, state, outline.id == opened, quizzes, is_hard, checks, _tasks(outline, standing)
            )
        )
    lessons = study.outline.lessons
    place = lessons.index(lesson)
    return LessonPage(
        lesson=lesson,
        reading=reading,
        language=language,
        steps=tuple(steps),
        left=rules.left_in(lesson, standing),
        is_done=rules.lesson_is_done(lesson, standing),
        previous=lessons[place - 1] if place else None,
        following=lessons[place + 1] if place + 1 < len(lessons) else None,
        answer_ids={activity: uuid4() for step in steps for activity in (*step.quizzes, *step.checks)},
    )


def _tasks(step: StepOutline, standing: Standing) -> tuple[tuple[str, TaskState], ...]:
    found = [one.id for one in step.activities if one.kind == "exercise"]
    return tuple((activity, rules.task_state(standing.activity(activity))) for activity in found)


def faced_by(study: Study, quiz: Quiz, key: QuizKey, standing: Standing) -> Faced:
    """A quick check as the reader faces it now, in the release's values."""
    seed = seed_of(study.visitor.id, study.ref.course, quiz.id)
    return faced(quiz, key, standing.activity(quiz.id), study.ref.id, seed)


def _shown(found: Faced, untaken: Untaken | None) -> Faced:
    """On the page, with what was typed and not taken where it was meant for this question."""
    if untaken is not None and untaken.variant == found.draw.variant:
        found = replace(found, state=untaken.shown(found.quiz, found.state))
    return found.shown()


def quizzes_of(step: StepReading) -> list[Quiz]:
    """The quick checks of a step. Tasks stand beside them in the text and are not answered here."""
    found = [part.activity for part in step.parts if isinstance(part, ActivityPart)]
    return [activity for activity in found if isinstance(activity, Quiz)]


def checks_of(step: StepReading) -> list[Check]:
    """The checks of one's own code in a step."""
    found = [part.activity for part in step.parts if isinstance(part, ActivityPart)]
    return [activity for activity in found if isinstance(activity, Check)]


def _task_key(keys: Mapping[str, ActivityKey], activity: str) -> TaskKey | None:
    key = keys.get(activity)
    return key if isinstance(key, TaskKey) else None


def _fields(untaken: Untaken | None) -> Mapping[str, list[str]] | None:
    return untaken.fields if untaken else None


def _state(lesson: LessonOutline, step: StepOutline, standing: Standing, is_open: bool) -> str:
    if (lesson.id, step.id) in standing.hard:
        return "stuck"
    if (lesson.id, step.id) in standing.finished:
        return "done"
    return "doing" if is_open else "ahead"
