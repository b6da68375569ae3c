"""Whose result a correction changes, by name in the teams whose names may be seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.cohorts import programmes
from lms.cohorts.programmes import OwnTeam
from lms.practice import corrections

if TYPE_CHECKING:
    from lms.practice.models import Correction
    from lms.practice.second_look import Outlook


@dataclass(frozen=True)
class Change:
    """Somebody whose result changes."""

    team: str
    name: str
    outlook: Outlook


def changes(correction: Correction, teams: Collection[OwnTeam]) -> list[Change]:
    """Those of these teams for whom something changes, team by team, in the order in which they joined."""
    people = [(team.name, person) for team in teams for person in programmes.people_of(team.id)]
    found = corrections.outlooks(correction, [person.person_id for _, person in people]) if people else {}
    named = [(team, person.name, found[person.person_id]) for team, person in people if person.person_id in found]
    return [Change(*each) for each in named if each[2].gains or each[2].loses]
