"""What a reviewer's form says of a work. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from courses import Exercise
from lms.practice.handed import points_of

LONGEST_BESIDE = 1000
LONGEST_WORDS = 4000


def points_given(exercise: Exercise, fields: Mapping[str, str]) -> list[int] | None:
    """The points in each row of the rubric (`row-1` …); None where some are missing or are not the rubric's."""
    try:
        points = [int(fields.get(f"row-{number}", "")) for number in range(1, len(exercise.rubric) + 1)]
        points_of(exercise, points)
    except ValueError:
        return None
    return points


def words_beside(places: Collection[str], fields: Mapping[str, str]) -> dict[str, str]:
    """What is written beside these places (`beside-1` …), cut where it is too long; nothing of blank ones."""
    texts = {place: fields.get(f"beside-{place}", "").strip() for place in places}
    return {place: text[:LONGEST_BESIDE] for place, text in texts.items() if text}
