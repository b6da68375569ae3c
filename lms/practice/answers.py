"""How an activity looks to somebody who has answered, or has not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courses import Quiz, QuizKey
from lms.practice import rules
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
        feedback={value: html for value, html in key.feedback.items() if value in answer.chosen},
        replies=rules.replies(key, answer),
        explanation=key.explanation if done else "",
        attempts_left=attempts_left(quiz.attempts, standing.tries),
        done=done,
        unsure=is_unsure and not done,
        points=standing.points,
        corrected=standing.corrected if is_still_news(standing) else None,
    )
