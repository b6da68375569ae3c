"""Notebooks through nbconvert with our own template, their text cells through the same Markdown as lessons."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import TemplateExporter

from courses.lesson_file import LessonFile
from courses.markup.clean import clean
from courses.markup.code import code_block
from courses.markup.dialect import Dialect, Html
from courses.markup.labels import label
from courses.markup.scene import Scene
from courses.notebooks.opening import Cell, read_notebook
from courses.notebooks.results import Results, terminal_text
from courses.steps import Placed
from courses.targets import CourseTargets

_MARK = re.compile("\ue020([0-9]+)\ue021")
_OWN_MARKS = re.compile("[\ue020-\ue02f]")
_REMOVED = {"remove-cell", "remove_cell"}
_HIDDEN = {"hide-input", "hide_input", "remove-input", "remove_input"}
_UNSHOWN_RESULTS = {"hide-output", "hide_output", "remove-output", "remove_output"}


def notebook_pieces(file: LessonFile, targets: CourseTargets, md: Dialect) -> list[Placed]:
    """All pieces of a notebook in order, each with its cell's scene."""
    notebook = read_notebook(_OWN_MARKS.sub("", file.source))
    scene = Scene(file.language, file.path, targets, targets.tell, line=None, fixed=True)
    cells = [cell for cell in notebook.cells if not cell.tags & _REMOVED]
    scenes = [_scene(scene, targets, cell, number) for number, cell in enumerate(cells, start=1)]
    html = _Conversion(targets, md, scenes).html(cells, notebook.language)
    placed: list[Placed] = []
    for place, part in enumerate(_MARK.split(html)):
        if place % 2:
            cell, where = cells[int(part)], scenes[int(part)]
            placed += [Placed(piece, where) for piece in md.pieces(cell.source, where)]
        elif safe := clean(part).strip():
            placed.append(Placed(Html(safe), scene))
    return placed


def _scene(scene: Scene, targets: CourseTargets, cell: Cell, number: int) -> Scene:
    own = replace(targets, attachments=_attachments(cell)) if cell.attachments else targets
    return replace(scene, line=cell.line, prefix=f"c{number}-", targets=own)


def _attachments(cell: Cell) -> dict[str, tuple[bytes, str]]:
    kinds = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
    found: dict[str, tuple[bytes, str]] = {}
    for name, bundle in cell.attachments.items():
        for kind, content in bundle.items():
            try:
                found[name] = (base64.b64decode(content), kinds[kind])
            except (KeyError, binascii.Error, ValueError):
                continue
    return found


class _Conversion:
    """One run of nbconvert over one notebook."""

    def __init__(self, targets: CourseTargets, md: Dialect, scenes: list[Scene]) -> None:
        self.targets, self.md, self.scenes = targets, md, scenes

    def html(self, cells: list[Cell], language: str) -> str:
        """Code cells as HTML, text cells as marks with their number."""
        exporter = _exporter()
        exporter.register_filter("markdown2html", lambda cell: f"\ue020{cell['place']}\ue021")
        exporter.register_filter("code2html", lambda source, name: code_block(source, name, style="code"))
        exporter.register_filter("result2html", self._result)
        exporter.register_filter("word", self._word)
        plain = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": _plain_cells(cells, language)}
        notebook = nbformat.from_dict(plain)  # type: ignore[no-untyped-call] # nbformat has no types
        body, _ = exporter.from_notebook_node(notebook)
        return str(body)

    def _result(self, result: dict[str, Any], cell: dict[str, Any]) -> str:
        return Results(self.scenes[cell["place"]], self.targets, self.md).html(result, cell["number"])

    def _word(self, key: str, number: int) -> str:
        language = self.scenes[0].language if self.scenes else "en"
        return escape(label(key, language, number=number))


def _plain_cells(cells: list[Cell], language: str) -> list[dict[str, Any]]:
    """Cells that nbconvert finds valid, with all that our template needs under "gonin" in their metadata."""
    plain: list[dict[str, Any]] = []
    number = 0
    for place, cell in enumerate(cells):
        number += cell.kind == "code"
        ours = {
            "shown": bool(cell.source.strip()) and not cell.tags & _HIDDEN,
            "results": [] if cell.tags & _UNSHOWN_RESULTS else _merged(cell.results),
            "place": place,
            "number": number,
            "language": language,
        }
        code: dict[str, Any] = {"execution_count": None, "outputs": []} if cell.kind == "code" else {}
        source = terminal_text(cell.source)
        plain.append({"cell_type": cell.kind, "metadata": {"gonin": ours}, "source": source, **code})
    return plain


def _merged(results: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Text that was printed in several goes is one result, as it was on the screen."""
    merged: list[dict[str, Any]] = []
    for result in results:
        if result["output_type"] == "stream" and merged and merged[-1]["output_type"] == "stream":
            merged[-1] = {**result, "text": merged[-1]["text"] + result["text"]}
        elif result["output_type"] != "stream" or result["text"].strip():
            merged.append(result)
    return merged


def _exporter() -> Any:
    # One for each notebook (5 ms): filters belong to the exporter, and two threads must not share them.
    templates = Path(__file__).parent / "templates"
    make: Any = TemplateExporter
    return make(
        template_name="gonin",
        extra_template_basedirs=[str(templates)],
        default_preprocessors=[],
        file_extension=".html",
    )
