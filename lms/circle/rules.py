"""What a mate sees of a mate. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PetalState = Literal["done", "doing", "stuck", "resting", "empty"]
CellState = Literal["done", "doing", "stuck", "resting", "ahead"]


@dataclass(frozen=True)
class Petal:
    """One petal of the flower: how it looks, how full it is (0 to 1), and the first letter of its owner's name."""

    state: PetalState
    share: float
    initial: str


EMPTY = Petal("empty", 0.0, "")


@dataclass(frozen=True)
class Week:
    """What a person planned for the week and did of it (both in steps or in minutes), and whether the whole course is done."""

    plan: int
    done: int
    is_finished: bool = False

    @property
    def share(self) -> float:
        """How much of the plan is done, 0 to 1. Whoever finished the course has nothing left to plan."""
        if self.is_finished:
            return 1.0
        return min(1.0, self.done / self.plan) if self.plan > 0 else 0.0


def petal(seat_state: str, week: Week, is_stuck: bool, name: str) -> Petal:
    """A person's petal for the week.

    It fills towards the person's own plan, so petals of different people say nothing about who did more.
    Promises: the share is between 0 and 1; somebody who rests has no share at all.
    """
    initial = name.strip()[:1].upper()
    if seat_state == "resting":
        return Petal("resting", 0.0, initial)
    if is_stuck:
        return Petal("stuck", week.share, initial)
    return Petal("done" if week.share >= 1 else "doing", week.share, initial)


def cell(seat_state: str, is_done: bool, is_begun: bool, is_hard: bool) -> CellState:
    """How one lesson of one person is shown to the team. Whoever rests is shown resting everywhere."""
    if seat_state == "resting":
        return "resting"
    if is_hard:
        return "stuck"
    if is_done:
        return "done"
    return "doing" if is_begun else "ahead"
