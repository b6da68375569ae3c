"""How an activity looks to somebody who has answered, or has not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses import Quiz, QuizKey
from lms.practice import rules
from lms.practice.described import asked
from lms.practice.drawn import Draw, Seed, as_shown, draw, is_drawn, shown_values
from lms.practice.given import answer_from, places_of
from lms.practice.rules import Answer
from lms.progress.rules import ActivityStanding, Corrected, activity_is_done, attempts_left, is_still_news


@dataclass(frozen=True)
class QuizState:
    """What the page shows of an answer. Feedback is there for what was answered only, and only after answering.

    `typed`: texts of gaps, or the number. `places`: of things in the order shown. `pairs`: what each left side got.
    """

    answered: bool
    right: bool
    chosen: frozenset[str]
    typed: tuple[str, ...]
    places: tuple[str, ...]
    pairs: tuple[str, ...]
    parts_right: tuple[bool, ...]
    feedback: Mapping[str, str]
    replies: tuple[str, ...]
    explanation: str
    attempts_left: int | None
    done: bool
    is_draft: bool = False
    """Whether this is not an answer but what was typed for one."""
    unsure: bool = False
    """Whether they said last that they are not sure yet."""
    points: int = 0
    """The points of the best answer so far."""
    corrected: Corrected | None = None
    """What changed for them when the author corrected the question."""
    before: Before | None = None
    """What is said of the last answer where it was to another question than is asked now."""


@dataclass(frozen=True)
class Before:
    """A question that was answered before another one took its place, and what its author says to the answer."""

    asked: str
    said: tuple[str, ...]
    """HTML: feedback to what was chosen, replies to what was typed."""


@dataclass(frozen=True)
class Faced:
    """A quiz as somebody faces it now: the question drawn for them, in the release's values, and their state in it."""

    draw: Draw
    quiz: Quiz
    state: QuizState | None

    def shown(self) -> Faced:
        """The same in the values of the page."""
        state = _placed(self.state, self.draw) if self.state is not None and self.draw.order else self.state
        return Faced(self.draw, as_shown(self.quiz, self.draw), state)


def faced(quiz: Quiz, key: QuizKey, standing: ActivityStanding, release: int, seed: Seed) -> Faced:
    """What somebody is asked. Of a quiz with several questions the next try asks another one; what is done shows the last."""
    if not is_drawn(quiz):
        return Faced(Draw(), quiz, quiz_state(quiz, key, standing, release))
    done = activity_is_done(quiz.attempts, standing)
    last = int(standing.last_detail.get("variant", 0))
    found = draw(quiz, key, seed, standing.tries, last if done else None)
    asked, of = replace(quiz.variant(found.variant), others=()), key.variant(found.variant)
    is_same = done or standing.tries == 0 or last == found.variant or bool(standing.last_detail.get("unsure"))
    state = quiz_state(asked, of, standing, release) if is_same else _anew(quiz, key, standing, release)
    return Faced(found, asked, state)


def _anew(quiz: Quiz, key: QuizKey, standing: ActivityStanding, release: int) -> QuizState | None:
    """Another question is asked than the last one that was answered: of that one stays what is said of it."""
    state = quiz_state(quiz, key, standing, release)
    if state is None:
        return None
    number = int(standing.last_detail.get("variant", 0))
    blank: dict[str, Any] = {"chosen": frozenset(), "typed": (), "places": (), "pairs": (), "parts_right": ()}
    said = (*state.feedback.values(), *state.replies)
    before = Before(asked(quiz.variant(number)), said)
    return replace(state, **blank, answered=False, feedback={}, replies=(), before=before)


def _placed(state: QuizState, drawn: Draw) -> QuizState:
    """A state in the values of the page."""
    values = shown_values(drawn)
    by_thing = bool(state.places) and len(state.places) == len(drawn.order)
    is_order = by_thing and len(state.parts_right) == len(drawn.order)
    return replace(
        state,
        chosen=frozenset(values[value] for value in state.chosen if value in values),
        feedback={values[value]: html for value, html in state.feedback.items() if value in values},
        pairs=tuple(values.get(value, value) for value in state.pairs),
        places=tuple(state.places[int(value) - 1] for value in drawn.order) if by_thing else state.places,
        parts_right=tuple(state.parts_right[int(value) - 1] for value in drawn.order)
        if is_order
        else state.parts_right,
    )


def quiz_state(quiz: Quiz, key: QuizKey, standing: ActivityStanding, release: int) -> QuizState | None:
    """The state of a quiz on a page of a release; None before the first answer.

    An answer stays what its verdict said. Chosen options and their feedback are shown only on a page of the release they were
    given to: in another one the same places may hold other options. The explanation comes once nothing more is asked.
    """
    answer = answer_from(standing.last_detail) if standing.last_release == release else Answer()
    is_unsure = bool(standing.last_detail.get("unsure")) and not standing.right
    if standing.tries == 0 and not is_unsure:
        return None
    done = activity_is_done(quiz.attempts, standing)
    of_release = standing.last_release == release and not answer.is_empty
    verdict = rules.grade(key, answer) if of_release else rules.Verdict(standing.last_right, standing.points)
    return QuizState(
        answered=done or not is_unsure,
        right=standing.last_right,
        chosen=frozenset(answer.chosen),
        typed=answer.gaps or ((answer.number,) if answer.number else ()),
        places=places_of(answer.order),
        pairs=answer.pairs,
        parts_right=verdict.parts_right,
        feedback={
            value: html for value, html in key.variant(answer.variant).feedback.items() if value in answer.chosen
        },
        replies=rules.replies(key, answer),
        explanation=key.explanation if done else "",
        attempts_left=attempts_left(quiz.attempts, standing.tries),
        done=done,
        unsure=is_unsure and not done,
        points=standing.points,
        corrected=standing.corrected if is_still_news(standing) else None,
    )
