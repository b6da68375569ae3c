"""Reads for who runs programmes: the programmes, their teams and people, their invitations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from lms.accounts import queries as accounts
from lms.cohorts import rules
from lms.cohorts.models import Cohort, Invitation, Programme, ProgrammeStaff, Seat
from lms.kit import clock
from lms.kit.db import db


@dataclass(frozen=True)
class Run:
    """A programme as who runs it sees it."""

    id: int
    public_name: str
    inner_name: str
    time_zone: str
    starts_on: date
    ends_on: date

    def is_over(self, at: datetime) -> bool:
        """Whether its last day has passed, where it takes place."""
        return clock.day_of(at, self.time_zone) > self.ends_on


@dataclass(frozen=True)
class OwnTeam:
    """A team as who runs its programme sees it."""

    id: int
    code: str
    name: str
    course: str
    programme_id: int
    taken: int

    @property
    def left(self) -> int:
        """How many places are free."""
        return rules.SEATS - self.taken


@dataclass(frozen=True)
class Invite:
    """The newest invitation to a team: its code, until when it was made for, and whether it lets people in now."""

    code: str
    last_day: date
    is_open: bool


@dataclass(frozen=True)
class Named:
    """Somebody by name."""

    person_id: int
    name: str


@dataclass(frozen=True)
class Joined(Named):
    """Somebody who has a place in a team, and since when."""

    joined_at: datetime


AS_RUN = select(
    Programme.id, Programme.public_name, Programme.inner_name, Programme.time_zone, Programme.starts_on, Programme.ends_on
)  # fmt: skip


def run(programme_id: int) -> Run:
    """One programme. Whether it may be seen is the caller's to know."""
    return Run(*db.session.execute(AS_RUN.where(Programme.id == programme_id)).one())


def run_by(person_id: int) -> list[Run]:
    """The programmes somebody runs, the newest first."""
    rows = db.session.execute(
        AS_RUN.join(ProgrammeStaff, ProgrammeStaff.programme_id == Programme.id)
        .where(ProgrammeStaff.person_id == person_id)
        .order_by(Programme.starts_on.desc(), Programme.id.desc())
    )
    return [Run(*row) for row in rows]


def teams_of(programme_ids: Collection[int]) -> list[OwnTeam]:
    """The teams of programmes, in the order in which they were made."""
    taken = select(func.count()).select_from(Seat).where(Seat.cohort_id == Cohort.id, Seat.state != "left")
    rows = db.session.execute(
        select(Cohort.id, Cohort.code, Cohort.name, Cohort.course_id, Cohort.programme_id, taken.scalar_subquery())
        .where(Cohort.programme_id.in_(programme_ids))
        .order_by(Cohort.id)
    )
    return [OwnTeam(*row) for row in rows]


def newest_invitations(cohort_ids: Collection[int], at: datetime) -> dict[int, Invite]:
    """The newest invitation to each team that ever had one."""
    rows = db.session.execute(
        select(Invitation.cohort_id, Invitation.code, Invitation.expires_at, Programme.ends_on, Programme.time_zone)
        .join(Cohort, Cohort.id == Invitation.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(Invitation.cohort_id.in_(cohort_ids))
        .order_by(Invitation.created_at, Invitation.expires_at)
    )
    return {
        cohort_id: Invite(
            code,
            rules.last_day(expires_at, ends_on, zone),
            rules.is_open(expires_at, at, ends_on, clock.day_of(at, zone)),
        )
        for cohort_id, code, expires_at, ends_on, zone in rows
    }


def people_of(cohort_id: int) -> list[Joined]:
    """Who has a place in a team, in the order of joining."""
    names = accounts.names().subquery()
    rows = db.session.execute(
        select(Seat.person_id, names.c.name, Seat.joined_at)
        .join(names, names.c.person_id == Seat.person_id)
        .where(Seat.cohort_id == cohort_id, Seat.state != "left")
        .order_by(Seat.joined_at, Seat.number)
    )
    return [Joined(*row) for row in rows]


def takers_in(programme_id: int) -> Select[str, int]:
    """The people who have a place in some team of a programme, each with the course: columns `course` and `person_id`."""
    return (
        select(Cohort.course_id.label("course"), Seat.person_id)
        .join(Seat, Seat.cohort_id == Cohort.id)
        .where(Cohort.programme_id == programme_id, Seat.state != "left")
    )


def coordinators_of(programme_id: int) -> list[Named]:
    """Who runs a programme, by name."""
    names = accounts.names().subquery()
    rows = db.session.execute(
        select(ProgrammeStaff.person_id, names.c.name)
        .join(names, names.c.person_id == ProgrammeStaff.person_id)
        .where(ProgrammeStaff.programme_id == programme_id)
        .order_by(names.c.name, ProgrammeStaff.person_id)
    )
    return [Named(*row) for row in rows]
