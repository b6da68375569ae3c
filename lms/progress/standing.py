"""Somebody's standing in a course: the facts, added up. What was added up is remembered until there is one fact more."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import current_app

from lms.kit.fragments_shelf import Shelf
from lms.kit.reading import only_reads
from lms.progress import queries
from lms.progress.rules import Standing, standing_of

NOBODYS = standing_of([])
ROOM = 16 * 1024 * 1024
"""Bytes for each process."""
ENTRY, STEP = 600, 250
"""Bytes that a standing takes, roughly: in all, and for each step or activity in it."""


def standing(person_id: int, course: str) -> Standing:
    """One person's standing. One query, or two after something new was done."""
    return standings([person_id], course)[person_id]


def standings(person_ids: Collection[int], course: str) -> Mapping[int, Standing]:
    """The standings of several people; everyone asked for is in the answer. One query, or two after something new was done."""
    if not only_reads():
        # What this transaction wrote may yet be taken back, and its numbers be given to other facts.
        added_up = queries.facts(person_ids, course)
        return {person_id: standing_of(added_up.get(person_id, [])) for person_id in person_ids}
    shelf = _shelf()
    extents = queries.extents(person_ids, course)
    keys = {person_id: (person_id, course, *extents[person_id]) for person_id in person_ids if person_id in extents}
    known = {person_id: shelf.get(key) for person_id, key in keys.items()}
    unknown = [person_id for person_id, found in known.items() if found is None]
    if unknown:
        facts = queries.facts(unknown, course)
        for person_id in unknown:
            known[person_id] = added = standing_of(facts.get(person_id, []))
            size = ENTRY + STEP * (len(added.finished) + len(added.activities) + len(added.completed))
            shelf.put(keys[person_id], added, size)
    return {person_id: known.get(person_id) or NOBODYS for person_id in person_ids}


def _shelf() -> Shelf[Standing]:
    found: Shelf[Standing] = current_app.extensions.setdefault("gonin_standings", Shelf(ROOM))
    return found
