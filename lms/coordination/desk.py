"""What a coordinator sees: programmes with their teams, and one team with its people and its invitation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from courses.outline import in_language
from lms.catalog import queries as catalog
from lms.cohorts import programmes
from lms.cohorts.programmes import Invite, Joined, OwnTeam, Run
from lms.practice import works

if TYPE_CHECKING:
    from lms.cohorts.models import Cohort

Entry = Literal["full", "over", "open", "closed", "none"]
"""How people come into a team: all places taken; programme over; invitation open; it was closed or is out of date; never made."""


@dataclass(frozen=True)
class Line:
    """A team in a list."""

    team: OwnTeam
    invite: Invite | None
    entry: Entry


@dataclass(frozen=True)
class Section:
    """A programme and its teams."""

    run: Run
    lines: Sequence[Line]


def sections(runs: Sequence[Run], at: datetime) -> list[Section]:
    """Programmes with their teams. Two queries, however many there are."""
    teams = programmes.teams_of([run.id for run in runs])
    invites = programmes.newest_invitations([team.id for team in teams], at)
    over = {run.id: run.is_over(at) for run in runs}
    lines = [_line(team, invites.get(team.id), over[team.programme_id]) for team in teams]
    return [Section(run, [line for line in lines if line.team.programme_id == run.id]) for run in runs]


def works_waiting(programme_id: int) -> int:
    """How many works wait for somebody to look at them in the teams of a programme. One query."""
    return works.count_waiting(programmes.takers_in(programme_id))


@dataclass(frozen=True)
class TeamPage:
    """One team with its programme and its people."""

    run: Run
    line: Line
    people: Sequence[Joined]


def team_page(cohort: Cohort, at: datetime) -> TeamPage:
    """One team as its coordinator sees it. Three queries."""
    run = programmes.run(cohort.programme_id)
    people = programmes.people_of(cohort.id)
    team = OwnTeam(cohort.id, cohort.code, cohort.name, cohort.course_id, run.id, len(people))
    invite = programmes.newest_invitations([cohort.id], at).get(cohort.id)
    return TeamPage(run, _line(team, invite, run.is_over(at)), people)


def entry_of(team: OwnTeam, invite: Invite | None, is_over: bool) -> Entry:
    """How people come into a team now."""
    if team.left <= 0:
        return "full"
    if is_over:
        return "over"
    if invite is None:
        return "none"
    return "open" if invite.is_open else "closed"


def _line(team: OwnTeam, invite: Invite | None, is_over: bool) -> Line:
    return Line(team, invite, entry_of(team, invite, is_over))


def course_titles(language: str) -> dict[str, str]:
    """The published courses, by name, with their titles in this language, else in English: most readers know its letters."""
    outlines = {ref.course: catalog.outline(ref) for ref in catalog.current_releases()}
    return {
        course: in_language(outline.titles, language, ("en", *outline.languages))
        for course, outline in outlines.items()
    }
