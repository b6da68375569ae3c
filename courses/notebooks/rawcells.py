"""Raw cells: text, Markdown or HTML by what they say they are; what is meant for print only is a quiet note."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from courses.activities.names import activity_within
from courses.markup.clean import clean
from courses.markup.depth import deeper_than, unclosed_tags
from courses.markup.labels import label
from courses.markup.rawhtml import rewrite
from courses.markup.scene import Scene
from courses.notebooks.cells import Cell
from courses.notebooks.printed import text_block
from courses.notebooks.results import DEEPEST, MOST_UNCLOSED
from courses.notebooks.tables import framed_tables
from courses.notebooks.terminal import controls_out

_MARKDOWN = {"text/markdown", "text/x-markdown", "markdown"}
_HTML = {"text/html", "html", "slides"}
_PRINT = {"text/latex", "latex", "pdf", "application/pdf", "application/postscript"}


def as_text_cell(cell: Cell) -> Cell:
    """A raw cell that holds Markdown as a text cell; any other cell as it is."""
    return replace(cell, kind="markdown") if cell.kind == "raw" and _form(cell) in _MARKDOWN else cell


def raw_html(cell: Cell, scene: Scene) -> str:
    """The cell as safe HTML; what is left out is told."""
    form = _form(cell)
    if not cell.source.strip():
        return ""
    if kind := activity_within(cell.source):
        scene.report("activity-as-text", scene.line, word=kind)
    if form in _PRINT:
        scene.report("notebook-raw", scene.line, number=cell.number, word=form)
        return f'<p class="small soft">{escape(label("print-only", scene.language))}</p>'
    if form in _HTML:
        if unclosed_tags(cell.source) <= MOST_UNCLOSED and not deeper_than(cell.source, DEEPEST):
            return framed_tables(clean(rewrite(cell.source, scene, scene.line)), scene)
        scene.report("nested-too-deep", scene.line)
    lines = escape(controls_out(cell.source), quote=False).rstrip("\n").split("\n")
    return text_block(lines, scene.language)


def _form(cell: Cell) -> str:
    names = (cell.metadata.get(name) for name in ("raw_mimetype", "format"))
    return next((name.strip().lower() for name in names if isinstance(name, str)), "")
