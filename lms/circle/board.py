"""The board: how the team is doing, as one typed answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from courses import LessonOutline, Outline
from lms.catalog import queries as catalog
from lms.circle import rules
from lms.cohorts import queries as cohorts
from lms.cohorts.rules import SEATS
from lms.kit import clock
from lms.progress.ahead.rules import minutes_since
from lms.progress.rules import Standing, lesson_is_done
from lms.progress.standing import standings


@dataclass(frozen=True)
class HardPart:
    """Something a mate finds hard."""

    name: str
    is_me: bool
    lesson: LessonOutline
    step: str
    number: int


@dataclass(frozen=True)
class Row:
    """One mate in the table: the petal, the state word, and a cell for each lesson."""

    name: str
    is_me: bool
    petal: rules.Petal
    cells: tuple[rules.CellState, ...]


@dataclass(frozen=True)
class Board:
    """The whole board. Rows stand in the order in which people joined, never by how far they are."""

    team: cohorts.Team
    digest: str
    outline: Outline
    petals: tuple[rules.Petal, ...]
    rows: tuple[Row, ...]
    hard: tuple[HardPart, ...]

    @property
    def places_left(self) -> int:
        """How many seats are free."""
        return SEATS - len(self.rows)


def board(team: cohorts.Team, mates: list[cohorts.Mate], viewer_id: int, at: datetime) -> Board:
    """The board of a team and its people. Two queries, or three after something new was done, however long the history."""
    ref = catalog.current_release(team.course)
    if ref is None:
        raise LookupError(f"the team {team.id} takes {team.course}, which has no release")
    outline = catalog.outline(ref)
    found = standings([mate.person_id for mate in mates], team.course)
    monday = clock.week_start(at, team.time_zone)
    rows = {mate.number: _row(mate, (ref.digest, outline), found[mate.person_id], viewer_id, monday) for mate in mates}
    hard = [part for mate in mates for part in _hard_parts(mate, outline, found[mate.person_id], viewer_id)]
    petals = tuple(rows[number].petal if number in rows else rules.EMPTY for number in range(1, SEATS + 1))
    return Board(team, ref.digest, outline, petals, tuple(rows.values()), tuple(hard))


def _row(mate: cohorts.Mate, course: tuple[str, Outline], standing: Standing, viewer_id: int, monday: datetime) -> Row:
    digest, outline = course
    is_finished = standing.remembered(("finished", digest), lambda: _is_finished(outline, standing))
    cells = standing.remembered(("cells", digest, mate.state), lambda: _cells(mate.state, outline, standing))
    plan = mate.plan
    done = minutes_since(outline, standing, monday) if plan.unit == "minutes" else standing.finished_since(monday)
    week = rules.Week(plan.amount, done, is_finished)
    petal = rules.petal(mate.state, week, bool(standing.hard), mate.name)
    return Row(mate.name, mate.person_id == viewer_id, petal, cells)


def _is_finished(outline: Outline, standing: Standing) -> bool:
    return all(lesson_is_done(lesson, standing) for lesson in outline.lessons)


def _cells(state: str, outline: Outline, standing: Standing) -> tuple[rules.CellState, ...]:
    return tuple(
        rules.cell(
            state,
            lesson_is_done(lesson, standing),
            standing.has_begun(lesson.id),
            any((lesson.id, step.id) in standing.hard for step in lesson.steps),
        )
        for lesson in outline.lessons
    )


def _hard_parts(mate: cohorts.Mate, outline: Outline, standing: Standing, viewer_id: int) -> list[HardPart]:
    """What is hard for a mate who is not resting: a rest is nobody's business."""
    if mate.state == "resting" or not standing.hard:
        return []
    return [
        HardPart(mate.name, mate.person_id == viewer_id, lesson, step.id, number)
        for lesson in outline.lessons
        for number, step in enumerate(lesson.steps, start=1)
        if (lesson.id, step.id) in standing.hard
    ]
