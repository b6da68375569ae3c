"""Reads about teams and seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from lms.accounts import queries as accounts
from lms.cohorts import rules
from lms.cohorts.models import Cohort, Invitation, Programme, ProgrammeStaff, Seat
from lms.kit import clock
from lms.kit.db import db
from lms.kit.reading import rows, table


@dataclass(frozen=True)
class Place:
    """A person's seat with what pages need to know of its team."""

    seat_id: int
    person_id: int
    number: int
    state: str
    weekly_steps: int
    weekly_minutes: int | None
    joined_at: datetime
    cohort_id: int
    cohort_code: str
    cohort_name: str
    course: str
    programme: str
    time_zone: str

    @property
    def plan(self) -> rules.Plan:
        """What this person plans for a week."""
        return rules.plan_of(self.weekly_steps, self.weekly_minutes)


SEATS, COHORTS, PROGRAMMES = table(Seat), table(Cohort), table(Programme)
PLACES = (
    select(
        SEATS.c.id, SEATS.c.person_id, SEATS.c.number, SEATS.c.state, SEATS.c.weekly_steps, SEATS.c.weekly_minutes,
        SEATS.c.joined_at, COHORTS.c.id,
        COHORTS.c.code, COHORTS.c.name, COHORTS.c.course_id, PROGRAMMES.c.public_name, PROGRAMMES.c.time_zone,
    )
    .join(COHORTS, COHORTS.c.id == SEATS.c.cohort_id)
    .join(PROGRAMMES, PROGRAMMES.c.id == COHORTS.c.programme_id)
    .where(SEATS.c.state != "left", SEATS.c.person_id == bindparam("person"))
    .order_by(SEATS.c.joined_at.desc(), SEATS.c.id.desc())
)  # fmt: skip
PLACE_IN_COURSE = PLACES.where(COHORTS.c.course_id == bindparam("course")).limit(1)


def places_of(person_id: int) -> list[Place]:
    """All seats somebody holds now, the newest first."""
    return [Place(*row) for row in rows(PLACES, person=person_id)]


def place_in_course(person_id: int, course: str) -> Place | None:
    """Somebody's newest seat in a team that takes this course."""
    found = rows(PLACE_IN_COURSE, person=person_id, course=course)
    return Place(*found[0]) if found else None


@dataclass(frozen=True)
class Mate:
    """Somebody in a team, as the team's page knows them."""

    seat_id: int
    person_id: int
    name: str
    number: int
    state: str
    weekly_steps: int
    weekly_minutes: int | None

    @property
    def plan(self) -> rules.Plan:
        """What this person plans for a week."""
        return rules.plan_of(self.weekly_steps, self.weekly_minutes)


NAMES = accounts.names().subquery()
MATES = (
    select(
        SEATS.c.id,
        SEATS.c.person_id,
        NAMES.c.name,
        SEATS.c.number,
        SEATS.c.state,
        SEATS.c.weekly_steps,
        SEATS.c.weekly_minutes,
    )
    .join(NAMES, NAMES.c.person_id == SEATS.c.person_id)
    .where(SEATS.c.cohort_id == bindparam("cohort"), SEATS.c.state != "left")
    .order_by(SEATS.c.number)
)


def mates(cohort_id: int) -> list[Mate]:
    """The people of a team, by seat."""
    return [Mate(*row) for row in rows(MATES, cohort=cohort_id)]


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
    taken = select(func.count()).select_from(SEATS).where(SEATS.c.cohort_id == COHORTS.c.id, SEATS.c.state != "left")
    return select(
        COHORTS.c.id, COHORTS.c.code, COHORTS.c.name, COHORTS.c.course_id, PROGRAMMES.c.public_name, PROGRAMMES.c.time_zone,
        PROGRAMMES.c.ends_on, taken.scalar_subquery(),
    ).join(PROGRAMMES, PROGRAMMES.c.id == COHORTS.c.programme_id)  # fmt: skip


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


TEAM = _teams().where(COHORTS.c.code == bindparam("code"))


def team(code: str) -> Team | None:
    """A team by the code in its address."""
    found = rows(TEAM, code=code)
    return Team(*found[0]) if found else None


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
