"""How an activity looks to somebody who has answered, or has not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courses import Quiz, QuizKey
from lms.practice import rules
from lms.progress.rules import ActivityStanding, activity_is_done, attempts_left


@dataclass(frozen=True)
class QuizState:
    """What the page shows of an answer. Feedback is there for chosen options only, and only after answering."""

    answered: bool
    right: bool
    chosen: frozenset[str]
    gaps: tuple[str, ...]
    gaps_right: tuple[bool, ...]
    feedback: Mapping[str, str]
    explanation: str
    attempts_left: int | None
    done: bool


def quiz_state(quiz: Quiz, key: QuizKey, standing: ActivityStanding, release: int) -> QuizState | None:
    """The state of a quiz on a page of a release; None before the first answer.

    An answer stays what its verdict said. Chosen options and their feedback are shown only on a page of the release they were
    given to: in another one the same places may hold other options. The explanation comes once nothing more is asked.
    """
    if standing.tries == 0:
        return None
    done = activity_is_done(quiz.attempts, standing)
    answer, verdict = rules.Answer(), rules.Verdict(standing.last_right, standing.points)
    if standing.last_release == release:
        answer = rules.answer_from(standing.last_detail)
        verdict = rules.grade(key, answer)
    return QuizState(
        answered=True,
        right=verdict.right,
        chosen=frozenset(answer.chosen),
        gaps=answer.gaps,
        gaps_right=verdict.gaps_right,
        feedback={value: html for value, html in key.feedback.items() if value in answer.chosen},
        explanation=key.explanation if done else "",
        attempts_left=attempts_left(quiz.attempts, standing.tries),
        done=done,
    )
