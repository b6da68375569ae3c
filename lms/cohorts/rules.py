"""Decisions about seats and invitations. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from lms.accounts.rules import Limit

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


LETTERS_AT_ONCE = 10
"""Invitations by mail in one go. A team has five places; some addresses are mistyped or changed."""
INVITING_LIMIT = Limit(tries=60, window=timedelta(hours=1))
"""Invitations by mail of one coordinator, who may be filling twelve teams."""
COLLEAGUE_LIMIT = Limit(tries=20, window=timedelta(minutes=15))
"""Tries of one coordinator at naming a colleague by address."""


def addresses_in(typed: str) -> list[str]:
    """The addresses in a text, one a line or parted by commas or semicolons, in small letters, each once, in order.

    Promises: idempotent on its own answer, one a line; nothing empty.
    """
    parts = re.split(r"[\s,;、]+", unicodedata.normalize("NFKC", typed).casefold())
    return list(dict.fromkeys(part for part in parts if part))


def in_halves(code: str) -> tuple[str, str]:
    """An invitation code in two groups, as it is printed and read out."""
    half = len(code) // 2
    return code[:half], code[half:]


def last_day(expires_at: datetime, programme_ends_on: date, zone: str) -> date:
    """The last day on which an invitation lets people in, where the programme is.

    Promises: never after the programme's last day.
    """
    return min((expires_at - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date(), programme_ends_on)


Unit = Literal["steps", "minutes"]


@dataclass(frozen=True)
class Plan:
    """What somebody plans for a week: so many steps, or so many minutes as designed."""

    unit: Unit
    amount: int


LONGEST_PLAN: dict[Unit, int] = {"steps": 50, "minutes": 900}
SHORTEST_PLAN: dict[Unit, int] = {"steps": 1, "minutes": 5}


def plan_of(steps: int, minutes: int | None) -> Plan:
    """The plan that a seat's two numbers mean: minutes count where there are some."""
    return Plan("steps", steps) if minutes is None else Plan("minutes", minutes)


def fits(plan: Plan) -> bool:
    """Whether a week can be planned so."""
    return SHORTEST_PLAN[plan.unit] <= plan.amount <= LONGEST_PLAN[plan.unit]
