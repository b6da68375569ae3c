"""Decisions about seats and invitations. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import date, datetime, timedelta

SEATS = 5
INVITATION_LASTS = timedelta(days=60)
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody mistakes for one another on paper."""
CODE_LENGTH = 10


def free_numbers(taken: Collection[int]) -> list[int]:
    """The seat numbers nobody holds, lowest first.

    Promises: at most five; disjoint from `taken`.
    """
    return [number for number in range(1, SEATS + 1) if number not in taken]


def normal_code(typed: str) -> str:
    """An invitation code as it is stored, from what somebody typed.

    Promises: idempotent; width, case, blanks and hyphens do not matter; look-alikes are read as what was meant.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(c for c in plain if c.isascii() and c.isalnum())
    return kept.translate(str.maketrans("01OILU", "QJQJJV"))[: CODE_LENGTH * 2]


def is_open(expires_at: datetime, at: datetime, last_day: date, today: date) -> bool:
    """Whether an invitation still lets people in: before it expires, and until the programme's last day, that day included."""
    return at < expires_at and today <= last_day


def may_rest(state: str) -> bool:
    """Whether somebody with a seat in this state may take a break."""
    return state == "active"


def may_come_back(state: str) -> bool:
    """Whether somebody with a seat in this state may go on: the place was kept."""
    return state == "resting"
