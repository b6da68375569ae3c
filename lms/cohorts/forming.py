"""Making programmes, teams and invitations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from lms.cohorts import rules
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


def make_cohort(programme: Programme, course: str, name: str, at: datetime) -> Cohort:
    """Make a team without people in it. Flushes."""
    cohort = Cohort(code=_code(12), programme_id=programme.id, course_id=course, name=name, created_at=at)
    db.session.add(cohort)
    db.session.flush()
    return cohort


def invite(cohort: Cohort, at: datetime) -> Invitation:
    """Make an invitation to a team. Flushes."""
    invitation = Invitation(
        code=_code(rules.CODE_LENGTH), cohort_id=cohort.id, created_at=at, expires_at=at + rules.INVITATION_LASTS
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def _code(length: int) -> str:
    return "".join(secrets.choice(rules.CODE_ALPHABET) for _ in range(length))
