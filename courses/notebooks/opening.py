"""A notebook's JSON to cells of known shape, from format 2 to 4.5 and beyond; nothing in it is ever run."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from courses.frontmatter import FrontMatter, LessonError, read_front_matter, whole
from courses.frozen import FrozenMap
from courses.notebooks.cells import Cell, Notebook, Remark, table
from courses.notebooks.older import newer_cells
from courses.notebooks.scanning import Placed, scan
from courses.notebooks.shaping import ShapeError, shaped

_MOST_CELLS = 2_000
_NEWEST = (4, 5)
_FRONT = re.compile(r"---[ \t]*\n.*\n(?:---|\.\.\.)[ \t]*\Z", re.DOTALL)


def notebook_front(source: str) -> FrontMatter:
    """What stands for front matter: the metadata under "gonin", else YAML in a first raw cell; LessonError for none."""
    notebook = read_notebook(source)
    return FrontMatter(values=notebook.declared)


# A lesson's file is opened for its front matter first and compiled later; the last two stay read.
@lru_cache(maxsize=2)
def read_notebook(source: str) -> Notebook:
    """The notebook; LessonError "notebook-json", "notebook-shape" or "notebook-version" when it is none.

    Promises: runs nothing, fetches nothing; a cell that cannot be shown is a remark, and the others stay.
    """
    try:
        data = scan(source)
    except TypeError as error:
        raise LessonError("notebook-shape", 1, "{…}") from error
    except (ValueError, RecursionError) as error:
        raise LessonError("notebook-json", getattr(error, "lineno", None)) from error
    remarks: list[Remark] = []
    placed = _placed_cells(data, remarks)
    cells = _Reader(source, remarks).cells(placed)
    metadata = table(data.get("metadata"))
    if "metadata" in data and not isinstance(data["metadata"], dict):
        remarks.append(Remark("notebook-part", 1, FrozenMap({"word": "metadata"})))
    declared = _declared(metadata)
    front = _raw_front(cells)
    if front is not None:
        declared, cells = FrozenMap({**front.values, **declared}), cells[1:]
    return Notebook(cells, _language(metadata), declared, tuple(remarks))


def _placed_cells(data: dict[str, Any], remarks: list[Remark]) -> list[Placed]:
    version, minor = data.get("nbformat"), data.get("nbformat_minor")
    if isinstance(version, bool) or not isinstance(version, int):
        raise LessonError("notebook-shape", None, "nbformat")
    if version not in (2, 3, 4):
        raise LessonError("notebook-version", None, str(version)[:20])
    if "nbformat_minor" in data and (isinstance(minor, bool) or not isinstance(minor, int)):
        remarks.append(Remark("notebook-part", None, FrozenMap({"word": "nbformat_minor"})))
    elif isinstance(minor, int) and (version, minor) > _NEWEST:
        remarks.append(Remark("notebook-newer", None, FrozenMap({"word": f"4.{minor}"[:20]})))
    cells = data.get("cells") if version == 4 else newer_cells(data)
    if not isinstance(cells, list):
        raise LessonError("notebook-shape", None, "cells" if version == 4 else "worksheets")
    if len(cells) > _MOST_CELLS:
        raise LessonError("notebook-long", None, str(_MOST_CELLS))
    return cells


class _Reader:
    """Reads the cells in order, counting lines as it goes."""

    def __init__(self, source: str, remarks: list[Remark]) -> None:
        self.source, self.remarks = source, remarks
        self.at, self.line = 0, 1
        self.ids: set[str] = set()

    def cells(self, placed: list[Placed]) -> tuple[Cell, ...]:
        """All cells of which something can be shown."""
        found = []
        for number, one in enumerate(placed, start=1):
            line = self._line(one.start)
            odd: list[str] = []
            try:
                found.append(shaped(one.value, number, line, odd.append))
            except ShapeError as error:
                self._remark("notebook-cell", line, number, str(error))
                continue
            self._check_id(one.value, line, number)
            if odd:
                self._remark("notebook-odd-cell", line, number, ", ".join(dict.fromkeys(odd)))
        return tuple(found)

    def _line(self, start: int) -> int:
        self.line += self.source.count("\n", self.at, start)
        self.at = start
        return self.line

    def _check_id(self, cell: dict[str, Any], line: int, number: int) -> None:
        given = cell.get("id")
        if isinstance(given, str) and given in self.ids:
            self._remark("notebook-id-twice", line, number, whole(given))
        elif "id" in cell and (not isinstance(given, str) or not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", given)):
            self._remark("notebook-odd-cell", line, number, "id")
        self.ids.add(str(given))

    def _remark(self, code: str, line: int, number: int, word: str) -> None:
        self.remarks.append(Remark(code, line, FrozenMap({"number": number, "word": word})))


def _raw_front(cells: tuple[Cell, ...]) -> FrontMatter | None:
    """YAML between --- and --- in a first raw cell, as Quarto and Jupytext write it."""
    if not cells or cells[0].kind != "raw" or not _FRONT.match(cells[0].source.rstrip()):
        return None
    try:
        return read_front_matter(cells[0].source)
    except LessonError as error:
        raise LessonError(error.code, cells[0].line, error.word) from error


def _language(metadata: Any) -> str:
    for name, key in (("language_info", "name"), ("kernelspec", "language")):
        value = table(metadata.get(name)).get(key)
        if isinstance(value, str) and value.strip():
            return whole(value).strip().lower()[:30]
    return "python"


def _declared(metadata: Any) -> FrozenMap[str, str]:
    values = metadata.get("gonin", {})
    if not isinstance(values, dict) or not all(isinstance(value, str | int) for value in values.values()):
        raise LessonError("notebook-shape", None, "gonin")
    return FrozenMap({whole(name): whole(str(value)) for name, value in values.items()})
