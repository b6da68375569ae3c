"""Everything a task's page shows, gathered and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from courses import Exercise, LessonOutline, StepReading, TaskKey
from lms.catalog import queries as catalog
from lms.kit import clock
from lms.learning.access import Study
from lms.learning.mates_page import waiting
from lms.practice import works
from lms.practice.asked import NoSuchActivity
from lms.practice.drafts import drafts_of
from lms.practice.handing_in import find_exercise
from lms.practice.mates import is_overdue
from lms.practice.works import Told
from lms.progress.rules import ActivityStanding

if TYPE_CHECKING:
    from lms.practice.models import Work, WorkFile

Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Task:
    """A task in the language that fits the reader."""

    lesson: LessonOutline
    step: StepReading
    exercise: Exercise
    language: str

    @property
    def place(self) -> tuple[str, Exercise]:
        """The step and the task, as handing in wants them."""
        return self.step.id, self.exercise


@dataclass(frozen=True)
class TaskPage:
    """The page: what is typed, what was handed in (the newest first), and what is shown only afterwards."""

    task: Task
    answer_id: UUID
    text: str
    link: str
    is_draft: bool
    history: tuple[Told, ...]
    standing: ActivityStanding
    model_html: str
    explanation: str
    files: tuple[WorkFile, ...] = ()
    """Those that lie here and are not handed in, whole or coming."""
    of_mates: tuple[Work, ...] = ()
    """Works of mates that wait for this reader."""
    mates_are_late: bool = False
    """Whether mates had their time, so that staff look at it."""

    @property
    def waiting(self) -> Told | None:
        """The work that waits for its review."""
        return next((told for told in self.history if told.work.state == "waiting"), None)

    @property
    def may_hand_in(self) -> bool:
        """Whether a work can be handed in now: none waits, and it is not done."""
        return self.waiting is None and not self.standing.right


def find_task(study: Study, lesson: LessonOutline, activity: str) -> Task:
    """A task of a lesson. Raises NoSuchActivity."""
    language = catalog.fitting_language(lesson.languages, study.visitor.text_language)
    reading = catalog.reading(study.ref, lesson.id, language)
    if reading is None:
        raise NoSuchActivity(activity)
    step_id, exercise = find_exercise(reading, activity)
    step = next(step for step in reading.steps if step.id == step_id)
    return Task(lesson, step, exercise, language)


def task_page(study: Study, task: Task, standing: ActivityStanding, typed: Fields | None = None) -> TaskPage:
    """Gather the page; `typed` is what was sent and could not be taken. Staff without a place keep nothing."""
    activity, who = task.exercise.id, study.visitor.id
    history = tuple(works.history(who, study.ref.course, activity)) if study.place else ()
    draft = typed if typed is not None else _draft(study, task)
    last = history[0].work if history else None
    fields = draft or {}
    # Whoever goes on after a review or takes a work back goes on from what they had handed in.
    is_draft = typed is None and bool(draft)
    text = _first(fields, "text") if draft else (last.text if last else "")
    link = _first(fields, "link") if draft else (last.link if last else "")
    key = catalog.keys(study.ref, task.lesson.id, task.language).get(activity)
    shows = standing.right and isinstance(key, TaskKey)
    return TaskPage(
        task, uuid4(), text, link, is_draft, history, standing,
        model_html=key.model if shows and isinstance(key, TaskKey) else "",
        explanation=key.explanation if shows and isinstance(key, TaskKey) else "", files=lying(study, task),
        of_mates=tuple(waiting(study.place, [activity])) if task.exercise.by_mates else (),
        mates_are_late=last is not None and is_overdue(last.handed_in_at, clock.now()),
    )  # fmt: skip


def lying(study: Study, task: Task) -> tuple[WorkFile, ...]:
    """The reader's files for a task that are not handed in."""
    if study.place is None or "file" not in task.exercise.hand_in:
        return ()
    return tuple(works.lying_files(study.visitor.id, study.ref.course, task.exercise.id))


def _draft(study: Study, task: Task) -> Fields | None:
    if study.place is None:
        return None
    return drafts_of(study.visitor.id, study.ref.course, task.lesson.id, study.ref.id).get(task.exercise.id)


def _first(fields: Fields, name: str) -> str:
    return (fields.get(name) or [""])[0]
