"""What is shown of a text in which something was found. Pure."""

from __future__ import annotations

from lms.kit import words

BEFORE, AFTER = 40, 120
"""Signs of a text shown before and after the first word found."""

NEAR = 20
"""Signs within which a blank is looked for, so that no word is cut."""

Excerpt = tuple[tuple[str, bool], ...]
"""A piece of text in parts; True marks what was asked for."""


def _window(line: str, first: int, last: int) -> tuple[int, int]:
    """The part of a line to be shown around a place: words are not cut where a blank is near."""
    begin, end = max(0, first - BEFORE), min(len(line), last + AFTER)
    if begin:
        blank = line.find(" ", begin, min(begin + NEAR, first))
        begin = blank + 1 if blank >= 0 else begin
    if end < len(line):
        blank = line.rfind(" ", max(end - NEAR, last), end)
        end = blank if blank >= 0 else end
    return begin, end


def excerpt(whole: str, asked: list[words.Term]) -> Excerpt:
    """A piece of a text around the first word found, in one line; its beginning where the words stand in titles only."""
    line = " ".join(whole.split())
    marks = words.places(line, asked)
    first, last = marks[0] if marks else (0, 0)
    begin, end = _window(line, first, last)
    parts: list[tuple[str, bool]] = [("…", False)] if begin else []
    place = begin
    for start, stop in marks:
        if stop > end:
            break
        parts += [(line[place:start], False), (line[start:stop], True)]
        place = stop
    parts.append((line[place:end] + ("…" if end < len(line) else ""), False))
    return tuple(part for part in parts if part[0])
