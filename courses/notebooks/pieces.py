"""A notebook's cells as pieces of a lesson: code and results through nbconvert, text cells through our Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from courses.activities.names import activity_within
from courses.identifiers import is_id
from courses.lesson_file import LessonFile
from courses.markup.clean import clean
from courses.markup.dialect import Dialect, Html
from courses.markup.labels import label
from courses.markup.scene import Scene
from courses.notebooks.attachments import with_attachments
from courses.notebooks.cells import Cell
from courses.notebooks.exporting import exported
from courses.notebooks.kernels import code_html, language_of, name_of
from courses.notebooks.marks import Marks, marks_of
from courses.notebooks.opening import read_notebook
from courses.notebooks.rawcells import as_text_cell, raw_html
from courses.notebooks.results import Results, Wishes
from courses.notebooks.stepcells import text_pieces
from courses.notebooks.terminal import Patience, controls_out
from courses.steps import Placed
from courses.targets import CourseTargets

_MARK = re.compile("\ue020([0-9]+)\ue021")
_OWN_MARKS = re.compile("[\ue020-\ue02f]")


@dataclass
class Spot:
    """One cell on its way into the lesson; `number` counts code cells from 1."""

    cell: Cell
    marks: Marks
    scene: Scene
    language: str = ""
    number: int = 0


def notebook_pieces(file: LessonFile, targets: CourseTargets, md: Dialect) -> list[Placed]:
    """All pieces of a notebook in order, each with its cell's scene; what is odd about the notebook is told.

    Promises: runs nothing and fetches nothing; every piece of HTML has passed the sanitiser last.
    """
    notebook = read_notebook(file.source)
    scene = Scene(file.language, file.path, targets, targets.tell, line=None, fixed=True)
    for remark in notebook.remarks:
        scene.report(remark.code, remark.line, **remark.params)
    conversion = _Conversion(targets, md, list(_spots(notebook.cells, notebook.language, scene)))
    return list(conversion.placed(scene))


def _spots(cells: tuple[Cell, ...], kernel: str, scene: Scene) -> Iterator[Spot]:
    """The cells that are shown, each with its scene, and told of what is odd about their marks."""
    number, last, exercises, nearest = 0, 0, set[str](), ""
    for place, found in enumerate(cells, start=1):
        cell = as_text_cell(replace(found, source=_OWN_MARKS.sub("", found.source)))
        marks = marks_of(cell)
        here = replace(scene, line=cell.line, prefix=f"c{place}-")
        if marks.whole == "gone":
            continue
        number += cell.kind == "code"
        for word in marks.odd:
            here.report("notebook-odd-cell", cell.line, number=cell.number, word=word)
        if cell.count is not None:
            if cell.count <= last:
                here.report("notebook-order", cell.line, number=cell.number)
            last = cell.count
        marks = replace(marks, exercise=_exercise_id(marks.exercise, here, exercises))
        nearest = marks.exercise or nearest
        here = replace(here, cells=frozenset(exercises), exercise_cell=nearest)
        yield Spot(cell, marks, here, language_of(cell, kernel), number)


def _exercise_id(given: str | None, scene: Scene, seen: set[str]) -> str | None:
    if not given:
        return given
    code = "" if is_id(given) and given not in seen else "exercise-id-twice" if given in seen else "id-form"
    seen.add(given)
    if code:
        scene.report(code, scene.line, word=given)
    return given if not code else ""


class _Conversion:
    """One run of nbconvert over one notebook."""

    def __init__(self, targets: CourseTargets, md: Dialect, spots: list[Spot]) -> None:
        self.targets, self.md, self.spots = targets, md, spots
        self.patience = Patience()
        self.language = spots[0].scene.language if spots else "en"
        self.mixed = len({spot.language for spot in spots if spot.cell.kind == "code"}) > 1

    def placed(self, scene: Scene) -> Iterator[Placed]:
        """All pieces: the HTML that came out, with a text cell's pieces in the place of its mark."""
        filters: dict[str, Callable[..., str]] = {
            "text2mark": lambda place: f"\ue020{place}\ue021",
            "raw2html": lambda place: raw_html(self.spots[place].cell, self.spots[place].scene),
            "code2html": self._code,
            "results2html": self._results,
            "word": self._word,
        }
        html = exported([self._plain(place) for place in range(len(self.spots))], filters)
        for place, part in enumerate(_MARK.split(html)):
            if place % 2:
                yield from self._text(self.spots[int(part)])
            elif safe := clean(part, self.language).strip():
                yield Placed(Html(safe), scene)

    def _plain(self, place: int) -> dict[str, Any]:
        """A cell that nbconvert finds valid, with all that our template needs to know under "gonin"."""
        spot = self.spots[place]
        cell, marks = spot.cell, spot.marks
        if cell.kind != "code":
            ours = {"place": place, "step": marks.step is not None}
            return {"cell_type": cell.kind, "metadata": {"gonin": ours}, "source": ""}
        shown: dict[str, Any] = {
            "place": place,
            "step": marks.step is not None,
            "number": spot.number,
            "code": marks.code if cell.source.strip() else "gone",
            "results": marks.results,
            "title": marks.title,
            "language": self._language(spot),
            "try": marks.exercise is not None,
            "id": f"cell-{marks.exercise}" if marks.exercise else "",
            "fold": "solution" if marks.solution else "show-cell" if marks.whole == "folded" else "",
        }
        return {
            "cell_type": "code",
            "metadata": {"gonin": shown},
            "source": "",
            "execution_count": None,
            "outputs": [],
        }

    def _word(self, key: str, number: int = 0) -> str:
        return escape(label(key, self.language, number=number))

    def _language(self, spot: Spot) -> str:
        """What the language is called, where that is worth saying."""
        shown = self.mixed or spot.language != "python"
        return _OWN_MARKS.sub("", name_of(spot.language)) if shown else ""

    def _code(self, place: int) -> str:
        spot = self.spots[place]
        if kind := activity_within(spot.cell.source):
            spot.scene.report("activity-as-text", spot.scene.line, word=kind)
        return code_html(controls_out(spot.cell.source).rstrip("\n"), spot.language)

    def _results(self, place: int) -> str:
        spot = self.spots[place]
        marks = spot.marks
        if marks.results == "gone":
            return ""
        wishes = Wishes(spot.number, marks.opened, marks.error_expected, marks.alt)
        printed = [
            result for result in spot.cell.results if result.kind != "stream" or result.name not in marks.without
        ]
        made = Results(spot.scene, self.targets, self.md, self.patience).html(printed, wishes)
        return _OWN_MARKS.sub("", "\n".join(made))

    def _text(self, spot: Spot) -> Iterator[Placed]:
        scene, attached = with_attachments(spot.scene, self.targets, spot.cell)
        for piece in text_pieces(spot.cell, spot.marks, scene, self.md):
            yield Placed(piece, scene)
        if attached:
            attached.report(scene)
