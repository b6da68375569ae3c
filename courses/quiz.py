"""A quiz in two halves: what people see, and the key that stays on the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

QuizForm = Literal["one", "several", "gap"]


@dataclass(frozen=True)
class Option:
    """One choice; `value` is its place in the list, from "1"."""

    value: str
    html: str


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
    """What people see before answering: nothing in it tells the answer."""

    id: str
    form: QuizForm
    prompt_html: str
    options: tuple[Option, ...]
    pieces: tuple[GapText | GapField, ...]
    points: int
    attempts: int | None
    required: bool


@dataclass(frozen=True)
class QuizKey:
    """What grading needs: right option values or accepted spellings per gap, and what to say afterwards."""

    id: str
    form: QuizForm
    right: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]
    feedback: Mapping[str, str]
    explanation: str
    points: int
