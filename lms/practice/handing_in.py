"""Handing a work in, and taking it back while nobody has looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Update, select, update

from courses import ActivityPart, Exercise, Reading
from lms.catalog.queries import ReleaseRef
from lms.kit.db import db
from lms.practice import drafting
from lms.practice.answering import VERDICT
from lms.practice.asked import NoSuchActivity
from lms.practice.handed import Handed, Missing, missing
from lms.practice.models import Work, WorkFile
from lms.progress import recording
from lms.progress.recording import Deed, Learner

TURN = UUID("3d0b8a5e-62d7-5c1f-9a0e-8f1b6c7d2e94")
"""Name space (RFC 9562, version 5) for what became of a work: taken back, reviewed; once each."""
WAITING, BACK, REVIEWED = 0, 1, 2
"""Turns: of several verdicts about one work the highest holds."""


class WorkIncomplete(Exception):
    """Something is missing in what was to be handed in."""

    def __init__(self, what: Missing) -> None:
        super().__init__(what)
        self.what: Missing = what


class AlreadyWaiting(Exception):
    """A work of this task waits already. It is taken back first."""


@dataclass(frozen=True)
class Sent:
    """A work on its way in; `uuid` is the id of its form."""

    uuid: UUID
    ref: ReleaseRef
    lesson: str
    activity: str
    language: str
    handed: Handed
    at: datetime


def find_exercise(reading: Reading, activity: str) -> tuple[str, Exercise]:
    """The step and the task of an activity. Raises NoSuchActivity."""
    for step in reading.steps:
        for part in step.parts:
            if isinstance(part, ActivityPart) and part.activity.id == activity and isinstance(part.activity, Exercise):
                return step.id, part.activity
    raise NoSuchActivity(activity)


def hand_in(learner: Learner, sent: Sent, place: tuple[str, Exercise]) -> Work:
    """Keep a work with the facts of it: it waits from now on. The same form sent twice hands in once. Flushes.

    Raises WorkIncomplete, and AlreadyWaiting.
    """
    step, exercise = place
    known = _known(learner.person_id, sent.uuid)
    if known is not None:
        return known
    what = missing(exercise, sent.handed)
    if what is not None:
        raise WorkIncomplete(what)
    if waiting(learner.person_id, learner.course, sent.activity) is not None:
        raise AlreadyWaiting
    work = Work(
        uuid=sent.uuid, person_id=learner.person_id, seat_id=learner.seat_id, course_id=learner.course,
        release_id=learner.release_id, lesson_id=sent.lesson, step_id=step, activity_id=sent.activity,
        language=sent.language, text=sent.handed.text, link=sent.handed.link, state="waiting", handed_in_at=sent.at,
    )  # fmt: skip
    db.session.add(work)
    db.session.flush()
    db.session.execute(_lying(work).where(WorkFile.sha256 != "").values(work_id=work.id))
    told = {"work": work.id}
    recording.record(learner, Deed(sent.uuid, "answered", sent.lesson, sent.at, step, sent.activity, told), sent.at)
    _tell(work, learner, {"state": "waiting"}, WAITING, sent.at)
    drafting.forget(learner.person_id, learner.course, sent.activity, sent.at)
    return work


def take_back(work: Work, at: datetime) -> bool:
    """Take a work back before anybody reviewed it; False once somebody has. Flushes."""
    held = db.session.scalars(
        select(Work).where(Work.id == work.id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if held.state != "waiting":
        return False
    held.state = "back"
    db.session.execute(update(WorkFile).where(WorkFile.work_id == held.id).values(work_id=None))
    _tell(held, _learner(held), {"state": "taken_back"}, BACK, at)
    db.session.flush()
    return True


def _lying(work: Work) -> Update:
    """The files that lie with the draft of the same task."""
    mine = (WorkFile.person_id == work.person_id, WorkFile.course_id == work.course_id)
    return update(WorkFile).where(*mine, WorkFile.activity_id == work.activity_id, WorkFile.work_id.is_(None))


def give_files_back(work: Work, at: datetime) -> None:
    """Put copies of a work's files back with the draft, so that one goes on from them. The same bytes are kept once. Flushes."""
    for file in db.session.scalars(select(WorkFile).where(WorkFile.work_id == work.id).order_by(WorkFile.id)).all():
        values = {name: getattr(file, name) for name in ("name", "kind", "size", "received", "sha256", "activity_id")}
        own = {"person_id": work.person_id, "course_id": work.course_id, "work_id": None, "began_at": at}
        db.session.add(WorkFile(uuid=uuid4(), **values, **own))
    db.session.flush()


def tell_review(work: Work, passed: bool, points: int, at: datetime) -> None:
    """Write the verdict of a review down; it takes the place of "waiting". Flushes."""
    _tell(work, _learner(work), {"right": passed, "points": points}, REVIEWED, at)


def _tell(work: Work, learner: Learner, what: dict[str, object], turn: int, at: datetime) -> None:
    detail = {"right": False, "points": 0, **what, "answer": {"work": work.id}, "of": str(work.uuid), "turn": turn}
    name = uuid5(VERDICT, str(work.uuid)) if turn == WAITING else uuid5(TURN, f"{work.uuid}/{turn}")
    deed = Deed(name, "verdict", work.lesson_id, work.handed_in_at, work.step_id, work.activity_id, detail)
    recording.record(learner, deed, at)


def _learner(work: Work) -> Learner:
    return Learner(work.person_id, work.seat_id, work.course_id, work.release_id)


def _known(person_id: int, uuid: UUID) -> Work | None:
    return db.session.scalars(select(Work).where(Work.person_id == person_id, Work.uuid == uuid)).one_or_none()


def waiting(person_id: int, course: str, activity: str) -> Work | None:
    """The work of somebody that waits for its review, where there is one."""
    asked = select(Work).where(
        Work.person_id == person_id, Work.course_id == course, Work.activity_id == activity, Work.state == "waiting"
    )
    return db.session.scalars(asked).one_or_none()
