"""What checking a version found, as a page shows it: by file, each problem with its sentence and the line it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from courses.frozen import FrozenMap
from courses.problems import Problem
from lms.kit.storage import Storage

if TYPE_CHECKING:
    from lms.catalog.models import SourceVersion

LARGEST = 1_000_000
"""Bytes of a file of which lines are shown."""
LONGEST = 160
"""Signs of a line that are shown."""
MOST = 300
"""Problems shown on a page."""


@dataclass(frozen=True)
class Told:
    """One problem in words."""

    line: int | None
    severity: str
    sentence: str
    code: str
    snippet: str


@dataclass(frozen=True)
class FileReport:
    """What is wrong in one file; `path` is "." for the whole course."""

    path: str
    problems: tuple[Told, ...]


@dataclass(frozen=True)
class Report:
    """All that is shown, and how many more there are."""

    files: tuple[FileReport, ...]
    more: int


def report(version: SourceVersion, storage: Storage, language: str) -> Report:
    """The report of a version in a language. Files with errors come first."""
    shown = sorted(version.problems, key=lambda one: one["severity"] != "error")[:MOST]
    by_file: dict[str, list[dict[str, Any]]] = {}
    for one in shown:
        by_file.setdefault(one["path"], []).append(one)
    files = []
    for path, problems in by_file.items():
        lines = _lines(version.files, path, storage)
        ordered = sorted(problems, key=lambda one: one["line"] or 0)
        files.append(FileReport(path, tuple(_told(one, lines, language) for one in ordered)))
    return Report(tuple(files), version.errors + version.warnings - len(shown))


def places(version: SourceVersion, code: str) -> list[tuple[str, int | None]]:
    """Where a version has that problem: files and lines, each once, as the report orders them within a file."""
    found = {(str(one["path"]), one["line"]) for one in version.problems if one["code"] == code}
    return sorted(found, key=lambda place: (place[0], place[1] or 0))[:MOST]


def _told(one: Mapping[str, Any], lines: list[str], language: str) -> Told:
    number = one["line"]
    snippet = lines[number - 1].strip()[:LONGEST] if number and number <= len(lines) else ""
    return Told(number, one["severity"], _sentence(one, language), one["code"], snippet)


def _sentence(one: Mapping[str, Any], language: str) -> str:
    """The sentence; the bare code where a newer engine no longer knows it."""
    try:
        severity = "warning" if one["severity"] == "warning" else "error"
        return Problem(one["code"], one["path"], one["line"], FrozenMap(one["params"]), severity).sentence(language)  # type: ignore[arg-type]  # One of the two.
    except KeyError:
        return str(one["code"])


def _lines(files: Mapping[str, Any], path: str, storage: Storage) -> list[str]:
    found = files.get(path)
    if found is None or found[1] > LARGEST:
        return []
    try:
        return storage.path(found[0]).read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []
