"""Decisions of certificates: when one is due, whether it still holds, and which names go on it. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

LONGEST_NAME = 100


class Validity(StrEnum):
    """The words for a certificate's state; GLOSSARY gives what people read for each."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REPLACED = "replaced"
    """A renewal or correction took its place: the old one is no longer valid, and never says what the new one is."""
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reached:
    """How far a person came in a course: required lessons, and points of activities that count, as whole numbers."""

    lessons_done: int
    lessons_asked: int
    points: int
    points_possible: int


@dataclass(frozen=True)
class Missing:
    """What a certificate still asks for; nothing where both are 0."""

    lessons: int
    points: int


def missing(reached: Reached, points_percent: int) -> Missing:
    """The lessons and points still needed, where `points_percent` (0–100) of the possible points are asked for."""
    # Rounded up: with 60 % of 7 points, 4 are too few.
    points_asked = -(-reached.points_possible * points_percent // 100)
    return Missing(
        lessons=max(0, reached.lessons_asked - reached.lessons_done),
        points=max(0, points_asked - reached.points),
    )


@dataclass(frozen=True)
class Ends:
    """The moments that end a certificate, each None while it has not been set."""

    revoked_at: datetime | None = None
    replaced_at: datetime | None = None
    valid_until: datetime | None = None


def validity(ends: Ends, now: datetime) -> Validity:
    """The state of a certificate of ours at `now`. A withdrawal outweighs everything else that ended it."""
    if ends.revoked_at is not None:
        return Validity.REVOKED
    if ends.replaced_at is not None:
        return Validity.REPLACED
    if ends.valid_until is not None and ends.valid_until <= now:
        return Validity.EXPIRED
    return Validity.VALID


NameProblem = Literal["empty", "long", "control", "symbol"]

# Joiners and direction marks are part of writing Persian, Arabic and Indic names; they turn nothing around.
_ALLOWED_FORMAT = frozenset("\u200c\u200d\u200e\u200f\u061c")
# Letters to Unicode, blanks to the eye: a name of these alone would look empty.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_IDEOGRAPHIC_PLANES = range(0x20000, 0x3FFFE)


def certificate_name(text: str) -> str:
    """The name as its holder wrote it, without the blanks around it; nothing else is changed."""
    return text.strip()


def name_problem(text: str) -> NameProblem | None:
    """What is wrong with the name for a certificate, or None. Any script, at most 100 characters.

    `control`: characters that cannot be seen, or that turn the direction of the text around them.
    `symbol`: pictures such as emoji, which paper has no letters for.
    """
    name = certificate_name(text)
    if len(name) > LONGEST_NAME:
        return "long"
    kinds = [_character(each) for each in name]
    if "control" in kinds:
        return "control"
    if "symbol" in kinds:
        return "symbol"
    return None if "letter" in kinds else "empty"


def _character(each: str) -> Literal["letter", "other", "symbol", "control"]:
    category = unicodedata.category(each)
    if each in _BLANK_LETTERS or each in _ALLOWED_FORMAT:
        return "other"
    if category == "Cn" and ord(each) in _IDEOGRAPHIC_PLANES and ord(each) & 0xFFFE != 0xFFFE:
        # Kanji newer than this Python's tables are still somebody's name.
        return "letter"
    if category.startswith("C") or category in ("Zl", "Zp"):
        return "control"
    if category == "So" or "\U0001f3fb" <= each <= "\U0001f3ff":
        return "symbol"
    return "letter" if category.startswith("L") else "other"
