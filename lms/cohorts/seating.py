"""Taking a seat, resting, coming back, planning a week."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from lms.cohorts import rules
from lms.cohorts.models import Seat
from lms.kit.db import db


class TeamIsFull(Exception):
    """All five places are taken."""


class AlreadySeated(Exception):
    """This person has a place in the team already."""


def take_seat(cohort_id: int, person_id: int, at: datetime) -> Seat:
    """Give a person the lowest free place. Flushes.

    Raises TeamIsFull or AlreadySeated. Two people may reach for the same number at once: the database lets one have
    it, and the other tries the next free one.
    """
    for _ in range(rules.SEATS + 1):
        taken = dict(db.session.execute(_held(cohort_id)).all())
        if person_id in taken.values():
            raise AlreadySeated
        free = rules.free_numbers(taken)
        if not free:
            raise TeamIsFull
        try:
            with db.session.begin_nested():
                seat = Seat(
                    cohort_id=cohort_id,
                    person_id=person_id,
                    number=free[0],
                    state="active",
                    joined_at=at,
                    changed_at=at,
                )
                db.session.add(seat)
        except IntegrityError:
            continue
        return seat
    raise TeamIsFull


def _held(cohort_id: int) -> Select[int, int]:
    return select(Seat.number, Seat.person_id).where(Seat.cohort_id == cohort_id, Seat.state != "left")


def rest(seat: Seat, at: datetime) -> None:
    """Take a break. The place is kept. Flushes; resting already, nothing changes."""
    if rules.may_rest(seat.state):
        seat.state, seat.changed_at = "resting", at
        db.session.flush()


def come_back(seat: Seat, at: datetime) -> None:
    """Go on after a break. Flushes; active already, nothing changes."""
    if rules.may_come_back(seat.state):
        seat.state, seat.changed_at = "active", at
        db.session.flush()


def plan_week(seat: Seat, plan: rules.Plan, at: datetime) -> None:
    """Set what this person plans for a week. Flushes. Steps are remembered while minutes count."""
    if plan.unit == "steps":
        seat.weekly_steps = plan.amount
    seat.weekly_minutes = plan.amount if plan.unit == "minutes" else None
    seat.changed_at = at
    db.session.flush()
