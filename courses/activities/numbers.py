"""Numbers as people write them in any script and width, and as authors declare the right one; exact, no floats."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from courses.activities.quiz import NumberKey

LONGEST = 60  # signs of a number that anybody types
_SIGNS = {
    "−": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "－": "-",
    "٫": ".",
    "。": ".",
    "٬": "'",
    "’": "'",
    "、": ",",
    "､": ",",
    "٪": "%",
}
_PLAIN = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?\Z")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([,.' ])\d{3})(?:\1\d{3})*\Z")
_DECLARED = re.compile(
    r"([+-]?\d+(?:\.\d+)?)(?:\s*(?:±|\+-|\+/-)\s*(\d+(?:\.\d+)?))?(?:\s*([^\s\d.,±+=-].*))?\Z",
)


def read_numbers(text: str, unit: str = "") -> tuple[Decimal, ...]:
    """Every number that a typed text can mean; empty when it is none.

    Digits of any script and width; point or comma for decimals; blanks, commas, points and apostrophes between
    thousands. "1,234" can mean two numbers, and both are given. The unit may follow, or not.
    """
    plain = _folded(text)
    tail = _folded(unit)
    if tail and plain.endswith(tail):
        plain = plain[: -len(tail)].strip()
    if not plain or len(plain) > LONGEST:
        return ()
    sign, digits = (plain[0], plain[1:].strip()) if plain[0] in "+-" else ("", plain)
    return tuple(dict.fromkeys(Decimal(sign + one) for one in _readings(digits) if _PLAIN.match(one)))


def _folded(text: str) -> str:
    signs = "".join(_SIGNS.get(sign, sign) for sign in text)
    wide = unicodedata.normalize("NFKC", signs)
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else _SIGNS.get(sign, sign) for sign in wide)
    shown = "".join(sign for sign in digits if unicodedata.category(sign) != "Cf")
    return " ".join(shown.casefold().split())


def _readings(digits: str) -> list[str]:
    whole, comma, rest = digits.rpartition(",")
    before, point, after = digits.rpartition(".")
    if comma and point:
        # The last of the two is the decimal one; the other stands between thousands.
        head, tail = (before, after) if len(before) > len(whole) else (whole, rest)
        return [f"{_joined(head)}.{tail}"] if _GROUPED.match(head) else []
    found = [digits.replace(",", ".")] if digits.count(",") == 1 else []
    if not comma and digits.count(".") <= 1:
        found = [digits]
    head, _, tail = digits.partition(".")
    for grouped, decimals, mark in ((digits, "", ""), (head, f".{tail}", "."), (whole, f".{rest}", ",")):
        separator = _GROUPED.match(grouped)
        # "1.234" is one and a bit wherever a point is used at all; "1.234.567" can only be a large number.
        if separator and separator.group(1) != mark and (separator.group(1) != "." or grouped.count(".") > 1):
            found.append(_joined(grouped) + decimals)
    return found


def _joined(grouped: str) -> str:
    return re.sub(r"[,.' ]", "", grouped)


def declared_number(text: str) -> NumberKey | None:
    """What an author wrote after "=": a number, how far off an answer may be, and a unit; None when it is none.

    Authors write plain digits with a point, so that a number means the same in every language.
    """
    table = {ord("－"): "-", ord("−"): "-", ord("．"): ".", ord("＋"): "+"}
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text.translate(table))
    found = _DECLARED.match(plain.strip())
    if not found or len(found.group(1)) > LONGEST or len(found.group(2) or "") > LONGEST:
        return None
    return NumberKey(found.group(1), found.group(2) or "0", (found.group(3) or "").strip())


def is_within(key: NumberKey, given: tuple[Decimal, ...]) -> bool:
    """Whether one of the numbers is as near to the right one as it must be; the bounds themselves are."""
    right, tolerance = Decimal(key.value), Decimal(key.tolerance)
    return any(right - tolerance <= number <= right + tolerance for number in given)
