"""A lesson's page put together from fragments: the text is the release's, what the reader did and how they read is put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from flask import Response

from courses import LessonOutline, Outline, Quiz
from lms.kit import fragments
from lms.kit.fragments import Filled, Named, Value
from lms.learning.access import Study
from lms.learning.lesson_page import LessonPage, ShownStep, quizzes_of
from lms.learning.ways import LEARNERS, Ways
from lms.practice.answers import QuizState


@dataclass(frozen=True)
class Spot:
    """A lesson in its course, with the lessons beside it. A release and the lesson's id decide all of it."""

    outline: Outline
    lesson: LessonOutline
    previous: LessonOutline | None
    following: LessonOutline | None


class SheetStep(NamedTuple):
    """A step as its text depends on the reader: how far they are, no more."""

    number: int
    id: str
    title: str
    minutes: int
    need: str
    state: str
    is_open: bool
    is_hard: bool
    is_left: bool
    is_last: bool
    waiting_quiz: str


class LessonSheet:
    """The page while it is put together."""

    def __init__(self, study: Study, page: LessonPage, ways: Ways = LEARNERS) -> None:
        self.study, self.page, self.ways = study, page, ways
        self.acts = study.place is not None or ways.version > 0
        self.sheet = fragments.page()
        lesson = page.lesson
        self.of_text = (study.ref.digest, lesson.id, page.language)
        spot = Spot(study.outline, lesson, page.previous, page.following)
        self.common = {
            "spot": Named((study.ref.digest, lesson.id), spot),
            "text_language": page.language,
            "release": study.ref.id,
            "has_place": self.acts,
            "ways": ways,
        }

    def answer(self, bar: Filled | str = "") -> Response:
        """The whole page; `bar` stands above the text, for whoever previews it."""
        study, page = self.study, self.page
        steps = tuple(self._step(step) for step in page.steps)
        opened = next(step.id for step in steps if step.is_open)
        depends = {
            **self.common,
            "reading": Named(self.of_text, page.reading),
            "is_done": page.is_done,
            "waiting": page.left.activities if self.acts and not page.is_done and not page.left.steps else (),
        }
        here = self._address(self.ways.lesson, step=opened, _anchor=f"step-{opened}")
        holes: dict[str, Value] = {
            "bar": bar,
            "here": here,
            "shelf": study.place.seat_id if study.place else "",
            "step_links": self.sheet.part("learning/_step_links.html", {"steps": steps}),
            "steps": [self._shown(step, shown) for step, shown in zip(steps, page.steps, strict=True)],
            "reading_bar": self._reading_bar(here),
        }
        return self.sheet.whole("learning/lesson.html", depends, holes)

    def _address(self, endpoint: str, **values: str) -> str:
        return self.sheet.address(
            endpoint, course=self.study.ref.course, lesson=self.page.lesson.id, **self.ways.more, **values
        )

    def _step(self, step: ShownStep) -> SheetStep:
        outline = step.outline
        return SheetStep(
            step.number, outline.id, step.reading.title, outline.minutes, outline.need, step.state, step.is_open, step.is_hard,
            outline.id in self.page.left.steps, step.number == len(self.page.steps), self._waiting_quiz(step),
        )  # fmt: skip

    def _waiting_quiz(self, step: ShownStep) -> str:
        """The first quick check that counts and still waits: its button is the filled one."""
        if not self.acts:
            return ""
        for quiz in quizzes_of(step.reading):
            state = step.quizzes[quiz.id]
            if quiz.required and not (state and state.done):
                return quiz.id
        return ""

    def _shown(self, step: SheetStep, shown: ShownStep) -> Filled:
        depends = {**self.common, "step": step, "text": Named((self.of_text, step.id), shown.reading)}
        quizzes = {quiz.id: self._quiz(quiz, shown.quizzes[quiz.id], step) for quiz in quizzes_of(shown.reading)}
        return self.sheet.part("learning/_step.html", depends, {"quizzes": quizzes})

    def _quiz(self, quiz: Quiz, state: QuizState | None, step: SheetStep) -> Filled:
        study = self.study
        depends = {
            "activity": Named((self.of_text, quiz.id), quiz),
            "state": _shape(state, (self.of_text, quiz.id)),
            "kind": "main" if step.waiting_quiz == quiz.id else "answer",
            "release": study.ref.id,
            "text_language": self.page.language,
            "action": self._address(self.ways.answer, activity=quiz.id, _anchor=f"activity-{quiz.id}")
            if self.acts
            else "",
        }
        said = {str(number): text for number, text in enumerate(state.typed, start=1)} if state else {}
        return self.sheet.part(
            "learning/_quiz.html", depends, {"answer_id": str(self.page.answer_ids[quiz.id]), "said": said}
        )

    def _reading_bar(self, here: str) -> Filled:
        visitor, page = self.study.visitor, self.page
        depends = {
            "text_language": page.language,
            "others": tuple(each for each in page.lesson.languages if each != page.language),
            "furigana_off": not visitor.furigana,
            "text_size": visitor.text_size,
        }
        return self.sheet.part("learning/_reading_bar.html", depends, {"here": here})


def _shape(state: QuizState | None, of: tuple[object, ...]) -> Named:
    """A quick check's state without what was typed, of which only is told whether there is something.

    Feedback and explanation are the release's: which of them are shown follows from what was answered.
    """
    if state is None:
        return Named(None, None)
    blank = replace(state, typed=tuple("…" if text else "" for text in state.typed))
    answered = blank.chosen, blank.typed, blank.places, blank.pairs, blank.parts_right
    shown = frozenset(blank.feedback), blank.replies, bool(blank.explanation)
    return Named((of, (blank.answered, blank.right, blank.attempts_left, blank.done), answered, shown), blank)
