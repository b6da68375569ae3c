"""Tasks: something to make or to try out. Exercises with a rubric, checks of notebook cells, prompts for generative AI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HandIn = Literal["text", "link", "file"]
Reviewer = Literal["staff", "peers", "peers-unnamed"]
HAND_IN: tuple[HandIn, ...] = ("text", "link", "file")
FILE_KINDS = ("png", "jpg", "pdf", "xlsx", "csv", "xaml", "zip", "ipynb", "mp4")


@dataclass(frozen=True)
class Level:
    """What a work is like that gets so many points of a row."""

    points: int
    html: str


@dataclass(frozen=True)
class RubricRow:
    """One thing that is looked at, what it can bring, and its levels, the highest first."""

    html: str
    points: int
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """Something to make and hand in. `shortest` is the least number of characters of a text, 0 for any.

    `accepts` names kinds of files by their endings; empty means all that `FILE_KINDS` names.
    """

    id: str
    prompt_html: str
    hand_in: tuple[HandIn, ...]
    rubric: tuple[RubricRow, ...]
    points: int
    required: bool
    attempts: int | None = None
    shortest: int = 0
    accepts: tuple[str, ...] = ()
    review: Reviewer = "staff"
    hints: tuple[str, ...] = ()

    @property
    def by_mates(self) -> bool:
        """Whether people of the same team look at each other's works."""
        return self.review != "staff"


@dataclass(frozen=True)
class Check:
    """Tests for a cell of the lesson's notebook. They run where the code runs, so anybody can read `tests`.

    `cell` is the name in the cell's tag `exercise:<name>`.
    """

    id: str
    prompt_html: str
    cell: str
    language: Literal["python"]
    tests: str
    points: int
    required: bool
    attempts: int | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class PromptField:
    """A part of a prompt to write; `value` is its place in the list, from "1"."""

    value: str
    html: str


@dataclass(frozen=True)
class Prompt:
    """Asking generative AI for something: what for, the parts to write, and what to look at by oneself afterwards."""

    id: str
    prompt_html: str
    fields: tuple[PromptField, ...]
    checks: tuple[str, ...]
    points: int
    required: bool
    attempts: int | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskKey:
    """What is shown only after handing in: a model answer and an explanation, as HTML."""

    id: str
    model: str
    explanation: str
    points: int
