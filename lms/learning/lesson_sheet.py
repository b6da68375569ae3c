"""A lesson's page put together from fragments: the text is the release's, what the reader did and how they read is put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from flask import Response, request

from courses import Check, LessonOutline, Outline
from lms.kit import clock, fragments
from lms.kit.fragments import Filled, Named, Value
from lms.learning import device
from lms.learning.access import Study
from lms.learning.lesson_page import LessonPage, ShownStep, checks_of, quizzes_of
from lms.learning.sparing import spares_data
from lms.learning.ways import LEARNERS, Ways
from lms.margins.queries import OfLesson
from lms.margins.rules import fingerprint
from lms.practice.answers import Faced, QuizState
from lms.practice.self_checked import CheckState

FIRST_WORDS = 60
"""Letters of a note that its folded line shows."""


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


class Instead(NamedTuple):
    """A step that the device in hand can do; all empty where there is none."""

    lesson: str
    step: str
    minutes: int
    is_phone: bool
    """Whether the device is a phone."""


class LessonSheet:
    """The page while it is put together."""

    def __init__(self, study: Study, page: LessonPage, ways: Ways = LEARNERS, margins: OfLesson | None = None) -> None:
        self.study, self.page, self.ways, self.margins = study, page, ways, margins
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
            "is_guest": study.is_guest,
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
            "place": self._place(),
            "step_links": self.sheet.part("learning/_step_links.html", {"steps": steps}),
            "steps": [self._shown(step, shown) for step, shown in zip(steps, page.steps, strict=True)],
            "reading_bar": self._reading_bar(here),
            "listen": self._listen(),
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
            state = step.quizzes[quiz.id].state
            if quiz.required and not (state and state.done):
                return quiz.id
        return next((one.id for one in checks_of(step.reading) if one.required and not step.checks[one.id].done), "")

    def _shown(self, step: SheetStep, shown: ShownStep) -> Filled:
        depends = {
            **self.common,
            "step": step,
            "text": Named((self.of_text, step.id), shown.reading),
            "instead": self._instead_of(shown),
            "spares_data": spares_data(self.study.visitor),
            "tasks": shown.tasks,
        }
        quizzes = {quiz.id: self._quiz(shown.quizzes[quiz.id], step) for quiz in quizzes_of(shown.reading)}
        checks = {one.id: self._check(one, shown.checks[one.id], step) for one in checks_of(shown.reading)}
        holes: dict[str, Value] = {"quizzes": {**quizzes, **checks}, "margin": self._margin(step.id)}
        return self.sheet.part("learning/_step.html", depends, holes)

    def _instead_of(self, shown: ShownStep) -> Instead | None:
        """For a step that the device in hand cannot do: the next one that it can, in this lesson or the following."""
        hand = device.in_hand()
        can_do = device.NEEDS[hand]
        if shown.outline.need in can_do:
            return None
        lesson, following = self.page.lesson, self.page.following
        ahead = [(lesson, step) for step in lesson.steps[shown.number :]]
        ahead += [(following, step) for step in following.steps] if following else []
        found = next(((lesson, step) for lesson, step in ahead if step.need in can_do), None)
        place = (found[0].id, found[1].id, found[1].minutes) if found else ("", "", 0)
        return Instead(*place, is_phone=hand == "phone")

    def _place(self) -> str:
        """Where the reader was, for the script that goes back there: step, block, thousandths of it, seconds ago.

        Whoever opens a lesson that is done, at no step of it, begins at its head.
        """
        spot = self.margins.spot if self.margins else None
        if spot is None or (self.page.is_done and "step" not in request.args):
            return ""
        return f"{spot.step} {spot.block} {spot.part} {max(int((clock.now() - spot.at).total_seconds()), 0)}"

    def _margin(self, step: str) -> Filled | str:
        """My note and bookmark beside a step, for people with a place."""
        if self.margins is None:
            return ""
        beside = self.margins.beside(step)
        depends = {
            "step": step,
            "has_note": bool(beside.note),
            "is_marked": beside.is_marked,
            "can_be_put_back": beside.can_be_put_back,
        }
        own: dict[str, Value] = {
            "note": beside.note,
            "start": beside.note[:FIRST_WORDS],
            "was": fingerprint(beside.note),
        }
        return self.sheet.part("learning/_step_margin.html", depends, own)

    def _quiz(self, faced: Faced, step: SheetStep) -> Filled:
        study, quiz, state = self.study, faced.quiz, faced.state
        name = self.of_text, quiz.id, faced.draw.variant, faced.draw.order
        depends = {
            "activity": Named(name, quiz),
            "state": _shape(state, name),
            "is_drawn": bool(faced.draw.mark),
            "kind": "guest" if study.is_guest else "main" if step.waiting_quiz == quiz.id else "answer",
            "release": study.ref.id,
            "text_language": self.page.language,
            "action": self._address(self.ways.answer, activity=quiz.id, _anchor=f"activity-{quiz.id}")
            if self.acts
            else "",
            "keep": self._address(self.ways.keep, activity=quiz.id) if self.acts and self.ways.keep else "",
        }
        said = {str(number): text for number, text in enumerate(state.typed, start=1)} if state else {}
        own: dict[str, Value] = {"answer_id": str(self.page.answer_ids[quiz.id]), "said": said, "mark": faced.draw.mark}
        return self.sheet.part("learning/_quiz.html", depends, own)

    def _check(self, check: Check, state: CheckState, step: SheetStep) -> Filled:
        """What is written there is put in; an author's preview keeps nothing, so there it is not asked."""
        takes = self.acts and not self.ways.version
        depends = {
            "activity": Named((self.of_text, check.id), check),
            "state": replace(state, text="…" if state.text else ""),
            "kind": "main" if step.waiting_quiz == check.id else "answer",
            "release": self.study.ref.id,
            "text_language": self.page.language,
            "action": self._address(self.ways.answer, activity=check.id, _anchor=f"activity-{check.id}")
            if takes
            else "",
        }
        depends["keep"] = self._address(self.ways.keep, activity=check.id) if takes and self.ways.keep else ""
        own: dict[str, Value] = {"answer_id": str(self.page.answer_ids[check.id]), "text": state.text}
        return self.sheet.part("learning/_check.html", depends, own)

    def _listen(self) -> Filled | str:
        """The keys for reading aloud. A preview at another address has none: its text may change any moment."""
        if self.ways.version:
            return ""
        text = self.sheet.address("learning.hear", course=self.study.ref.course, lesson=self.page.lesson.id)
        return self.sheet.part("learning/_listen.html", {}, {"text": text})

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
    return Named(
        (
            of,
            (blank.answered, blank.right, blank.attempts_left, blank.done, blank.is_draft, blank.unsure, blank.points),
            blank.before,
            answered,
            shown,
        ),
        blank,
    )
