"""Certificate numbers: random, typed by people from paper, and never guessed or counted. Pure."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which people read as something else."""

RANDOM_CHARACTERS = 19
"""19 × 5 = 95 random bits."""
LENGTH = RANDOM_CHARACTERS + 1
GROUP = 4

_VALUE = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
# Every dash, blank and dot that a keyboard, a scanner or a printed line puts between groups.
_BETWEEN = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212\u30fc\u2500\u2501\u200b\u2060\ufeff._・]+")
_IN_ADDRESS = re.compile(r"/certificates/([^/?#]+)", re.IGNORECASE)
_LONGEST_INPUT = 500
# A document may name a certificate's page somewhere inside; it is still a document, and not a number.
_DOCUMENT = re.compile(r"[\s\ufeff]*[\[{]")


def new_number(choose: Callable[[int], int] = secrets.randbelow) -> str:
    """A fresh certificate number, in groups: `XXXX-XXXX-XXXX-XXXX-XXXX`."""
    values = [choose(len(ALPHABET)) for _ in range(RANDOM_CHARACTERS)]
    return _grouped([*values, _check_value(values)])


def read_number(text: str) -> str | None:
    """The number that somebody meant, in its one proper spelling, or None where it is none.

    Forgives case, width, blanks, any dash, O for 0, I and L for 1, and takes the address of a certificate's page too,
    but not from inside a JSON document.
    One wrong character, or two that changed places, gives None.
    """
    if len(text) > _LONGEST_INPUT or _DOCUMENT.match(text):
        return None
    plain = unicodedata.normalize("NFKC", text)
    address = _IN_ADDRESS.search(plain)
    bare = _BETWEEN.sub("", address.group(1) if address else plain).upper()
    values = [_VALUE.get(character) for character in bare]
    known = [value for value in values if value is not None]
    if len(known) != LENGTH or len(values) != LENGTH or _check_value(known[:-1]) != known[-1]:
        return None
    return _grouped(known)


def _grouped(values: list[int]) -> str:
    text = "".join(ALPHABET[value] for value in values)
    return "-".join(text[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _check_value(values: list[int]) -> int:
    """The check character's value: the number as a polynomial at α in GF(32).

    Each place has a weight of its own that is never zero, nor equal to another's, so every single wrong character and
    every exchange of two is noticed. Crockford's own check needs five more characters, among them `*`, `~` and `$`,
    which addresses and telephones carry badly.
    """
    total = 0
    for value in values:
        total = _times_alpha(total ^ value)
    return total


def _times_alpha(value: int) -> int:
    doubled = value << 1
    # x⁵ + x² + 1 is primitive over GF(2): α runs through all 31 elements.
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled
