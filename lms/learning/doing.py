"""What a learner does on a lesson's page, written as facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from courses import Exercise, LessonOutline
from lms.learning.access import Study
from lms.practice import answering, drafting, handing_in, self_checked
from lms.practice.answering import Try
from lms.practice.asked import NoSuchActivity
from lms.practice.drafts import NAMES, read_draft
from lms.practice.draws import fields_kept
from lms.practice.handing_in import Sent
from lms.practice.rules import Verdict
from lms.practice.self_checked import SelfCheck
from lms.progress import recording, rules
from lms.progress.recording import Deed
from lms.progress.standing import standing

if TYPE_CHECKING:
    from lms.practice.models import Work

FINISH = UUID("b4d8a4b5-6d43-5f2c-8f0e-2c7c1a9be13d")
"""Name space (RFC 9562, version 5): pressing "finished" twice is the same fact."""


def finish_step(study: Study, lesson: LessonOutline, step: str, at: datetime) -> tuple[str, str | None] | None:
    """Finish a step, open the next one left, complete the lesson when nothing is left. Flushes.

    Returns where to go on: a step, and the activity in it where only that is left; None when the lesson is done.
    """
    learner = study.learner
    recording.hold(learner.person_id)
    name = f"{learner.person_id}/{learner.course}/{lesson.id}/{step}"
    recording.record(learner, Deed(uuid5(FINISH, name), "finished_step", lesson.id, at, step), at)
    recording.complete_lessons(learner, study.outline, at)
    left = rules.left_in(lesson, standing(learner.person_id, learner.course))
    if not left:
        return None
    following = _after(lesson, step, left.steps)
    place = (following, None) if following else left.activities[0]
    if place[0] != step:
        recording.record(learner, Deed(uuid4(), "opened_step", lesson.id, at, place[0]), at)
    return place


def _after(lesson: LessonOutline, step: str, left: tuple[str, ...]) -> str | None:
    """The next unfinished step after this one, else the first unfinished at all."""
    ids = [s.id for s in lesson.steps]
    later = ids[ids.index(step) + 1 :]
    return next((s for s in later if s in left), left[0] if left else None)


def answer(study: Study, given: Try, at: datetime) -> Verdict:
    """Take an answer and complete the lesson when nothing is left. Flushes. Raises what practice raises."""
    learner = study.learner
    recording.hold(learner.person_id)
    before = standing(learner.person_id, learner.course).activity(given.activity)
    verdict = answering.take(learner, given, before, at)
    recording.complete_lessons(learner, study.outline, at)
    return verdict


def check_oneself(study: Study, given: SelfCheck, at: datetime) -> None:
    """Keep what somebody says of their code; complete the lesson when nothing is left. Flushes. Raises NoSuchActivity."""
    learner = study.learner
    recording.hold(learner.person_id)
    self_checked.take(learner, given, at)
    recording.complete_lessons(learner, study.outline, at)


def hand_in(study: Study, sent: Sent, place: tuple[str, Exercise]) -> Work:
    """Hand a work in; a lesson of which nothing else is left is complete then. Flushes. Raises what practice raises."""
    learner = study.learner
    recording.hold(learner.person_id)
    work = handing_in.hand_in(learner, sent, place)
    recording.complete_lessons(learner, study.outline, sent.at)
    return work


def keep_typed(
    study: Study, lesson: LessonOutline, activity: str, answer: UUID, fields: Mapping[str, list[str]], at: datetime
) -> None:
    """Keep a form as far as it is filled in, to be answered later; what was answered before stays as it is. Flushes.

    `answer` is the id under which the form would be answered. Raises NoSuchActivity, OldPage, and UnreadableDraft for what is
    too long.
    """
    if all(one.id != activity for step in lesson.steps for one in step.activities):
        raise NoSuchActivity
    found = fields_kept(study.learner.person_id, study.ref, (lesson.id, activity), fields)
    typed = {name: texts for name, texts in found.items() if name in NAMES or name == "variant"}
    sent = {"course": study.ref.course, "release": study.ref.id, "lesson": lesson.id, "activity": activity}
    drafting.keep(study.learner.person_id, read_draft({**sent, "answer": str(answer), "age": 0, "fields": typed}), at)


def mark(study: Study, lesson: LessonOutline, step: str, is_hard: bool, at: datetime) -> None:
    """Say that a step is hard, or that it is no longer. Flushes."""
    kind: rules.Kind = "marked_hard" if is_hard else "cleared_hard"
    recording.record(study.learner, Deed(uuid4(), kind, lesson.id, at, step), at)
