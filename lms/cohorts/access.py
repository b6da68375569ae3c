"""Fetching a seat or a team is the permission: who may not have it finds nothing."""

from __future__ import annotations

from flask import abort

from lms.accounts.queries import Visitor
from lms.cohorts import queries
from lms.cohorts.models import Cohort, Programme, Seat
from lms.kit.db import db


def team_or_404(visitor: Visitor, code: str) -> queries.Team:
    """A team, for its own people and for who runs its programme. To everybody else it is not there."""
    return team_and_mates_or_404(visitor, code)[0]


def team_and_mates_or_404(visitor: Visitor, code: str) -> tuple[queries.Team, list[queries.Mate]]:
    """The same, with its people."""
    team = queries.team(code)
    if team is None:
        abort(404)
    mates = queries.mates(team.id)
    is_mate = any(mate.person_id == visitor.id for mate in mates)
    if is_mate or ("coordinator" in visitor.roles and queries.runs_programme_of(visitor.id, team.id)):
        return team, mates
    abort(404)


def own_seat_or_404(visitor: Visitor, cohort_code: str) -> Seat:
    """My own seat in a team, to be changed."""
    for place in queries.places_of(visitor.id):
        if place.cohort_code == cohort_code:
            seat = db.session.get(Seat, place.seat_id)
            if seat is not None:
                return seat
    abort(404)


def own_programme_or_404(visitor: Visitor, programme_id: int) -> Programme:
    """A programme I run, to be changed. A number too large for a database is nobody's programme."""
    if 0 < programme_id < 2**63 and queries.runs_programme(visitor.id, programme_id):
        programme = db.session.get(Programme, programme_id)
        if programme is not None:
            return programme
    abort(404)


def run_team_or_404(visitor: Visitor, code: str) -> Cohort:
    """A team of a programme I run, to be changed."""
    team = queries.team(code)
    if team is not None and queries.runs_programme_of(visitor.id, team.id):
        cohort = db.session.get(Cohort, team.id)
        if cohort is not None:
            return cohort
    abort(404)
