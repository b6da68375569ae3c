"""A mate's work, for somebody who was asked for the same: what it is, and whose where names are told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import Select

from courses import Exercise
from lms.cohorts import queries as cohorts
from lms.cohorts.queries import Place
from lms.practice import mates, works
from lms.practice.works import Told

if TYPE_CHECKING:
    from lms.practice.models import Work


class MateFile(NamedTuple):
    """A file as a mate may see it: where names are left out, its own name could tell whose it is."""

    uuid: UUID
    name: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True)
class MateWork:
    """The work of somebody in the same team; `name` is empty where the task leaves names out."""

    work: Work
    exercise: Exercise
    told: Told
    name: str
    files: tuple[MateFile, ...]


def waiting(place: Place | None, activities: Collection[str]) -> list[Work]:
    """The works of mates that somebody may look at now, the oldest first. Two queries; none without a task for mates."""
    found = _open_to(place, activities)
    # Whoever handed in when an instructor was to look was not told that mates would.
    return [] if found is None else [work for work in mates.waiting(found) if _is_for_mates(work)]


def _open_to(place: Place | None, activities: Collection[str]) -> Select[Work] | None:
    """Nobody is asked during a rest, and nothing is shown of people who rest."""
    if place is None or place.state != "active" or not activities:
        return None
    active = [mate.person_id for mate in cohorts.mates(place.cohort_id) if mate.state == "active"]
    others = [person for person in active if person != place.person_id]
    return mates.open_to(place.person_id, others, place.course, activities)


def _is_for_mates(work: Work) -> bool:
    exercise = works.exercise_of(work)
    return exercise is not None and exercise.by_mates


def is_too_late(place: Place | None, activity: str, number: int) -> bool:
    """Whether a work that somebody could have looked at was taken back or reviewed meanwhile."""
    found = _open_to(place, [activity])
    return found is not None and mates.no_longer_waits(found, number)


def mate_work_or_404(place: Place | None, activity: str, number: int) -> MateWork:
    """One of them."""
    found = next((work for work in waiting(place, [activity]) if work.id == number), None)
    exercise = works.exercise_of(found) if found else None
    if found is None or exercise is None:
        abort(404)
    history = works.history(found.person_id, found.course_id, found.activity_id)
    told = next(each for each in history if each.work.id == found.id)
    is_named = exercise.review == "peers"
    files = tuple(
        MateFile(
            file.uuid, file.name if is_named else f"{place_in_list}.{file.kind}", file.kind, file.size, file.sha256
        )
        for place_in_list, file in enumerate(told.files, start=1)
    )
    return MateWork(found, exercise, told, works.name_of(found.person_id) if is_named else "", files)
