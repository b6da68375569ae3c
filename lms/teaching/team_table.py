"""A team's answers as one table: a row for each activity, a column for each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courses import ActivityOutline, LessonOutline, Outline
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.cohorts import queries as cohorts
from lms.cohorts.programmes import OwnTeam
from lms.progress.rules import TAKEN, Standing, is_asked, lesson_is_done, points_of
from lms.progress.standing import standings
from lms.teaching.rules import Cell, cell
from lms.teaching.wording import labels, tasks


@dataclass(frozen=True)
class Row:
    """One activity: where it stands, how it asks, and each person's result."""

    lesson: LessonOutline
    step: str
    activity: ActivityOutline
    label: str
    counts: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sum:
    """One person: points of those there are, lessons done of those there are."""

    mate: cohorts.Mate
    points: int
    all_points: int
    lessons: int
    all_lessons: int


@dataclass(frozen=True)
class TeamTable:
    """The table; people stand in the order in which they joined, never by how far they are."""

    team: OwnTeam
    outline: Outline
    sums: tuple[Sum, ...]
    rows: tuple[Row, ...]


def team_table(ref: ReleaseRef, team: OwnTeam, language: str) -> TeamTable:
    """A team's table. Two queries, however many people and activities, once the course was read."""
    outline, mates = catalog.outline(ref), cohorts.mates(team.id)
    found = standings([mate.person_id for mate in mates], ref.course)
    words = labels(ref, language) | tasks(ref, language)
    rows = tuple(
        Row(
            lesson,
            step.id,
            activity,
            words.get(activity.id, activity.id),
            is_asked(activity),
            _cells(activity, mates, found),
        )
        for lesson in outline.lessons
        for step in lesson.steps
        for activity in step.activities
        if activity.kind in TAKEN
    )
    return TeamTable(team, outline, tuple(_sum(mate, outline, found[mate.person_id]) for mate in mates), rows)


def _cells(activity: ActivityOutline, mates: list[cohorts.Mate], found: Mapping[int, Standing]) -> tuple[Cell, ...]:
    is_task = activity.kind == "exercise"
    return tuple(cell(found[mate.person_id].activity(activity.id), activity.attempts, is_task) for mate in mates)


def _sum(mate: cohorts.Mate, outline: Outline, now: Standing) -> Sum:
    points, all_points = points_of(outline, now)
    done = sum(lesson_is_done(lesson, now) for lesson in outline.lessons)
    return Sum(mate, points, all_points, done, len(outline.lessons))
