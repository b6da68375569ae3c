"""A notebook's JSON with the place of each cell in the file, so that a problem can name a line."""

from __future__ import annotations

import json
import re
from json import JSONDecodeError
from typing import Any

# Where cells stand: in the notebook itself, or in the worksheets of formats 2 and 3.
_SPLIT = {"cells", "worksheets"}
_BLANKS = re.compile(r"[ \t\n\r]*")
_LONGEST_NUMBER = 4_000  # digits; Python refuses to read more than 4,300


class Placed:
    """A value and the offset at which it begins."""

    __slots__ = ("start", "value")

    def __init__(self, start: int, value: Any) -> None:
        self.start, self.value = start, value


def scan(source: str) -> dict[str, Any]:
    """The outermost object; `cells` and `worksheets` hold `Placed` values when they are lists.

    Promises: of a key given twice the last one counts, as for every reader of JSON; numbers too long to be numbers
    are texts. Raises ValueError (with `lineno` where it is known) or RecursionError, and TypeError for no object.
    """
    scanner = _Scanner(source)
    if scanner.sign() != "{":
        scanner.plain()
        raise TypeError("no object")
    found = scanner.object()
    if scanner.sign():
        raise JSONDecodeError("more than one value", source, scanner.at)
    return found


class _Scanner:
    """Takes the outermost levels apart by hand and leaves all below them to the decoder."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.decoder = json.JSONDecoder(parse_int=_number)

    def sign(self) -> str:
        """The next character that is no blank; empty at the end."""
        self.at = _end(_BLANKS.match(self.source, self.at))
        return self.source[self.at : self.at + 1]

    def take(self, wanted: str) -> str:
        """Step over one of the wanted characters."""
        found = self.sign()
        if not found or found not in wanted:
            raise JSONDecodeError(f"one of {wanted} expected", self.source, self.at)
        self.at += 1
        return found

    def plain(self) -> Any:
        """Any value, read by the library."""
        self.sign()
        value, self.at = self.decoder.raw_decode(self.source, self.at)
        return value

    def object(self) -> dict[str, Any]:
        """An object whose `cells` and `worksheets` are taken apart."""
        found: dict[str, Any] = {}
        self.take("{")
        if self.sign() == "}":
            self.at += 1
            return found
        while True:
            if self.sign() != '"':
                raise JSONDecodeError("a name expected", self.source, self.at)
            name = self.plain()
            self.take(":")
            found[name] = self.list(name) if name in _SPLIT and self.sign() == "[" else self.plain()
            if self.take(",}") == "}":
                return found

    def list(self, name: str) -> list[Placed]:
        """A list of cells, or of worksheets with cells in them."""
        found: list[Placed] = []
        self.take("[")
        if self.sign() == "]":
            self.at += 1
            return found
        while True:
            inner = self.sign() == "{" and name == "worksheets"
            start = self.at
            found.append(Placed(start, self.object() if inner else self.plain()))
            if self.take(",]") == "]":
                return found


def _end(found: re.Match[str] | None) -> int:
    assert found is not None  # blanks match everywhere, if only none
    return found.end()


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
