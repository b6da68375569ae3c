"""What is handed in for a task: its shape, and what is missing in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from courses import Exercise
from lms.practice.given import can_be_shown

LONGEST_TEXT = 10_000
LONGEST_LINK = 2_000
Missing = Literal["nothing", "nothing-file", "text-short", "text-long", "text-odd", "link-odd"]
"""What stands in the way of handing in."""


@dataclass(frozen=True)
class Handed:
    """What somebody hands in; empty where a task does not ask for it."""

    text: str = ""
    link: str = ""
    files: int = 0
    """How many files lie with it."""


def taken_from(exercise: Exercise, text: str, link: str, files: int = 0) -> Handed:
    """What of a form belongs to this task, tidied. Promises: handed in twice it is the same."""
    return Handed(
        text.replace("\r\n", "\n").replace("\r", "\n").strip() if "text" in exercise.hand_in else "",
        link.strip() if "link" in exercise.hand_in else "",
        files if "file" in exercise.hand_in else 0,
    )


def missing(exercise: Exercise, handed: Handed) -> Missing | None:
    """What is still to be done before this can be handed in; None when it can.

    Promises: one form of what a task asks for is enough; a text that stands alone is as long as the
    task asks, without counting blanks.
    """
    if not can_be_shown(handed.text) or not can_be_shown(handed.link):
        return "text-odd"
    if not handed.text and not handed.link and not handed.files:
        return "nothing-file" if "file" in exercise.hand_in else "nothing"
    if len(handed.text) > LONGEST_TEXT:
        return "text-long"
    stands_alone = not handed.link and not handed.files
    if stands_alone and len(re.sub(r"\s", "", handed.text)) < exercise.shortest:
        return "text-short"
    return "link-odd" if handed.link and not is_link(handed.link) else None


def is_link(text: str) -> bool:
    """Whether a text is an address on the web that a person can open."""
    if len(text) > LONGEST_LINK or re.search(r"[\s<>\"\x00-\x1f\x7f]", text):
        return False
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and "." in (parts.hostname or "")
            and not parts.username
        )
    except ValueError:
        return False


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, as words stand beside them. Promises: nothing but blank lines is lost."""
    return tuple(each.strip("\n") for each in re.split(r"\n[ \t\u3000]*\n", text) if each.strip())


def points_of(exercise: Exercise, given: Sequence[int]) -> int:
    """The points of a work: those of the rows together, at most what the task can bring.

    Promises: each row brings at most what its rubric says, and never less than nothing. Raises ValueError for other rows.
    """
    if len(given) != len(exercise.rubric) or any(
        not 0 <= one <= row.points for one, row in zip(given, exercise.rubric, strict=True)
    ):
        raise ValueError(given)
    return min(sum(given), exercise.points)
