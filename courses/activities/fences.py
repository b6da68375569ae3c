"""Code among the lines of an activity's block: where it begins and ends, as CommonMark (0.31.2, 4.5) says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(r" {0,3}(`{3,}(?![^\n]*`)|~{3,})(.*)")


def fence_behind(fence: str, line: str) -> str:
    """The fence that is open behind a line, when `fence` was open before it; "" for none."""
    mark = _FENCE.match(line)
    if mark is None:
        return fence
    if not fence:
        return mark.group(1)
    return "" if mark.group(1).startswith(fence) and not mark.group(2).strip() else fence


def outside_code(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines with their places, without fenced code and its fences."""
    fence = ""
    for place, line in enumerate(lines):
        before, fence = fence, fence_behind(fence, line)
        if not before and not fence:
            yield place, line
