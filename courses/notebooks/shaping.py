"""One cell of a notebook's JSON to a cell of known shape: shown as far as it can be, and what is odd about it named."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from courses.frontmatter import whole
from courses.notebooks.cells import Cell, CellKind, Result, table

_KEYS = {"cell_type", "metadata", "source", "id"}
_KEYS_OF = {
    "markdown": _KEYS | {"attachments"},
    "raw": _KEYS | {"attachments"},
    "code": _KEYS | {"outputs", "execution_count"},
}
_BUNDLES = {"display_data", "execute_result", "update_display_data"}
_NEEDED = ("cell_type", "metadata", "source")

Tell = Callable[[str], None]


class ShapeError(ValueError):
    """A cell of which nothing can be shown; the message says which part is to blame."""


def shaped(cell: object, number: int, line: int | None, tell: Tell) -> Cell:
    """The cell; `tell` gets the name of each part that is not as it should be. ShapeError when nothing can be shown."""
    if not isinstance(cell, dict):
        raise ShapeError("{…}")
    source = text_of(cell.get("source"))
    if source is None:
        raise ShapeError("source")
    kind = _kind(cell, tell)
    metadata = cell.get("metadata")
    if "metadata" in cell and not isinstance(metadata, dict):
        tell("metadata")
    results, count = cell.get("outputs") if kind == "code" else [], cell.get("execution_count")
    if not isinstance(results, list):
        tell("outputs")
        results = []
    shown = (_result(result, tell) for result in results)
    return Cell(
        kind=kind,
        source=source.replace("\r\n", "\n").replace("\r", "\n"),
        number=number,
        line=line,
        results=tuple(result for result in shown if result is not None),
        count=count if isinstance(count, int) and not isinstance(count, bool) else None,
        metadata=table(metadata),
        attachments=_attachments(cell, tell),
    )


def _kind(cell: dict[str, Any], tell: Tell) -> CellKind:
    kind = cell.get("cell_type")
    for name in _NEEDED:
        if name not in cell:
            tell(name)
    if not isinstance(kind, str) or kind not in _KEYS_OF:
        tell("cell_type")
        return "raw"
    for name in sorted(set(cell) - _KEYS_OF[kind]):
        tell(name)
    for name in ("outputs", "execution_count"):
        if kind == "code" and name not in cell:
            tell(name)
    return cast(CellKind, kind)


def text_of(value: object) -> str | None:
    """Jupyter's texts: one string, or a list of strings to be joined; None when it is neither."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "".join(value)
    return whole(value) if isinstance(value, str) else None


def _result(result: object, tell: Tell) -> Result | None:
    if not isinstance(result, dict):
        tell("outputs")
        return None
    kind = result.get("output_type")
    if kind == "stream":
        text = text_of(result.get("text"))
        if text is None:
            tell("outputs.text")
        return Result("stream", name=str(result.get("name", "stdout")), text=text or "")
    if kind == "error":
        return _error(result, tell)
    if not isinstance(kind, str) or kind not in _BUNDLES:
        tell("outputs.output_type")
    return _bundle(result, tell)


def _error(result: dict[str, Any], tell: Tell) -> Result:
    lines = result.get("traceback")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        tell("outputs.traceback")
        lines = []
    name, value = (whole(str(result.get(key, "")))[:2000] for key in ("ename", "evalue"))
    last = f"{name}: {value}" if value else name
    return Result("error", name=last, text=whole("\n".join(lines)))


def _bundle(result: dict[str, Any], tell: Tell) -> Result:
    data = result.get("data")
    if not isinstance(data, dict):
        tell("outputs.data")
        data = {}
    texts: dict[str, str] = {}
    for kind, value in data.items():
        text = text_of(value)
        if text is None and _is_json(kind):
            text = _as_json(value)
        if text is None:
            tell(f"outputs.data.{kind}")
        else:
            texts[whole(kind)] = text
    given = table(result.get("transient")).get("display_id")
    kinds = tuple(sorted(whole(kind) for kind in data))
    metadata: Mapping[str, Any] = table(result.get("metadata"))
    again = result.get("output_type") == "update_display_data"
    display = given if isinstance(given, str) else ""
    return Result("bundle", "update" if again else "", data=texts, kinds=kinds, metadata=metadata, display=display)


def _is_json(kind: str) -> bool:
    return kind == "application/json" or kind.endswith("+json")


def _as_json(value: object) -> str | None:
    try:
        return whole(json.dumps(value, ensure_ascii=False, indent=1))
    except (ValueError, RecursionError):
        return None


def _attachments(cell: dict[str, Any], tell: Tell) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    given = cell.get("attachments")
    if given is not None and not isinstance(given, dict):
        tell("attachments")
    for name, bundle in table(given).items():
        forms = {kind: text_of(content) for kind, content in table(bundle).items()}
        found[whole(name)] = {kind: content for kind, content in forms.items() if content is not None}
        if None in forms.values() or not forms:
            tell(f"attachments.{name}")
    return found
