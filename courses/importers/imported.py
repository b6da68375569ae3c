"""What importing gives back: files to write, problems with the source's own lines, and sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courses.problems import Problem


@dataclass(frozen=True)
class Sums:
    """How much came in; `files` are the lessons' files that were read."""

    files: int = 0
    lessons: int = 0
    readings: int = 0
    steps: int = 0
    quizzes: int = 0
    images: int = 0
    images_missing: int = 0
    images_remote: int = 0
    links: int = 0
    links_missing: int = 0


@dataclass(frozen=True)
class Imported:
    """A course in our format as path → bytes, empty when nothing could be made of the source; paths are relative."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    sums: Sums
    course_id: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wishes:
    """What the person who imports said; empty wishes are worked out from the source."""

    language: str = ""
    course_id: str = ""
    title: str = ""
    translations: tuple[tuple[str, str], ...] = ()
