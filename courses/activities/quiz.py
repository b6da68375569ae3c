"""A quiz in two halves: what people see, and the key that stays on the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

QuizForm = Literal["one", "several", "gap", "number", "order", "pairs"]


@dataclass(frozen=True)
class Option:
    """One choice, thing to put in order, or side of a pair; `value` is its place in the list shown, from "1".

    `text` are the words alone, for lists to choose from; empty where nothing is chosen from a list.
    """

    value: str
    html: str
    text: str = ""


@dataclass(frozen=True)
class GapText:
    """HTML between two gaps; balanced only together with the pieces beside it."""

    html: str


@dataclass(frozen=True)
class GapField:
    """The place of a gap, numbered from 1; the page puts an input here."""

    number: int


@dataclass(frozen=True)
class Quiz:
    """What people see before answering: nothing in it tells the answer.

    `options`: choices in the author's order; things to put in order, mixed; right sides of pairs, mixed.
    `lefts`: the left sides of pairs, in the author's order. `unit`: HTML behind the field for a number.
    """

    id: str
    form: QuizForm
    prompt_html: str
    options: tuple[Option, ...]
    pieces: tuple[GapText | GapField, ...]
    points: int
    attempts: int | None
    required: bool
    hints: tuple[str, ...] = ()
    lefts: tuple[Option, ...] = ()
    unit: str = ""
    shuffle: bool = field(default=False, metadata={"sparing": True})
    """Whether choices are shown in another order at each try."""
    others: tuple[Quiz, ...] = field(default=(), metadata={"sparing": True})
    """Further questions that may be asked in the place of this one; they have its id, points and tries."""

    def variant(self, number: int) -> Quiz:
        """The question of this number, 0 for the first. Promises: the first where there is none of the number."""
        return self.others[number - 1] if 0 < number <= len(self.others) else self


@dataclass(frozen=True)
class NumberKey:
    """The right number and how far off an answer may be, both as exact decimals in text; `unit` may be typed along."""

    value: str
    tolerance: str
    unit: str = ""


@dataclass(frozen=True)
class Reply:
    """What to say to somebody who typed `answer` into a gap or as a number."""

    answer: str
    html: str


@dataclass(frozen=True)
class QuizKey:
    """What grading needs, and what to say afterwards.

    `right`: values of the right options; of things in their right order; for each left side, of its right one.
    """

    id: str
    form: QuizForm
    right: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]
    feedback: Mapping[str, str]
    explanation: str
    points: int
    number: NumberKey | None = None
    replies: tuple[Reply, ...] = ()
    whole: bool = field(default=False, metadata={"sparing": True})
    """Whether points are given for all parts together only."""
    others: tuple[QuizKey, ...] = field(default=(), metadata={"sparing": True})
    """The keys of the quiz's other questions, in their order."""

    def variant(self, number: int) -> QuizKey:
        """The key to the question of this number, 0 for the first. Promises: the first where there is none of the number."""
        return self.others[number - 1] if 0 < number <= len(self.others) else self


def is_answered_alike(one: str, other: str) -> bool:
    """Whether answers to the one form can be understood in the other: one more right option is a correction.

    Forms that are not known ("", in outlines of engine 1) are not compared.
    """
    choices = {"one", "several"}
    return not one or not other or one == other or {one, other} == choices
