"""Who may look at what people answered.

Authors see numbers about a course, never about fewer than five people. Names are for instructors whom a coordinator put into
the programme, and for its own teams only.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from lms.accounts.queries import Visitor
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.catalog import queries as catalog
from lms.catalog import sources
from lms.cohorts import programmes
from lms.cohorts.programmes import OwnTeam


@dataclass(frozen=True)
class Teaching:
    """A course that somebody teaches: what people read now, the teams whose names they may see, and whether they write it."""

    ref: catalog.ReleaseRef
    teams: tuple[OwnTeam, ...]
    is_author: bool


def courses_taught(visitor: Visitor) -> list[Teaching]:
    """Every published course that somebody writes or teaches a team in, by its id."""
    written = {line.id for line in sources.course_lines(None if ADMIN.name in visitor.roles else visitor.id)}
    teams = _teams(visitor)
    found = [
        Teaching(ref, tuple(team for team in teams if team.course == ref.course), ref.course in written)
        for ref in catalog.current_releases()
    ]
    return [each for each in found if each.is_author or each.teams]


def teaching_or_404(visitor: Visitor, course: str) -> Teaching:
    """One of them."""
    for each in courses_taught(visitor):
        if each.ref.course == course:
            return each
    abort(404)


def author_or_404(visitor: Visitor, course: str) -> Teaching:
    """One of them, for its authors: they answer for what is right in it."""
    found = teaching_or_404(visitor, course)
    return found if found.is_author else abort(404)


def team_or_404(visitor: Visitor, course: str, code: str) -> tuple[Teaching, OwnTeam]:
    """One team whose names somebody may see."""
    found = teaching_or_404(visitor, course)
    for team in found.teams:
        if team.code == code:
            return found, team
    abort(404)


def _teams(visitor: Visitor) -> list[OwnTeam]:
    if INSTRUCTOR.name not in visitor.roles:
        return []
    return programmes.teams_of([run.id for run in programmes.run_by(visitor.id)])
