"""Grading answers anew when the author corrected a question: asked for, counted, looked at, then done person by person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.kit.db import db
from lms.practice.models import Correction
from lms.practice.second_look import Judgement, Outlook, SecondLook, detail_of
from lms.progress import answered, recording
from lms.progress.answered import AnsweredFact
from lms.progress.recording import Deed, Learner

ANEW = UUID("f0a6f6d5-3c1e-5f0b-9d63-0f4be2a7c118")
"""Name space (RFC 9562, version 5) for new verdicts: one for each answer and correction, however often it is written."""
AT_ONCE = 200
"""People in one transaction: a worker that is killed has to repeat no more."""


def ask(ref: ReleaseRef, activity: str, spares: bool, by: int | None, at: datetime) -> Correction:
    """Have it counted what grading by the key of this release would change. Flushes.

    Raises IntegrityError when a correction of this question is under way.
    """
    people = answered.count_who_answered(ref.course, activity)
    correction = Correction(
        course_id=ref.course, release_id=ref.id, activity_id=activity, spares=spares, asked_by=by, asked_at=at,
        state="counting", reached=0, people=people, done=0, gained=0, lost=0, unclear=0, changed_at=at,
    )  # fmt: skip
    db.session.add(correction)
    db.session.flush()
    return correction


def confirm(correction: Correction, at: datetime) -> bool:
    """Have done what was counted; False where somebody else has decided meanwhile. Flushes."""
    held = _held(correction.id)
    if held is None or held.state != "counted":
        return False
    _start(held, "applying", at)
    return True


def drop(correction: Correction, at: datetime) -> bool:
    """Leave every answer as it is; False once it is being done. Flushes."""
    held = _held(correction.id)
    if held is None or held.state not in ("counting", "counted"):
        return False
    held.state, held.changed_at = "dropped", at
    db.session.flush()
    return True


def _start(correction: Correction, state: str, at: datetime) -> None:
    correction.state, correction.reached, correction.changed_at = state, 0, at
    correction.done = correction.gained = correction.lost = correction.unclear = 0
    db.session.flush()


def _held(number: int) -> Correction | None:
    """The correction, held until the transaction ends."""
    asked = select(Correction).where(Correction.id == number).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def work(at: datetime) -> bool:
    """Go on with the oldest correction by as many people as fit into one transaction; False when none waits. Flushes."""
    waiting = select(Correction).where(Correction.state.in_(("counting", "applying"))).order_by(Correction.id)
    correction = db.session.scalars(waiting.limit(1).with_for_update(skip_locked=True)).first()
    if correction is None:
        return False
    ref = catalog.release(correction.release_id, correction.course_id)
    following = (correction.course_id, correction.activity_id, correction.reached, AT_ONCE)
    people = answered.people_who_answered(*following)
    if ref is None or not people:
        _finish(correction, at)
        return True
    outlooks = _look(correction, SecondLook(ref, correction.activity_id), people, at)
    correction.reached, correction.changed_at = people[-1], at
    correction.done += len(people)
    correction.gained += sum(one.gains for one in outlooks)
    correction.lost += sum(one.loses for one in outlooks)
    correction.unclear += sum(one.is_unclear for one in outlooks)
    db.session.flush()
    return True


def _finish(correction: Correction, at: datetime) -> None:
    people = answered.count_who_answered(correction.course_id, correction.activity_id)
    correction.people = people
    if correction.state == "applying" and people > correction.done:
        # Somebody answered for the first time while this went past them. What was done is done once only.
        correction.reached = 0
        correction.done = correction.gained = correction.lost = correction.unclear = 0
        return
    correction.state, correction.changed_at = ("counted" if correction.state == "counting" else "applied"), at


def _look(correction: Correction, look: SecondLook, people: Sequence[int], at: datetime) -> list[Outlook]:
    applies = correction.state == "applying"
    for person_id in people if applies else ():
        recording.hold(person_id)
    facts = answered.answers_of(correction.course_id, correction.activity_id, people)
    outlooks = [first_time(facts[person], look, correction) for person in people]
    if applies:
        write(
            look.ref, correction.activity_id, correction.id, [one for each in outlooks for one in each.judgements], at
        )
    return outlooks


def first_time(facts: Sequence[AnsweredFact], look: SecondLook, correction: Correction) -> Outlook:
    """What this correction changes for somebody of whom these are all answers, whether or not it was written down before."""
    before = [fact for fact in facts if fact.detail.get("regraded") != correction.id]
    return look.of_person(before, correction.id, correction.spares)


def write(ref: ReleaseRef, activity: str, number: int, judgements: Iterable[Judgement], at: datetime) -> None:
    """Write new verdicts, and the lessons that are done by them. Flushes."""
    deeds = [(_learner(ref, one.answered), _deed(one, activity, number)) for one in judgements]
    recording.record_all(deeds, at)
    helped = {learner.person_id: learner for learner, deed in deeds if deed.detail["right"]}
    recording.complete_lessons_of(list(helped.values()), catalog.outline(ref), at)


def _learner(ref: ReleaseRef, fact: AnsweredFact) -> Learner:
    return Learner(fact.person_id, fact.seat_id, ref.course, ref.id)


def _deed(one: Judgement, activity: str, number: int) -> Deed:
    fact = one.answered
    name = uuid5(ANEW, f"{fact.uuid}/{number}")
    return Deed(name, "verdict", fact.lesson, fact.at, fact.step, activity, detail_of(one, number))


def follow(person_id: int, given: ReleaseRef, activity: str, at: datetime) -> None:
    """Grade anew what came in for an earlier release whose question was corrected meanwhile. Flushes.

    Where the earlier release is the one that people read again, its own key holds.
    """
    done = select(Correction).where(
        Correction.course_id == given.course,
        Correction.activity_id == activity,
        Correction.release_id > given.id,
        Correction.state.in_(("applying", "applied")),
    )
    correction = db.session.scalars(done.order_by(Correction.id.desc()).limit(1)).first()
    if correction is None or catalog.current_release(given.course) == given:
        return
    ref = catalog.release(correction.release_id, given.course)
    if ref is not None:
        facts = answered.answers_of(given.course, activity, [person_id])[person_id]
        outlook = first_time(facts, SecondLook(ref, activity), correction)
        write(ref, activity, correction.id, outlook.judgements, at)
