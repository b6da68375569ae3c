"""Where a text stands while it is converted: its language, its file and line, and who answers for its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from courses.markup.lengths import Effort
from courses.markup.sights import Sight
from courses.pictures.size import Size
from courses.problems import Problem, problem

# Set on elements whose author should be told something; the value is "code\nparameter". The walk reads it.
TELL = "data-tell"


class Targets(Protocol):
    """Decides what the addresses in a text become; it reports what is wrong with them itself."""

    def image(self, address: str, line: int | None) -> str | None:
        """The address to show the picture from; None when it cannot be shown."""

    def link(self, address: str, line: int | None) -> str | None:
        """The address to link to; None when only the words remain."""

    def size(self, address: str) -> Size | None:
        """The size of a picture by the address that `image` gave; None when it has none of its own."""


@dataclass
class Scene:
    """Says where the text comes from; `line` is the number of its first line, `prefix` keeps its ids apart.

    `abbreviations` collects those that the text defines; None where it can define none.
    In a notebook, `cells` are the names of the exercise cells down to here, and `exercise_cell` is the nearest of them.
    """

    language: str
    path: str
    targets: Targets
    tell: Callable[[Problem], None]
    line: int | None = 1
    fixed: bool = False
    prefix: str = ""
    cells: frozenset[str] | None = None
    exercise_cell: str = ""
    tables: count[int] = field(default_factory=lambda: count(1))
    anchors: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, str] | None = field(default_factory=dict)
    diagrams: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    seen: list[Sight] = field(default_factory=list)
    effort: Effort = field(default_factory=Effort)

    def line_at(self, offset: int) -> int | None:
        """The line in the file; inside a notebook's cell all lines count as the cell's own."""
        return self.line if self.line is None or self.fixed else self.line + offset

    def report(self, code: str, line: int | None, **params: str | int) -> None:
        """Tell of a problem in this text."""
        self.tell(problem(code, self.path, line, **params))


class OpenTargets:
    """For texts without a course around them: addresses on the web stay, all others lose their link."""

    def image(self, address: str, line: int | None) -> str | None:
        """Pictures need a course to keep them."""
        return None

    def link(self, address: str, line: int | None) -> str | None:
        """Only addresses on the web, in mails and within the text."""
        return address if address.lower().startswith(("https://", "http://", "mailto:", "tel:", "#")) else None

    def size(self, address: str) -> Size | None:
        """No picture, no size."""
        return None
