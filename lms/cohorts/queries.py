"""Reads about teams and seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from lms.accounts import queries as accounts
from lms.cohorts import rules
from lms.cohorts.models import Cohort, Invitation, Programme, ProgrammeStaff, Seat
from lms.kit import clock
from lms.kit.db import db


@dataclass(frozen=True)
class Place:
    """A person's seat with what pages need to know of its team."""

    seat_id: int
    person_id: int
    number: int
    state: str
    weekly_steps: int
    joined_at: datetime
    cohort_id: int
    cohort_code: str
    cohort_name: str
    course: str
    programme: str
    time_zone: str


def _places() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Seat.id, Seat.person_id, Seat.number, Seat.state, Seat.weekly_steps, Seat.joined_at,
            Cohort.id, Cohort.code, Cohort.name, Cohort.course_id, Programme.public_name, Programme.time_zone,
        )
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(Seat.state != "left")
        .order_by(Seat.joined_at.desc(), Seat.id.desc())
    )  # fmt: skip


def places_of(person_id: int) -> list[Place]:
    """All seats somebody holds now, the newest first."""
    return [Place(*row) for row in db.session.execute(_places().where(Seat.person_id == person_id))]


def place_in_course(person_id: int, course: str) -> Place | None:
    """Somebody's newest seat in a team that takes this course."""
    row = db.session.execute(
        _places().where(Seat.person_id == person_id, Cohort.course_id == course).limit(1)
    ).one_or_none()
    return Place(*row) if row else None


@dataclass(frozen=True)
class Mate:
    """Somebody in a team, as the team's page knows them."""

    seat_id: int
    person_id: int
    name: str
    number: int
    state: str
    weekly_steps: int


def mates(cohort_id: int) -> list[Mate]:
    """The people of a team, by seat."""
    names = accounts.names().subquery()
    rows = db.session.execute(
        select(Seat.id, Seat.person_id, names.c.name, Seat.number, Seat.state, Seat.weekly_steps)
        .join(names, names.c.person_id == Seat.person_id)
        .where(Seat.cohort_id == cohort_id, Seat.state != "left")
        .order_by(Seat.number)
    )
    return [Mate(*row) for row in rows]


@dataclass(frozen=True)
class Team:
    """A cohort as pages about it need it."""

    id: int
    code: str
    name: str
    course: str
    programme: str
    time_zone: str
    ends_on: date
    taken: int = 0


def _teams() -> Select[*tuple[Any, ...]]:
    taken = select(func.count()).select_from(Seat).where(Seat.cohort_id == Cohort.id, Seat.state != "left")
    return select(
        Cohort.id, Cohort.code, Cohort.name, Cohort.course_id, Programme.public_name, Programme.time_zone,
        Programme.ends_on, taken.scalar_subquery(),
    ).join(Programme, Programme.id == Cohort.programme_id)  # fmt: skip


def team_of_invitation(code: str, at: datetime) -> Team | None:
    """The team an invitation leads to, while it is open."""
    row = db.session.execute(
        _teams()
        .join(Invitation, Invitation.cohort_id == Cohort.id)
        .add_columns(Invitation.expires_at)
        .where(Invitation.code == code)
    ).one_or_none()
    if row is None:
        return None
    *columns, expires_at = row
    team = Team(*columns)
    return team if rules.is_open(expires_at, at, team.ends_on, clock.day_of(at, team.time_zone)) else None


def team(code: str) -> Team | None:
    """A team by the code in its address."""
    row = db.session.execute(_teams().where(Cohort.code == code)).one_or_none()
    return Team(*row) if row else None


def runs_programme_of(person_id: int, cohort_id: int) -> bool:
    """Whether somebody runs the programme a team belongs to."""
    found = db.session.scalar(
        select(ProgrammeStaff.id)
        .join(Cohort, Cohort.programme_id == ProgrammeStaff.programme_id)
        .where(Cohort.id == cohort_id, ProgrammeStaff.person_id == person_id)
    )
    return found is not None


def runs_programme(person_id: int, programme_id: int) -> bool:
    """Whether somebody runs a programme."""
    asked = select(ProgrammeStaff.id).where(
        ProgrammeStaff.programme_id == programme_id, ProgrammeStaff.person_id == person_id
    )
    return db.session.scalar(asked) is not None


def inner_name_is_taken(inner_name: str, except_for: int | None) -> bool:
    """Whether another programme has this inner name, in whatever case it is written."""
    asked = select(Programme.id, Programme.inner_name).where(func.lower(Programme.inner_name) == inner_name.lower())
    return any(number != except_for for number, _ in db.session.execute(asked))
