"""Lines that remember where they come from, so that whatever becomes of a text its report names the right place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from courses.problems import Problem, problem


class Line(NamedTuple):
    """A line of text and its number in the source file, from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Desk:
    """Where a text is worked on: its source file, and who is told what could not be carried over.

    `read` gives the text of another file of the same source, by its path; None when there is none.
    """

    path: str
    tell: Callable[[Problem], None]
    substitutions: dict[str, str] = field(default_factory=dict)
    jekyll: bool = False
    myst: bool = False
    read: Callable[[str], str | None] = lambda path: None

    def report(self, code: str, line: int | None, word: str = "", **params: str | int) -> None:
        """Tell of something at a line of the source."""
        self.tell(problem(code, self.path, line, word=" ".join(word.split()), **params))


def numbered(text: str, first: int = 1) -> list[Line]:
    """The text's lines, counted from `first`."""
    return [Line(first + place, line) for place, line in enumerate(text.split("\n"))]


def same_place(number: int, texts: Iterable[str]) -> list[Line]:
    """New lines that all stem from one place."""
    return [Line(number, text) for text in texts]


def joined(lines: Iterable[Line]) -> str:
    """The text of the lines."""
    return "\n".join(line.text for line in lines)


FENCE = re.compile(r"(?P<indent>[ \t]*+(?:>[ \t]?)*+[ \t]*+)(?P<mark>`{3,}|~{3,}|:{3,})(?P<info>[^`\n]*)\Z")


@dataclass(frozen=True)
class Run:
    """Plain lines, or one fence with its opening and closing line; `info` is what stands behind the marks."""

    lines: list[Line]
    mark: str = ""
    info: str = ""
    indent: str = ""
    closed: bool = True

    @property
    def inner(self) -> list[Line]:
        """The lines inside a fence, without the fence's own indentation."""
        body = self.lines[1 : -1 if self.closed else None]
        return [Line(line.number, _without(line.text, self.indent)) for line in body]


def runs(lines: list[Line], colons: bool) -> list[Run]:
    """The text cut into fences and what stands between them; `colons` are fences where MyST is written."""
    found: list[Run] = []
    plain: list[Line] = []
    place = 0
    while place < len(lines):
        opening = FENCE.match(lines[place].text)
        if not opening or not _is_fence(opening, colons):
            plain.append(lines[place])
            place += 1
            continue
        end = _closing(lines, place, opening["mark"])
        if plain:
            found.append(Run(plain))
            plain = []
        closed = end < len(lines)
        found.append(Run(lines[place : end + 1], opening["mark"], opening["info"].strip(), opening["indent"], closed))
        place = end + 1
    return [*found, Run(plain)] if plain else found


def _is_fence(opening: re.Match[str], colons: bool) -> bool:
    if opening["mark"].startswith(":"):
        return colons and opening["info"].strip().startswith("{")
    return True


def _closing(lines: list[Line], start: int, mark: str) -> int:
    """The place of the line that closes the fence; behind the last line when none does."""
    close = re.compile(rf"[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\Z")
    opens = re.compile(rf"[ \t]*{re.escape(mark)}\{{") if mark.startswith(":") else None
    depth = 1
    for place in range(start + 1, len(lines)):
        if opens and opens.match(lines[place].text):
            depth += 1
        if close.match(lines[place].text):
            depth -= 1
            if not depth:
                return place
    return len(lines)


def _without(text: str, indent: str) -> str:
    if text.startswith(indent):
        return text[len(indent) :]
    return text.lstrip(" \t") if not text[: len(indent)].strip(" \t>") else text
