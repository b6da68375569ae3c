"""Lines of a quiz that are nearly an option, a reply or an explanation: as they stand, people would read the answer in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.activities.fences import outside_code
from courses.activities.lines import Lines

_BULLET = r"(?:[-*+•・‐‑‒–—―－＊＋]|\d{1,3}[.)．）])"
_OPTION = re.compile(rf"[ \t\u3000]*{_BULLET}[ \t\u3000]*[\[［][xXｘＸ✓✔][\]］]")
_BARE_OPTION = re.compile(r"[\[［][xXｘＸ✓✔][\]］][ \t\u3000]")
_REPLY = re.compile(r"[ \t\u3000]{0,3}(?:~(?!~)[ \t\u3000]*\S|～(?!～)[^:：～]+[:：])")
_EXPLANATION = re.compile(r"[ \t\u3000]{0,3}[*_#>+ \t-]{0,12}(?:explanation|解説)[ \t*_]*[:：]", re.IGNORECASE)


def first_slip(lines: Lines, has_gaps: bool) -> int | None:
    """The line of the first of them, counted from 0 in the block; None without any."""
    found = [number for number, line in lines.outside_code() if _OPTION.match(line) or _EXPLANATION.match(line)]
    if has_gaps or lines.numbers:
        found += [number for number, line in lines.outside_code() if _REPLY.match(line)]
    found += _in_rows(lines)
    return min(found, default=None)


def _in_rows(lines: Lines) -> Iterator[int]:
    """In what follows the question: rows that begin with a mark, and marks inside an option."""
    for row in [*lines.items, *lines.pairs]:
        if _BARE_OPTION.match(f"{row.mark} " if row.mark.startswith(("[", "［")) else row.text[0]):
            yield row.line
    for row in [*lines.items, *lines.choices]:
        for place, line in outside_code(row.text):
            if place and _OPTION.match(line):
                yield row.line + place
