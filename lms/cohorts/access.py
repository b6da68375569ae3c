"""Fetching a seat or a team is the permission: who may not have it finds nothing."""

from __future__ import annotations

from flask import abort

from lms.accounts.queries import Visitor
from lms.cohorts import queries
from lms.cohorts.models import Seat
from lms.kit.db import db


def team_or_404(visitor: Visitor, code: str) -> queries.Team:
    """A team, for its own people and for who runs its programme. To everybody else it is not there."""
    team = queries.team(code)
    if team is None:
        abort(404)
    is_mate = any(mate.person_id == visitor.id for mate in queries.mates(team.id))
    if is_mate or ("coordinator" in visitor.roles and queries.runs_programme_of(visitor.id, team.id)):
        return team
    abort(404)


def own_seat_or_404(visitor: Visitor, cohort_code: str) -> Seat:
    """My own seat in a team, to be changed."""
    for place in queries.places_of(visitor.id):
        if place.cohort_code == cohort_code:
            seat = db.session.get(Seat, place.seat_id)
            if seat is not None:
                return seat
    abort(404)
