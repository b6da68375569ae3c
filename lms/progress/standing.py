"""Somebody's standing in a course: the facts, added up."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lms.progress import queries
from lms.progress.rules import Standing, standing_of


def standing(person_id: int, course: str) -> Standing:
    """One person's standing. One query."""
    return standing_of(queries.facts([person_id], course).get(person_id, []))


def standings(person_ids: Collection[int], course: str) -> Mapping[int, Standing]:
    """The standings of several people; everyone asked for is in the answer. One query."""
    found = queries.facts(person_ids, course)
    return {person_id: standing_of(found.get(person_id, [])) for person_id in person_ids}
