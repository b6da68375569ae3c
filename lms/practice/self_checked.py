"""Checks of code, which people run and judge by themselves: wherever their code runs, the page cannot see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from courses import ActivityPart, Check, Reading, TaskKey
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.practice import drafting
from lms.practice.answering import VERDICT
from lms.practice.asked import NoSuchActivity
from lms.practice.drafts import LONGEST_TEXT, SentDraft
from lms.practice.given import can_be_shown
from lms.practice.rules import UnreadableAnswer
from lms.progress import recording
from lms.progress.recording import Deed, Learner
from lms.progress.rules import ActivityStanding

WENT = {"yes": True, "no": False}


@dataclass(frozen=True)
class Said:
    """What somebody says of their code: the code, where they write it down, and whether every test passed."""

    text: str
    passed: bool


@dataclass(frozen=True)
class SelfCheck:
    """It on its way in; `uuid` is the id of its form."""

    uuid: UUID
    ref: ReleaseRef
    lesson: str
    activity: str
    language: str
    said: Said
    at: datetime


@dataclass(frozen=True)
class CheckState:
    """What the page shows: whether it was answered, what was said last, and what is written there."""

    answered: bool
    done: bool
    passed: str
    """`yes`, `no`, or empty where nobody said."""
    text: str
    explanation: str


def said_in(fields: Mapping[str, list[str]]) -> Said:
    """What a form says. Raises UnreadableAnswer where nobody said how it went, or where the text cannot be kept."""
    text = (fields.get("text") or [""])[0].replace("\r\n", "\n")
    passed = WENT.get((fields.get("passed") or [""])[0])
    if passed is None or len(text) > LONGEST_TEXT or not can_be_shown(text):
        raise UnreadableAnswer
    return Said(text, passed)


def said_by(detail: Mapping[str, Any]) -> Said:
    """The same as a device sends it. Raises UnreadableAnswer."""
    text, passed = detail.get("text", ""), detail.get("passed")
    if not isinstance(text, str) or not isinstance(passed, bool):
        raise UnreadableAnswer
    return said_in({"text": [text], "passed": ["yes" if passed else "no"]})


def find_check(reading: Reading, activity: str) -> tuple[str, Check]:
    """The step and the check of an activity. Raises NoSuchActivity."""
    for step in reading.steps:
        for part in step.parts:
            if isinstance(part, ActivityPart) and part.activity.id == activity and isinstance(part.activity, Check):
                return step.id, part.activity
    raise NoSuchActivity(activity)


def take(learner: Learner, given: SelfCheck, received_at: datetime) -> bool:
    """Write both facts, the verdict marked as one's own; what was written stays on the page. Whether it is new. Flushes.

    Raises NoSuchActivity.
    """
    reading = catalog.reading(given.ref, given.lesson, given.language)
    if reading is None:
        raise NoSuchActivity(given.activity)
    step, check = find_check(reading, given.activity)
    said = given.said
    told = {"text": said.text, "passed": said.passed, "language": given.language}
    if not recording.record(
        learner, Deed(given.uuid, "answered", given.lesson, given.at, step, given.activity, told), received_at
    ):
        return False
    detail = {
        "right": said.passed, "points": check.points if said.passed else 0,
        "answer": {"passed": said.passed}, "of": str(given.uuid), "self_checked": True,
    }  # fmt: skip
    name = uuid5(VERDICT, str(given.uuid))
    recording.record(learner, Deed(name, "verdict", given.lesson, given.at, step, given.activity, detail), received_at)
    _keep(learner, given, received_at)
    return True


def _keep(learner: Learner, given: SelfCheck, at: datetime) -> None:
    """The code stays where one wrote it: the next time one goes on from there."""
    fields = {"text": [given.said.text], "passed": ["yes" if given.said.passed else "no"]}
    age = max(at - given.at, timedelta(0))
    # Its own id is known by now; under the verdict's it is a draft like any other.
    name = uuid5(VERDICT, f"draft/{given.uuid}")
    draft = SentDraft(learner.course, given.ref.id, given.lesson, given.activity, name, age, fields)
    drafting.keep(learner.person_id, draft, at)


def check_state(key: TaskKey | None, standing: ActivityStanding, fields: Mapping[str, list[str]] | None) -> CheckState:
    """The state of a check, with what is written there now."""
    typed = fields or {}
    answered = standing.tries > 0
    last = ("yes" if standing.last_right else "no") if answered else ""
    return CheckState(
        answered=answered,
        done=standing.right,
        passed=(typed.get("passed") or [last])[0],
        text=(typed.get("text") or [""])[0],
        explanation=key.explanation if key and standing.right else "",
    )
