"""Decisions about people: names, addresses, passwords, and how often one may try. Pure."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from lms.accounts.guesses.rules import is_common, is_made_of

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
LETTER_LIMIT = Limit(tries=5, window=timedelta(hours=1))
"""Letters that open something, for one address or account."""
PLACE_LIMIT = Limit(tries=60, window=timedelta(hours=1))
"""The same for one place. A shelter or a school shares one address, so it is generous."""
HELPED_LIMIT = Limit(tries=40, window=timedelta(minutes=15))
"""Codes from a coordinator, tried from one place."""
LONGEST_WINDOW = timedelta(hours=4)
"""Counts are kept for so long; no window is longer."""

Purpose = Literal["reset", "sign-in", "helped", "address", "undo", "confirm"]
PASS_LASTS: dict[Purpose, timedelta] = {
    "reset": timedelta(minutes=30),
    "sign-in": timedelta(minutes=10),
    "helped": timedelta(minutes=30),
    "address": timedelta(minutes=30),
    "undo": timedelta(days=7),
    "confirm": timedelta(minutes=10),
}
CODE_TRIES = 5
"""Tries at one code."""
SPOKEN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody takes for one another when they are read out or written down: no 0 O, 1 I L."""
CODES: dict[Purpose, tuple[str, int]] = {
    # Eight digits: five tries at each of five codes an hour, all year, stay under one in 400.
    "sign-in": (string.digits, 8),
    "address": (string.digits, 8),
    "confirm": (string.digits, 8),
    # Anybody may try these without naming an account, so there are 31 ** 8 of them.
    "helped": (SPOKEN, 8),
}
CONFIRMED_FOR = timedelta(minutes=10)
"""How long somebody who showed that it is they need not show it again."""


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


def normal_code(typed: str) -> str:
    """A code as it is compared: without the blanks and dashes people put in, in capital letters, in plain digits.

    Promises: idempotent.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    signs = (str(unicodedata.decimal(sign, sign)) for sign in plain)
    return "".join(sign for sign in signs if sign.isascii() and sign.isalnum())[:40]


def in_groups(code: str) -> str:
    """A code as it is shown: in groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def is_one_line(text: str) -> bool:
    """Whether a text has no sign that ends a line or cannot be shown: such a one could begin a new line of a letter's head."""
    return not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text)


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


def normal_password(password: str) -> str:
    """The form in which a password is measured, hashed and compared (NFKC; NIST SP 800-63B-4, 3.1.1.2).

    The same word typed on another keyboard, in full width or with composed letters, is the same password. Spaces stay, and
    count. Promises: idempotent.
    """
    return unicodedata.normalize("NFKC", password)


def password_problem(
    password: str, is_staff: bool, own: Collection[str] = ()
) -> Literal["short", "long", "common", "own"] | None:
    """What is wrong with a new password, or None. `own` are the person's name and address.

    There are no composition rules (NIST SP 800-63B-4, 3.1.1.2): length counts, and that it is not among the first guesses.
    """
    typed = normal_password(password)
    if len(typed) < (SHORTEST_STAFF_PASSWORD if is_staff else SHORTEST_PASSWORD):
        return "short"
    if len(typed) > LONGEST_PASSWORD:
        return "long"
    if is_common(typed):
        return "common"
    return "own" if is_made_of(typed, [*own, "gonin", "五人"]) else None
