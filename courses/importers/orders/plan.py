"""What an order says: parts with titles, and the files in each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from courses.importers.source import LESSON_ENDINGS, Source
from courses.problems import Problem

Tell = Callable[[Problem], None]


@dataclass
class Entry:
    """A lesson: its file, and what the order calls it."""

    path: str
    title: str = ""


@dataclass
class Part:
    """A run of lessons; an empty title asks for that of its first lesson, or of the course."""

    title: str = ""
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Order:
    """All parts, and the file that said so (empty when it was the folders)."""

    parts: list[Part]
    file: str = ""

    @property
    def paths(self) -> list[str]:
        """All files in order."""
        return [entry.path for part in self.parts for entry in part.entries]


def natural(path: str) -> list[tuple[int, int, str]]:
    """A key by which `lesson 2` comes before `lesson 10`, and a folder's README before what else is in it."""
    key: list[tuple[int, int, str]] = []
    for part in path.split("/"):
        stem = part.rpartition(".")[0] if part.lower().endswith(LESSON_ENDINGS) else part
        if is_front(part):
            key.append((-1, 0, ""))
            continue
        pieces = [piece for piece in re.split(r"(\d+)", stem.casefold()) if piece]
        key += [(0, int(piece[:18]), "") if piece.isdigit() else (1, 0, piece) for piece in pieces]
        key.append((-1, 1, ""))
    return key


def is_front(name: str) -> bool:
    """Whether a file of that name speaks for its folder."""
    stem, _, ending = posixpath.basename(name).lower().rpartition(".")
    return stem in {"readme", "index", "intro", "_index"} and f".{ending}" in LESSON_ENDINGS


def as_file(source: Source, folder: str, name: str) -> str | None:
    """The lesson's file that an order means by a name without its ending, or by its folder."""
    name = name.partition("#")[0].partition("?")[0]
    for ending in ("", *LESSON_ENDINGS, "/README.md", "/index.md", "/readme.ipynb"):
        found = source.find(posixpath.join(folder, name.lstrip("/") + ending))
        if found and found in source.paths and found.lower().endswith(LESSON_ENDINGS):
            return found
    return None
