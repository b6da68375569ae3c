"""One learner of a team: what the certificate asks of them, with points and excuses."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from lms.certificates.due import CourseDue, course_due
from lms.cohorts import programmes
from lms.cohorts.programmes import Joined, OwnTeam


@dataclass(frozen=True)
class PersonPage:
    """The page; `due` is None where the course gives no certificate."""

    team: OwnTeam
    person: Joined
    due: CourseDue | None

    @property
    def keys(self) -> frozenset[str]:
        """The requirements by which somebody can be excused."""
        return frozenset(one.key for one in self.due.requirements) if self.due else frozenset()


def person_page_or_404(team: OwnTeam, person_id: int) -> PersonPage:
    """The page of somebody who has a place in the team."""
    for person in programmes.people_of(team.id):
        if person.person_id == person_id:
            return PersonPage(team, person, course_due(person_id, team.course))
    abort(404)
