"""Batches of facts from a device: each is taken, known already, or refused for a reason, by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from werkzeug.exceptions import NotFound

from lms.accounts.queries import Visitor
from lms.learning.access import Study, study_or_404
from lms.practice import answering, self_checked
from lms.practice.answering import NoTriesLeft, Try
from lms.practice.asked import NoSuchActivity
from lms.practice.draws import detail_sent
from lms.practice.given import answer_from, can_be_shown
from lms.practice.rules import UnreadableAnswer
from lms.practice.self_checked import SelfCheck, said_by
from lms.progress import queries, recording
from lms.progress.recording import Deed
from lms.progress.standing import standing

LARGEST_BATCH = 200
SENT_KINDS = ("opened_step", "finished_step", "answered", "marked_hard", "cleared_hard")


@dataclass(frozen=True)
class Outcome:
    """What became of one fact: `kept`, `known` or `refused`, with a reason code, and the verdict of an answer."""

    id: str
    result: str
    reason: str = ""
    verdict: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """This fact cannot be taken; the message is the reason's code."""


@dataclass(frozen=True)
class Sent:
    """One fact as a device sent it, read and typed; `name` is its id as it was written."""

    name: str
    uuid: UUID
    kind: str
    course: str
    release: int
    lesson: str
    at: datetime
    step: str | None
    activity: str | None
    language: str
    detail: Mapping[str, Any]


def take_batch(visitor: Visitor, batch: list[Any], at: datetime) -> list[Outcome]:
    """Take each fact of a batch and answer for each. Order does not matter; sending again changes nothing. Flushes.

    What was kept before is known by one query, whatever has become of the course since.
    """
    studies: dict[tuple[str, int], Study] = {}
    read = [_read_or_refuse(item) for item in batch]
    recording.hold(visitor.id)
    known = queries.known(visitor.id, [sent.uuid for sent in read if isinstance(sent, Sent)])
    outcomes = []
    for sent in read:
        outcome = sent if isinstance(sent, Outcome) else _outcome(visitor, studies, sent, known, at)
        outcomes.append(outcome)
        if isinstance(sent, Sent) and outcome.result == "kept":
            known.add(sent.uuid)
    # Of every release in the batch, so that nothing depends on which one came last.
    for study in studies.values():
        recording.complete_lessons(study.learner, study.outline, at)
    return outcomes


def _read_or_refuse(item: Any) -> Sent | Outcome:
    try:
        return read_fact(item)
    except Refused as refusal:
        name = item.get("id") if isinstance(item, dict) else None
        return Outcome(name[:64] if isinstance(name, str) else "", "refused", str(refusal))


def _outcome(
    visitor: Visitor, studies: dict[tuple[str, int], Study], sent: Sent, known: Collection[UUID], at: datetime
) -> Outcome:
    if sent.uuid in known:
        return Outcome(sent.name, "known")
    key = (sent.course, sent.release)
    try:
        if key not in studies:
            studies[key] = _study(visitor, sent)
        return _take(studies[key], sent, at)
    except Refused as refusal:
        return Outcome(sent.name, "refused", str(refusal))


def read_fact(item: Any) -> Sent:
    """Read one fact. Raises Refused with `unreadable` unless every field has its shape."""
    try:
        moment = datetime.fromisoformat(item["at"])
        sent = Sent(
            name=_text(item["id"]),
            uuid=UUID(item["id"]),
            kind=_text(item["kind"]),
            course=_text(item["course"]),
            release=int(item["release"]),
            lesson=_text(item["lesson"]),
            at=moment,
            step=_text(item["step"]) if item.get("step") is not None else None,
            activity=_text(item["activity"]) if item.get("activity") is not None else None,
            language=_text(item.get("language", "ja")),
            detail=item.get("detail") or {},
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Refused("unreadable") from error
    if sent.kind not in SENT_KINDS or moment.tzinfo is None or not isinstance(sent.detail, dict):
        raise Refused("unreadable")
    # Version 5 is how verdicts and completions are named here. From a device it could only take such a name away.
    if sent.uuid.version == 5 or not 2000 <= moment.year < 9999 or not 0 < sent.release < 2**31:
        raise Refused("unreadable")
    return sent


def _text(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 100 or not can_be_shown(value):
        raise ValueError(value)
    return value


def _study(visitor: Visitor, sent: Sent) -> Study:
    """The study the fact belongs to; its release must be one of the course's."""
    try:
        study = study_or_404(visitor, sent.course, sent.release)
    except NotFound as error:
        raise Refused("no-seat") from error
    if study.place is None:
        raise Refused("no-seat")
    if study.ref.id != sent.release:
        raise Refused("no-such-release")
    return study


def _take(study: Study, sent: Sent, at: datetime) -> Outcome:
    lesson = next((lesson for lesson in study.outline.lessons if lesson.id == sent.lesson), None)
    if lesson is None:
        raise Refused("no-such-lesson")
    if sent.kind == "answered":
        kinds = {one.id: one.kind for step in lesson.steps for one in step.activities}
        return (_check if kinds.get(sent.activity or "") == "check" else _answer)(study, sent, at)
    if sent.step not in [step.id for step in lesson.steps]:
        raise Refused("no-such-step")
    deed = Deed(sent.uuid, sent.kind, sent.lesson, sent.at, sent.step)  # type: ignore[arg-type]  # read_fact lets only SENT_KINDS through.
    is_new = recording.record(study.learner, deed, at)
    return Outcome(sent.name, "kept" if is_new else "known")


def _check(study: Study, sent: Sent, at: datetime) -> Outcome:
    """What somebody says of their own code."""
    try:
        said = said_by(sent.detail)
        given = SelfCheck(sent.uuid, study.ref, sent.lesson, sent.activity or "", sent.language, said, sent.at)
        self_checked.take(study.learner, given, at)
    except UnreadableAnswer as error:
        raise Refused("unreadable-answer") from error
    except NoSuchActivity as error:
        raise Refused("no-such-activity") from error
    return Outcome(sent.name, "kept", verdict={"right": said.passed})


def _answer(study: Study, sent: Sent, at: datetime) -> Outcome:
    before = standing(study.visitor.id, study.ref.course).activity(sent.activity or "")
    # Answers given before the newest verdict could be seen are all kept. What is answered after it is bound like online.
    was_offline = before.seen_at is None or sent.at < before.seen_at
    try:
        place = sent.lesson, sent.activity or ""
        answer = answer_from(detail_sent(study.visitor.id, study.ref, place, sent.detail))
        given = Try(
            sent.uuid,
            study.ref,
            sent.lesson,
            sent.activity or "",
            sent.language,
            answer,
            sent.at,
            was_offline=was_offline,
        )
        verdict = answering.take(study.learner, given, before, at)
    except UnreadableAnswer as error:
        raise Refused("unreadable-answer") from error
    except NoSuchActivity as error:
        raise Refused("no-such-activity") from error
    except NoTriesLeft as error:
        raise Refused("no-tries-left") from error
    return Outcome(sent.name, "kept", verdict={"right": verdict.right, "points": verdict.points})
