"""Taking an answer: one fact for the answer, one for its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from courses import Quiz, QuizKey
from lms.catalog import queries as catalog
from lms.practice import correcting, drafting, rules
from lms.practice.asked import NoSuchActivity, find_quiz
from lms.practice.rules import Answer, UnreadableAnswer
from lms.progress import queries as progress
from lms.progress import recording
from lms.progress.recording import Deed, Learner
from lms.progress.rules import ActivityStanding, attempts_left

VERDICT = UUID("0c8f3f52-7f3e-5d0a-8a49-52b7c1d9e4a6")
"""Name space (RFC 9562, version 5) for verdicts: the same answer sent twice has one verdict."""


class NoTriesLeft(Exception):
    """Every try this activity allows was used."""


@dataclass(frozen=True)
class Try:
    """An answer on its way in."""

    uuid: UUID
    ref: catalog.ReleaseRef
    lesson: str
    activity: str
    language: str
    answer: Answer
    at: datetime
    was_offline: bool = False
    """Limits on tries bind online; what was answered without a connection is all kept."""


def take(learner: Learner, given: Try, before: ActivityStanding, received_at: datetime) -> rules.Verdict:
    """Grade an answer against the release it was given to and write both facts. Flushes.

    Raises NoSuchActivity, NoTriesLeft, and UnreadableAnswer.
    """
    step, quiz, verdict = judge(given)
    used_up = attempts_left(quiz.attempts, before.tries) == 0 and not given.was_offline
    if used_up and not progress.is_known(learner.person_id, given.uuid):
        raise NoTriesLeft
    detail = {**given.answer.as_detail(), "language": given.language}
    answered = Deed(given.uuid, "answered", given.lesson, given.at, step, given.activity, detail)
    if recording.record(learner, answered, received_at):
        judged = {**verdict_detail(given, verdict), "of": str(given.uuid)}
        deed = Deed(uuid5(VERDICT, str(given.uuid)), "verdict", given.lesson, given.at, step, given.activity, judged)
        recording.record(learner, deed, received_at)
        correcting.follow(learner.person_id, given.ref, given.activity, received_at)
        if given.answer.unsure:
            # What they began to write may still become an answer.
            return verdict
        drafting.forget(learner.person_id, learner.course, given.activity, given.at)
    return verdict


def verdict_detail(given: Try, verdict: rules.Verdict) -> dict[str, Any]:
    """What the fact of a verdict keeps of it."""
    return {"right": verdict.right, "points": verdict.points, "answer": given.answer.as_detail()}


def judge(given: Try) -> tuple[str, Quiz, rules.Verdict]:
    """Grade an answer against the release or draft it was given to; nothing is written. The step, the activity, the verdict.

    Raises NoSuchActivity and UnreadableAnswer.
    """
    reading = catalog.reading(given.ref, given.lesson, given.language)
    if reading is None:
        raise NoSuchActivity(given.activity)
    step, quiz = find_quiz(reading, given.activity)
    number = given.answer.variant
    options = [option.value for option in quiz.variant(number).options]
    if given.answer.is_empty or number > len(quiz.others) or not rules.chosen_exist(given.answer, options):
        raise UnreadableAnswer
    key = catalog.keys(given.ref, given.lesson, given.language)[given.activity]
    if not isinstance(key, QuizKey):
        raise NoSuchActivity(given.activity)
    if not rules.is_understood(key, given.answer):
        raise UnreadableAnswer
    return step, quiz, rules.grade(key, given.answer)
