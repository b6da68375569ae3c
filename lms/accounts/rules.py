"""Decisions about people: names, addresses, passwords, and how often one may try. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

Role = Literal["instructor", "coordinator", "career_supporter", "admin"]
ROLES: tuple[Role, ...] = ("instructor", "coordinator", "career_supporter", "admin")

LONGEST_NAME = 100
LONGEST_EMAIL = 254
SHORTEST_PASSWORD = 8
SHORTEST_STAFF_PASSWORD = 15
LONGEST_PASSWORD = 256
SIGN_IN_LASTS = timedelta(days=60)


@dataclass(frozen=True)
class Limit:
    """At most `tries` in `window`."""

    tries: int
    window: timedelta


SIGN_IN_LIMIT = Limit(tries=6, window=timedelta(minutes=15))
WAY_IN_LIMIT = Limit(tries=10, window=timedelta(minutes=15))
JOIN_LIMIT = Limit(tries=40, window=timedelta(minutes=15))


def seconds_to_wait(limit: Limit, count: int, since: datetime, at: datetime) -> int:
    """How long the next try must wait; 0 when it may go on.

    Promises: never negative, 0 while `count` is within the limit, 0 once the window has passed.
    """
    if count <= limit.tries:
        return 0
    return max(0, ceil((since + limit.window - at).total_seconds()))


def normal_email(address: str) -> str:
    """The form under which an address is stored and looked up.

    Promises: idempotent; two spellings that differ in case, width or surrounding blanks become one.
    """
    return unicodedata.normalize("NFKC", address).strip().casefold()


def email_fits(address: str) -> bool:
    """Whether the stored form of an address is no longer than addresses can be (RFC 5321, 4.5.3.1.3: 254 with its marks)."""
    return len(normal_email(address)) <= LONGEST_EMAIL


def name_problem(name: str) -> Literal["empty", "long", "control"] | None:
    """What is wrong with a name on the screen, or None. Any script is welcome; invisible control characters are not."""
    # Joiners and blanks of no width are kept inside a name, but a name of nothing else would be an empty line.
    if all(c.isspace() or unicodedata.category(c) == "Cf" for c in name):
        return "empty"
    if len(name) > LONGEST_NAME:
        return "long"
    # Zs and the joiners that Persian and Indic names need are kept; direction overrides would disturb the page around them.
    if any(
        unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
        or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        for c in name
    ):
        return "control"
    return None


def password_problem(password: str, is_staff: bool) -> Literal["short", "long", "common"] | None:
    """What is wrong with a new password, or None. There are no composition rules (NIST SP 800-63B, 5.1.1.2)."""
    shortest = SHORTEST_STAFF_PASSWORD if is_staff else SHORTEST_PASSWORD
    if len(password) < shortest:
        return "short"
    if len(password) > LONGEST_PASSWORD:
        return "long"
    if len(set(password.casefold())) < 4 or password.casefold() in COMMON:
        return "common"
    return None


COMMON = frozenset(
    """
    password password1 password123 passw0rd 12345678 123456789 1234567890 87654321 qwertyui qwerty123
    qwertyuiop asdfghjkl iloveyou sunshine princess football baseball superman letmein1 welcome1
    abcd1234 1q2w3e4r 1qaz2wsx zaq12wsx a1b2c3d4 sakura123 nippon123 doraemon pokemon1 gonin123
    goningonin
    """.split()
)
"""Passwords that are guessed first. A larger list comes with the completed ways in."""
