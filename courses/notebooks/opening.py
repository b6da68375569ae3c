"""A notebook's JSON to cells of known shape; whatever Jupyter would not write is refused in a plain way."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

from courses.frontmatter import FrontMatter, LessonError, whole
from courses.frozen import FrozenMap

# An inner quote is escaped in JSON, so this finds keys only, not words in a cell's text.
_CELL_KEY = re.compile(r'(?<!\\)"cell_type"\s*:')
_MOST_CELLS = 2_000


@dataclass(frozen=True)
class Cell:
    """One cell: `results` are Jupyter's outputs, each a dictionary with texts where texts belong."""

    kind: str
    source: str
    results: tuple[dict[str, Any], ...]
    tags: frozenset[str]
    attachments: Mapping[str, Mapping[str, str]]
    line: int | None


@dataclass(frozen=True)
class Notebook:
    """A notebook as far as lessons show it."""

    cells: tuple[Cell, ...]
    language: str
    declared: Mapping[str, str]


def notebook_front(source: str) -> FrontMatter:
    """What the notebook's metadata say under "gonin"; LessonError when this is no notebook."""
    return FrontMatter(values=read_notebook(source).declared)


def read_notebook(source: str) -> Notebook:
    """The notebook; LessonError "notebook-json", "notebook-shape" or "notebook-version" when it is none."""
    try:
        data = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise LessonError("notebook-json", getattr(error, "lineno", None)) from error
    if not isinstance(data, dict):
        raise LessonError("notebook-shape", 1, "{…}")
    data = _current(data)
    metadata, cells = data.get("metadata"), data.get("cells")
    if not isinstance(cells, list) or len(cells) > _MOST_CELLS:
        raise LessonError("notebook-shape", None, "cells")
    places = [source.count("\n", 0, found.start()) + 1 for found in _CELL_KEY.finditer(source)]
    lines: list[int | None] = [*places] if len(places) == len(cells) else [None] * len(cells)
    read = tuple(_cell(cell, line) for cell, line in zip(cells, lines, strict=True))
    metadata = metadata if isinstance(metadata, dict) else {}
    return Notebook(read, _language(metadata), _declared(metadata))


def _current(data: dict[str, Any]) -> dict[str, Any]:
    version = data.get("nbformat")
    if isinstance(version, bool) or not isinstance(version, int):
        raise LessonError("notebook-shape", None, "nbformat")
    if version == 4:
        return data
    if version not in (2, 3):
        raise LessonError("notebook-version", None, str(version))
    reader: Any = nbformat
    data["metadata"] = data.get("metadata") or {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dict(reader.reads(json.dumps(data), as_version=4))
    except Exception as error:  # The converter trusts its input and fails in as many ways as there are shapes.
        raise LessonError("notebook-shape", None, f"nbformat {version}") from error


def _cell(cell: object, line: int | None) -> Cell:
    if not isinstance(cell, dict):
        raise LessonError("notebook-shape", line, "cell")
    kind, results = cell.get("cell_type"), cell.get("outputs") or []
    if kind not in ("markdown", "code", "raw") or not isinstance(results, list):
        raise LessonError("notebook-shape", line, "cell_type")
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    marks = frozenset(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else frozenset()
    outputs = tuple(_result(result, line) for result in results) if kind == "code" else ()
    return Cell(kind, joined(cell.get("source", ""), line), outputs, marks, _attachments(cell), line)


def joined(value: object, line: int | None = None) -> str:
    """Jupyter's texts: one string, or a list of strings to be joined."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "".join(value)
    if not isinstance(value, str):
        raise LessonError("notebook-shape", line, "source")
    return whole(value).replace("\r\n", "\n")


def _result(result: object, line: int | None) -> dict[str, Any]:
    if not isinstance(result, dict) or not isinstance(result.get("output_type"), str):
        raise LessonError("notebook-shape", line, "outputs")
    data = result.get("data")
    texts = {key: value for key, value in data.items() if _is_text(value)} if isinstance(data, dict) else {}
    return {
        "output_type": result["output_type"],
        "text": joined(result["text"]) if _is_text(result.get("text")) else "",
        "data": {key: joined(value) for key, value in texts.items()},
        "kinds": sorted(data) if isinstance(data, dict) else [],
        "ename": whole(str(result.get("ename", "")))[:200],
        "evalue": whole(str(result.get("evalue", "")))[:2000],
        "traceback": joined(_lines(result["traceback"])) if _is_text(result.get("traceback")) else "",
    }


def _lines(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) else value


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _attachments(cell: dict[str, Any]) -> Mapping[str, Mapping[str, str]]:
    found = cell.get("attachments")
    if not isinstance(found, dict):
        return {}
    return {
        name: {kind: joined(content) for kind, content in bundle.items() if _is_text(content)}
        for name, bundle in found.items()
        if isinstance(bundle, dict)
    }


def _language(metadata: dict[str, Any]) -> str:
    for table, key in (("language_info", "name"), ("kernelspec", "language")):
        value = metadata.get(table)
        if isinstance(value, dict) and isinstance(value.get(key), str):
            return str(value[key]).lower()
    return "python"


def _declared(metadata: dict[str, Any]) -> FrozenMap[str, str]:
    values = metadata.get("gonin", {})
    if not isinstance(values, dict) or not all(isinstance(value, str | int) for value in values.values()):
        raise LessonError("notebook-shape", None, "gonin")
    return FrozenMap({name: whole(str(value)) for name, value in values.items()})
