"""Text cells as pieces of a lesson, and the headings of cells that open a step."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from courses.markup.clean import clean
from courses.markup.dialect import Dialect, Heading, Html, Piece
from courses.markup.labels import label
from courses.markup.scene import Scene
from courses.notebooks.attachments import named_plainly
from courses.notebooks.cells import Cell
from courses.notebooks.latex import with_dollars
from courses.notebooks.marks import Marks

_FIRST_HEADING = re.compile(r"(\s*) {0,3}#{1,6}(?=[ \t])")


def text_pieces(cell: Cell, marks: Marks, scene: Scene, md: Dialect) -> list[Piece]:
    """The pieces of a text cell; of any other cell only the heading of the step that it opens."""
    if cell.kind != "markdown":
        return [_heading(marks, scene, md)] if marks.step is not None else []
    source = with_dollars(named_plainly(cell.source, cell))
    if marks.step is None:
        return _folded(md.pieces(source, scene), marks, scene)
    given = _FIRST_HEADING.match(source)
    pieces = md.pieces(_FIRST_HEADING.sub(r"\1##", source, count=1) if given else source, scene)
    first = pieces[0] if given and pieces else None
    if isinstance(first, Heading):
        own = {**_terms(marks), **first.own}
        return [replace(first, own=own), *_folded(pieces[1:], marks, scene)]
    return [_heading(marks, scene, md), *_folded(pieces, marks, scene)]


def _terms(marks: Marks) -> dict[str, str]:
    return {name: value for name, value in (marks.step or {}).items() if name != "title"}


def _heading(marks: Marks, scene: Scene, md: Dialect) -> Heading:
    """The heading of a step whose title stands in the cell's metadata, or is that of its code."""
    title = (marks.step or {}).get("title") or marks.title
    made = md.pieces(f"## {title}", scene) if title else []
    if made and isinstance(made[0], Heading):
        return replace(made[0], own={**_terms(marks), **made[0].own})
    scene.report("notebook-step-title", scene.line)
    word = label("step", scene.language)
    return Heading(2, escape(word), word, _terms(marks), scene.line)


def _folded(pieces: list[Piece], marks: Marks, scene: Scene) -> list[Piece]:
    """A solution, or what its author hides at first, behind a word to press; headings and activities stay."""
    if not marks.solution and marks.whole != "folded":
        return pieces
    word = escape(label("solution" if marks.solution else "show-cell", scene.language))

    def fold(html: str) -> Html:
        return Html(clean(f'<details class="cell-fold"><summary>{word}</summary>{html}</details>'))

    return [fold(piece.html) if isinstance(piece, Html) else piece for piece in pieces]
