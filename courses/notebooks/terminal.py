"""Printed text as a terminal would show it in the end: colours kept, and lines that were written over in their last
state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from courses.notebooks.colours import PLAIN, Look, changed

# A control sequence, an operating system's command, or another escape; then single signs that move.
_SEQUENCE = (
    r"\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[PX^_][^\x1b]*(?:\x1b\\)?|\x1b[ -/]*[0-~]?"
)
_STEP = re.compile(f"{_SEQUENCE}|[\r\n\b]")
_ESCAPE = re.compile(_SEQUENCE)
_SPECIAL = re.compile(r"[\x1b\r\b]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST = 1_000_000  # signs that are looked at; progress bars write the same line thousands of times
_SHORT = 50_000
_WIDEST = 500  # where moving right over nothing stops
_MOST_LINES = 50_000


@dataclass
class Patience:
    """How much of a notebook's results is still looked at closely; then a simpler, quicker reading takes over."""

    steps: int = 150_000  # moves and colours
    signs: int = 6_000_000
    results: int = 3_000

    def longest(self) -> int:
        """How many signs of the next text are looked at."""
        return min(_LONGEST, max(self.signs, _SHORT))


class _Exhausted(Exception):
    """There were more moves than anybody's programme makes."""


def controls_out(text: str) -> str:
    """The text without control characters, other than ends of lines and tabs."""
    return _CONTROL.sub("", text)


def shown_lines(text: str, patience: Patience) -> list[str]:
    """The lines as HTML, each whole by itself; empty lines at the end are left out.

    Promises: time and space are bounded for any text; nothing in it becomes an element but what colours ask for.
    """
    text = text[: patience.longest()].replace("\r\n", "\n")
    patience.signs -= len(text)
    try:
        lines = _Screen(patience).written(text) if _SPECIAL.search(text) else _simply(text)
    except _Exhausted:
        lines = _simply(text)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _simply(text: str) -> list[str]:
    """Without colours, each line as it was after the last return to its beginning."""
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in _ESCAPE.sub("", text).split("\n"))
    return [escape(controls_out(line), quote=False) for line in lines]


class _Screen:
    """Lines of signs and of their looks, and a place where writing goes on."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self.signs: list[list[str]] = [[]]
        self.looks: list[list[Look]] = [[]]
        self.row = self.column = 0
        self.look = PLAIN

    def written(self, text: str) -> list[str]:
        """All lines as HTML, once the text was written as a terminal does it."""
        at = 0
        for found in _STEP.finditer(text):
            if found.start() > at:
                self._put(controls_out(text[at : found.start()]))
            at = found.end()
            self._step(found)
        self._put(controls_out(text[at:]))
        return [_line(signs, looks) for signs, looks in zip(self.signs, self.looks, strict=True)]

    def _put(self, run: str) -> None:
        signs, looks = self.signs[self.row], self.looks[self.row]
        gap = self.column - len(signs)
        if gap > 0:
            self.patience.steps -= gap // 8  # blanks that nobody wrote cost room, too
            signs += " " * gap
            looks += [PLAIN] * gap
        end = self.column + len(run)
        signs[self.column : end] = run
        looks[self.column : end] = [self.look] * len(run)
        self.column = end

    def _step(self, found: re.Match[str]) -> None:
        self.patience.steps -= 1
        if self.patience.steps < 0:
            raise _Exhausted
        sign = found.group(0)
        if sign == "\r":
            self.column = 0
        elif sign == "\b":
            self.column = max(0, self.column - 1)
        elif sign == "\n":
            self._to_row(self.row + 1)
            self.column = 0
        elif found.group(2) == "m":
            self.look = changed(self.look, _numbers(found.group(1)))
        elif found.group(2):
            self._move(found.group(2), _numbers(found.group(1)))

    def _to_row(self, row: int) -> None:
        self.row = max(0, min(row, _MOST_LINES))
        while len(self.signs) <= self.row:
            self.signs.append([])
            self.looks.append([])

    def _move(self, what: str, numbers: list[int]) -> None:
        count = min(max(1, numbers[0] if numbers else 1), 1000)
        if what in "AF":
            self._to_row(self.row - count)
        elif what in "BE":
            self._to_row(min(self.row + count, len(self.signs) - 1))
        elif what == "C":
            self.column = max(self.column, min(self.column + count, _WIDEST))
        elif what == "D":
            self.column = max(0, self.column - count)
        elif what == "G":
            self.column = min(count, _WIDEST) - 1
        elif what == "K":
            self._erase(numbers[0] if numbers else 0)
        elif what == "J" and numbers[:1] in ([2], [3]):
            self.signs, self.looks, self.row, self.column = [[]], [[]], 0, 0
        if what in "EF":
            self.column = 0

    def _erase(self, part: int) -> None:
        signs, looks = self.signs[self.row], self.looks[self.row]
        if part == 0:
            del signs[self.column :], looks[self.column :]
        else:
            end = len(signs) if part == 2 else min(self.column + 1, len(signs))
            signs[:end], looks[:end] = " " * end, [PLAIN] * end


def _numbers(text: str) -> list[int]:
    parts = re.split("[;:]", text)[:32] if text else []
    return [int(part) if part.isdigit() and len(part) < 6 else 0 for part in parts]


def _line(signs: list[str], looks: list[Look]) -> str:
    if not looks:
        return ""
    parts: list[str] = []
    start = 0
    for end in range(1, len(signs) + 1):
        if end == len(signs) or looks[end] is not looks[start]:
            if end < len(signs) and looks[end] == looks[start]:
                continue
            words = escape("".join(signs[start:end]), quote=False)
            before, after = looks[start].tags() if looks[start] is not PLAIN else ("", "")
            parts.append(f"{before}{words}{after}" if words.strip() or "b-" in before or "inv" in before else words)
            start = end
    return "".join(parts).rstrip()
