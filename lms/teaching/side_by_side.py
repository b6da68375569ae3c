"""What the people of a team made for one task, or wrote for one check, beside each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort

from courses import Check, Exercise
from lms.catalog.queries import ReleaseRef
from lms.cohorts import queries as cohorts
from lms.cohorts.programmes import OwnTeam
from lms.practice import works
from lms.progress import answered
from lms.progress.standing import standings
from lms.teaching.rules import Cell, cell
from lms.teaching.wording import made


@dataclass(frozen=True)
class Made:
    """What one person made last; `work` is its number where it was handed in for a task."""

    name: str
    cell: Cell
    text: str = ""
    link: str = ""
    files: int = 0
    work: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class SideBySide:
    """A task with what each of some teams made, in the order in which people joined."""

    activity: Exercise | Check
    teams: tuple[tuple[OwnTeam, tuple[Made, ...]], ...]

    @property
    def kind(self) -> str:
        """As outlines call it."""
        return "exercise" if isinstance(self.activity, Exercise) else "check"


def side_by_side_or_404(ref: ReleaseRef, teams: Collection[OwnTeam], activity: str, language: str) -> SideBySide:
    """The page of a task or a check of a course."""
    found = made(ref, language).get(activity) or abort(404)
    return SideBySide(found, tuple((team, _team(ref, team, found)) for team in teams))


def _team(ref: ReleaseRef, team: OwnTeam, activity: Exercise | Check) -> tuple[Made, ...]:
    mates = cohorts.mates(team.id)
    ids = [mate.person_id for mate in mates]
    now, is_task = standings(ids, ref.course), isinstance(activity, Exercise)
    last = _works(ref.course, activity.id, ids) if is_task else _code(ref.course, activity.id, ids)
    lines = []
    for mate in mates:
        state = cell(now[mate.person_id].activity(activity.id), activity.attempts, is_task)
        lines.append(Made(mate.name, state, *last.get(mate.person_id, ())))
    return tuple(lines)


def _works(course: str, activity: str, people: list[int]) -> Mapping[int, tuple[str, str, int, int, datetime]]:
    return {
        told.work.person_id: (told.work.text, told.work.link, len(told.files), told.work.id, told.work.handed_in_at)
        for told in works.last_of(course, activity, people)
    }


def _code(course: str, activity: str, people: list[int]) -> Mapping[int, tuple[str, str, int, None, datetime]]:
    facts = answered.answers_of(course, activity, people)
    sent = {person: [fact for fact in each if fact.kind == "answered"] for person, each in facts.items()}
    return {
        person: (str(each[-1].detail.get("text", "")), "", 0, None, each[-1].at)
        for person, each in sent.items()
        if each
    }
