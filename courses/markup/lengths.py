"""How much of a file is read as Markdown: far more than anyone writes, and no more than can be read in good time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Of hundreds of lessons and notebooks of others, the longest has 1,430 lines, the fullest 553 links and the like, or
# 13,962 signs of formulas. A line or a link costs up to 0.15 ms, a sign of a formula up to 0.012 ms.
MOST_LINES = 15_000
MOST_MARKS = 10_000
MOST_SIGNS = 100_000
_CELLS = 4  # so many cells of a table, or marks as `*`, take about as long as a line
_RULE = re.compile(r"[\s>|:*+\-0-9.)]*")  # the line under a table's head
_MARKS = re.compile(r"(?:[ \t]*(?:>|(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t])))+")
_LIGHT = re.compile(r"[*_`~$&\\]")
_HEAVY = re.compile(r"[\[{]|<(?!/)|://|www\.")


@dataclass
class Effort:
    """What reading may still cost; the texts of one file share it, as the cells of a notebook do."""

    lines: int = field(default_factory=lambda: MOST_LINES)
    marks: int = field(default_factory=lambda: MOST_MARKS)
    signs: int = field(default_factory=lambda: MOST_SIGNS)
    told: bool = False

    def divide(self, text: str) -> tuple[str, str, int]:
        """(what is read, what is only shown, the number of lines read): the second is empty but for floods.

        Blank lines cost nothing; cells of a table, also those that a short row leaves out, and marks of quotes and lists
        in front of a line, count as well.
        """
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        place = columns = 0
        for number, line in enumerate(text.split("\n")):
            if not line:
                columns = 0
            else:
                columns = max(line.count("|"), columns) if _RULE.fullmatch(line) else columns
                self.lines -= _weight(line, columns)
            if self.lines < 0:
                return text[:place], text[place:], number
            place += len(line) + 1
        return text, "", 0

    def has_marks_for(self, text: str) -> bool:
        """Whether a text's links, tags, stars and the like are read, too; once there were too many, no more are."""
        if self.marks >= 0:
            self.marks -= len(_LIGHT.findall(text)) // _CELLS + len(_HEAVY.findall(text))
        return self.marks >= 0

    def has_signs_for(self, formula: str) -> bool:
        """Whether a formula is converted, too; once there were too many, no more are."""
        if self.signs >= 0:
            self.signs -= len(formula)
        return self.signs >= 0

    def tells(self) -> bool:
        """Whether it is to be told that there were too many: once a file."""
        first, self.told = not self.told, True
        return first


def _weight(line: str, columns: int) -> int:
    if line.isspace():
        return 0
    marks = _MARKS.match(line)
    inside = len(marks.group(0)) // 2 if marks else 0
    return 1 + inside + max(line.count("|"), columns) // _CELLS
