"""Making programmes, teams and invitations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, update

from lms.cohorts import queries, rules
from lms.cohorts.models import Cohort, Invitation, Programme, ProgrammeStaff
from lms.kit.db import db


@dataclass(frozen=True)
class Agreement:
    """What was agreed with a partner."""

    public_name: str
    inner_name: str
    time_zone: str
    starts_on: date
    ends_on: date


def make_programme(agreement: Agreement, coordinator_id: int) -> Programme:
    """Make a programme, run by a coordinator. Flushes."""
    programme = Programme(**vars(agreement))
    db.session.add(programme)
    db.session.flush()
    db.session.add(ProgrammeStaff(programme_id=programme.id, person_id=coordinator_id))
    db.session.flush()
    return programme


def change_programme(programme: Programme, agreement: Agreement) -> None:
    """Change what was agreed. Flushes."""
    for name, value in vars(agreement).items():
        setattr(programme, name, value)
    db.session.flush()


def share_programme(programme_id: int, coordinator_id: int) -> None:
    """Let one more coordinator run a programme. Flushes; running it already, nothing changes."""
    if not queries.runs_programme(coordinator_id, programme_id):
        db.session.add(ProgrammeStaff(programme_id=programme_id, person_id=coordinator_id))
        db.session.flush()


def leave_programme(programme_id: int, colleague_id: int) -> bool:
    """Let somebody no longer work in a programme; whether they did. Flushes."""
    gone = delete(ProgrammeStaff).where(
        ProgrammeStaff.programme_id == programme_id, ProgrammeStaff.person_id == colleague_id
    )  # fmt: skip
    return bool(db.session.execute(gone.returning(ProgrammeStaff.id)).all())


def make_cohort(programme: Programme, course: str, name: str, at: datetime) -> Cohort:
    """Make a team without people in it. Flushes."""
    cohort = Cohort(code=_code(12), programme_id=programme.id, course_id=course, name=name, created_at=at)
    db.session.add(cohort)
    db.session.flush()
    return cohort


def rename_cohort(cohort: Cohort, name: str) -> None:
    """Give a team another name. Flushes."""
    cohort.name = name
    db.session.flush()


def invite(cohort: Cohort, at: datetime) -> Invitation:
    """Make an invitation to a team. Flushes."""
    invitation = Invitation(
        code=_code(rules.CODE_LENGTH), cohort_id=cohort.id, created_at=at, expires_at=at + rules.INVITATION_LASTS
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def withdraw_invitations(cohort_id: int, at: datetime) -> bool:
    """Close every open invitation to a team, from this moment on; whether there was one. Flushes.

    The row stays, so that who holds an old paper is told what it is, and the code is never given out again.
    """
    closed = update(Invitation).where(Invitation.cohort_id == cohort_id, Invitation.expires_at > at)
    return bool(db.session.execute(closed.values(expires_at=at)).rowcount)  # type: ignore[attr-defined]  # UPDATE gives a cursor result.


def _code(length: int) -> str:
    return "".join(secrets.choice(rules.CODE_ALPHABET) for _ in range(length))
