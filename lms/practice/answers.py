"""How an activity looks to somebody who has answered, or has not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courses import Quiz, QuizKey
from lms.practice import rules
from lms.practice.given import answer_from, places_of
from lms.practice.rules import Answer
from lms.progress.rules import ActivityStanding, activity_is_done, attempts_left


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
    points: int = 0
    """The points of the best answer so far."""


def quiz_state(quiz: Quiz, key: QuizKey, standing: ActivityStanding, release: int) -> QuizState | None:
    """The state of a quiz on a page of a release; None before the first answer.

    An answer stays what its verdict said. Chosen options and their feedback are shown only on a page of the release they were
    given to: in another one the same places may hold other options. The explanation comes once nothing more is asked.
    """
    if standing.tries == 0:
        return None
    done = activity_is_done(quiz.attempts, standing)
    answer, verdict = Answer(), rules.Verdict(standing.last_right, standing.points)
    if standing.last_release == release:
        answer = answer_from(standing.last_detail)
        verdict = rules.grade(key, answer)
    return QuizState(
        answered=True,
        right=standing.last_right,
        chosen=frozenset(answer.chosen),
        typed=answer.gaps or ((answer.number,) if answer.number else ()),
        places=places_of(answer.order),
        pairs=answer.pairs,
        parts_right=verdict.parts_right,
        feedback={value: html for value, html in key.feedback.items() if value in answer.chosen},
        replies=rules.replies(key, answer),
        explanation=key.explanation if done else "",
        attempts_left=attempts_left(quiz.attempts, standing.tries),
        done=done,
        points=standing.points,
    )
