"""How much of a text is read as Markdown: far more than anyone writes, and no more than can be read in good time."""

from __future__ import annotations

import re

# The longest of some two hundred lessons of others has 1,430 lines; reading one line costs up to 0.15 ms.
MOST_LINES = 15_000
_CELLS = 4  # so many cells of a table take about as long as a line
_MARKS = re.compile(r"(?:[ \t]*(?:>|(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t])))+")


def divided(text: str) -> tuple[str, str, int]:
    """(what is read, what is only shown, the number of lines read): the second is empty but for floods.

    Blank lines cost nothing; cells of a table, and marks of quotes and lists in front of a line, count as well.
    """
    if len(text) < MOST_LINES:
        return text, "", 0
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    left, place = MOST_LINES, 0
    for number, line in enumerate(text.split("\n")):
        left -= _weight(line)
        if left < 0:
            return text[:place], text[place:], number
        place += len(line) + 1
    return text, "", 0


def _weight(line: str) -> int:
    if not line or line.isspace():
        return 0
    marks = _MARKS.match(line)
    inside = len(marks.group(0)) // 2 if marks else 0
    return 1 + inside + line.count("|") // _CELLS
