"""Foreign notebooks: opened as pages, and written again with our front matter and nothing lost."""

from __future__ import annotations

import base64
import json
import re
import warnings
from typing import Any

import nbformat

from courses.frontmatter import LessonError
from courses.importers.jupyterquiz import quizzes_of
from courses.importers.lines import Desk, Line, numbered
from courses.importers.myst import is_myst
from courses.importers.pages import Chunk, Page, converted
from courses.notebooks.opening import read_notebook

_CELL_KEY = re.compile(r'(?<!\\)"cell_type"\s*:')


def open_notebook(text: str, path: str, desk: Desk) -> Page:
    """The notebook as a page, in nbformat 4; LessonError when it is none."""
    data = _checked(text, desk)
    page = Page(path, "notebook", desk, notebook=data)
    places = [text.count("\n", 0, found.start()) + 1 for found in _CELL_KEY.finditer(text)]
    cells = data["cells"]
    if len(places) != len(cells):
        places = [1] * len(cells)
    if any(cell["cell_type"] == "markdown" and is_myst(_source(cell)) for cell in cells):
        desk = page.desk = Desk(path, desk.tell, desk.substitutions, desk.jekyll, True, desk.read)
    for cell, line in zip(cells, places, strict=True):
        page.chunks += _chunks(cell, line, desk)
    return page


def _checked(text: str, desk: Desk) -> dict[str, Any]:
    read_notebook(text)  # refuses what lessons could not show either
    data: dict[str, Any] = json.loads(text)
    if data.get("nbformat") == 4:
        data["cells"] = [_whole(cell, desk) for cell in data["cells"]]
        return data
    reader: Any = nbformat
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data["metadata"] = data.get("metadata") or {}
            made: dict[str, Any] = json.loads(reader.writes(reader.reads(json.dumps(data), as_version=4)))
    except Exception as error:  # The converter trusts its input and fails in as many ways as there are shapes.
        raise LessonError("notebook-shape", None, f"nbformat {data.get('nbformat')}") from error
    return made


def _whole(cell: object, desk: Desk) -> dict[str, Any]:
    """The cell, or its source as text where Jupyter would not have written such a cell."""
    kinds = ("markdown", "code", "raw")
    if isinstance(cell, dict) and cell.get("cell_type") in kinds and isinstance(cell.get("source"), str | list):
        return cell
    shown = json.dumps(cell, ensure_ascii=False, indent=1)[:20_000]
    desk.report("import-cell", None, shown[:200])
    return {"cell_type": "markdown", "metadata": {}, "source": f"````json\n{shown}\n````"}


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = "".join(source) if isinstance(source, list) else str(source)
    return text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _chunks(cell: dict[str, Any], line: int, desk: Desk) -> list[Chunk]:
    source = _source(cell)
    if cell["cell_type"] != "markdown":
        quizzes = quizzes_of(cell, source, desk, line) if cell["cell_type"] == "code" else []
        kept = Chunk(numbered(source, line), cell)
        return [kept, *(Chunk([Line(line, text) for text in quiz]) for quiz in quizzes)]
    lines = [Line(line, text) for text in source.split("\n")]
    return [Chunk(converted(lines, desk, mdx=False), cell)]


def written(page: Page, parts: list[tuple[dict[str, Any] | None, str]], front: dict[str, str]) -> bytes:
    """The notebook as a file: `parts` are texts with the cell each came from, or a code cell with ""."""
    data = dict(page.notebook or {})
    metadata = data.get("metadata")
    data["metadata"] = {**(metadata if isinstance(metadata, dict) else {}), "gonin": front}
    data["cells"] = [_cell(cell, text) for cell, text in parts]
    if data.get("nbformat_minor", 0) != 4:
        # Cells that were put in have no ids, which 4.5 asks for; 4.4 holds all else.
        data["nbformat_minor"] = 4
    data["nbformat"] = 4
    for cell in data["cells"]:
        cell.pop("id", None)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _drawn(forms: object) -> object:
    """The forms of an attachment, drawings as text: some programs write those in base64 too."""
    drawing = forms.get("image/svg+xml") if isinstance(forms, dict) else None
    if not isinstance(forms, dict) or not isinstance(drawing, str) or "<" in drawing:
        return forms
    try:
        return {**forms, "image/svg+xml": base64.b64decode(drawing).decode("utf-8")}
    except ValueError:
        return {kind: content for kind, content in forms.items() if kind != "image/svg+xml"}


def _cell(cell: dict[str, Any] | None, text: str) -> dict[str, Any]:
    if cell is not None and cell["cell_type"] != "markdown":
        return dict(cell)
    made: dict[str, Any] = {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}
    if cell is not None:
        made["metadata"] = cell.get("metadata", {})
        if isinstance(cell.get("attachments"), dict):
            made["attachments"] = {name: _drawn(forms) for name, forms in cell["attachments"].items()}
    return made
