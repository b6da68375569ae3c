"""Formats 2 and 3 brought into the shape of format 4, cell by cell, so that one odd cell spoils nothing beside it."""

from __future__ import annotations

from typing import Any

from courses.notebooks.cells import table
from courses.notebooks.scanning import Placed

# The short names that formats 2 and 3 gave to forms of a result; format 2 wrote "output_" before them.
_FORMS = {
    "text": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "latex": "text/latex",
    "json": "application/json",
    "javascript": "application/javascript",
    "pdf": "application/pdf",
}
_KINDS = {"pyout": "execute_result", "pyerr": "error", "display_data": "display_data", "stream": "stream"}


def newer_cells(data: dict[str, Any]) -> list[Placed] | None:
    """The cells of all worksheets, each as format 4 has it; None when there are no worksheets."""
    sheets = data.get("worksheets")
    if not isinstance(sheets, list):
        return None
    found: list[Placed] = []
    for sheet in sheets:
        cells = sheet.value.get("cells") if isinstance(sheet.value, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            found.append(Placed(cell.start, _cell(cell.value) if isinstance(cell.value, dict) else cell.value))
    return found


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kind = cell.get("cell_type")
    metadata = table(cell.get("metadata"))
    if kind == "code":
        outputs = cell.get("outputs")
        metadata = {**metadata, **({"collapsed": True} if cell.get("collapsed") is True else {})}
        return {
            "cell_type": "code",
            "metadata": {**metadata, **({"language": cell["language"]} if "language" in cell else {})},
            "execution_count": cell.get("prompt_number"),
            "source": cell.get("input", cell.get("source", "")),
            "outputs": [_output(one) for one in outputs] if isinstance(outputs, list) else [],
        }
    source = cell.get("source", "")
    if kind == "heading":
        level = cell.get("level")
        level = level if isinstance(level, int) and 1 <= level <= 6 else 1
        words = "".join(source) if isinstance(source, list) and all(isinstance(one, str) for one in source) else source
        source = f"{'#' * level} {' '.join(words.split())}" if isinstance(words, str) else source
    shown = {"heading": "markdown", "plaintext": "raw", "html": "markdown"}.get(str(kind), kind)
    return {"cell_type": shown, "metadata": metadata, "source": source}


def _output(output: Any) -> Any:
    if not isinstance(output, dict):
        return output
    kind = _KINDS.get(str(output.get("output_type")), output.get("output_type"))
    metadata = table(output.get("metadata"))
    newer = {"output_type": kind, "metadata": metadata}
    if kind == "stream":
        return {**newer, "name": output.get("stream", "stdout"), "text": output.get("text", "")}
    if kind == "error":
        return {**newer, **{key: output[key] for key in ("ename", "evalue", "traceback") if key in output}}
    data = {}
    for name, value in output.items():
        form = _FORMS.get(name.removeprefix("output_"), name if "/" in name else "")
        data.update({form: value} if form else {})
    return {**newer, "data": data}
