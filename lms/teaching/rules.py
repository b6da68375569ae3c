"""What is said of answers, and from how many people on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from lms.progress.rules import ActivityStanding

FEWEST = 5
"""People, below whom nothing is said of them together."""
CellState = Literal["right", "partly", "again", "unsure", "used", "none", "waiting", "nearly"]
Said = TypeVar("Said", bound=Hashable)


@dataclass(frozen=True)
class Cell:
    """One person's result in one activity, for the table of a team."""

    state: CellState
    tries: int = 0
    points: int = 0


def cell(standing: ActivityStanding, attempts: int | None, is_task: bool = False) -> Cell:
    """The result of somebody in an activity. Promises: right exactly where the standing is; none where nothing was sent."""
    tries, points = standing.tries, standing.points
    if standing.right:
        return Cell("right", tries, points)
    if standing.waits:
        return Cell("waiting", tries, points)
    if is_task:
        return Cell("nearly" if tries else "none", tries, points)
    if tries == 0:
        return Cell("unsure" if standing.last_detail.get("unsure") else "none")
    if attempts is not None and tries >= attempts:
        return Cell("used", tries, points)
    if standing.last_detail.get("unsure"):
        return Cell("unsure", tries, points)
    return Cell("partly" if points else "again", tries, points)


@dataclass(frozen=True)
class Count:
    """How many people; None where they are fewer than five and more than none."""

    people: int | None


def count(people: int) -> Count:
    """A number of people as it may be shown. Promises: never one of 1 to 4."""
    return Count(None if 0 < people < FEWEST else people)


def most_common(said: Iterable[Said], most: int) -> Mapping[Said, int]:
    """What at least five people said, the most common first; of equals, in an order that does not depend on who came first."""
    counted = Counter(said)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    return dict([(each, number) for each, number in ordered if number >= FEWEST][:most])
