"""What a notebook costs against nbconvert's own HTML exporter, in CPU time of one process.

    .venv/bin/python -m bench.notebook_time [FOLDER] [ROUNDS]        FOLDER holds notebooks; default: ../shared/corpus

Each notebook is done by us (opened, compiled to steps, sanitised) and by nbconvert with the templates "basic" (no style sheet
around it: the nearest to what we make), "classic" and "lab", in turn, both warm: exporters made once, everything imported, each
notebook done once before. What we remember of a text (its cells, its formulas) is forgotten before each round, as if it were new.
nbconvert leaves formulas to the browser and cleans nothing; we do both. Prints the ratio's median, its worst, and that of all
notebooks together; then the notebooks that cost most.
"""

from __future__ import annotations

import statistics
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter

from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.markup.dialect import Dialect
from courses.markup.formulas import formula
from courses.markup.words import plain
from courses.notebooks.opening import read_notebook
from courses.targets import CourseTargets

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
TEMPLATES = ("basic", "classic", "lab")


@dataclass(frozen=True)
class Row:
    """One notebook: seconds of CPU of ours and of each template."""

    name: str
    ours: float
    theirs: dict[str, float]


def compile_notebook(path: Path, md: Dialect) -> bool:
    """Open and compile, with nothing of it remembered; whether it could be."""
    read_notebook.cache_clear()
    formula.cache_clear()
    plain.cache_clear()
    files = CourseFiles(path.parent)
    file = open_lesson_file(files, path.name, "ja", "notebook", lambda problem: None)
    if file is not None:
        draft(file, CourseTargets(files, Assets(), "bench", {}, path.name, lambda problem: None), md)
    return file is not None


def took(work: Callable[[], Any], rounds: int) -> float:
    """The least CPU time of some rounds, after one that is not counted."""
    work()
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def measured(path: Path, md: Dialect, exporters: dict[str, Any], rounds: int) -> Row | None:
    """The row of one notebook; None when either side refuses it."""
    reader: Any = nbformat

    def theirs(exporter: Any) -> Callable[[], Any]:
        return lambda: exporter.from_notebook_node(reader.read(path, as_version=4))

    try:
        if not compile_notebook(path, md):
            return None
        by_template = {name: took(theirs(exporter), rounds) for name, exporter in exporters.items()}
    except Exception:  # nbconvert fails on the invalid ones in many ways
        return None
    return Row(path.name, took(lambda: compile_notebook(path, md), rounds), by_template)


def main() -> None:
    """Measure and print two tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    warnings.simplefilter("ignore")
    make: Any = HTMLExporter
    exporters = {name: make(template_name=name) for name in TEMPLATES}
    md = Dialect()
    tried = [measured(path, md, exporters, rounds) for path in sorted(folder.rglob("*.ipynb"))]
    rows = [row for row in tried if row is not None]
    print(f"{len(rows)} notebooks of {len(tried)}; ours costs {1000 * sum(row.ours for row in rows):.0f} ms in all")
    print("| against | median | worst | all together |\n|---|---|---|---|")
    for name in TEMPLATES:
        ratios = [row.ours / row.theirs[name] for row in rows]
        together = sum(row.ours for row in rows) / sum(row.theirs[name] for row in rows)
        print(f"| {name} | {statistics.median(ratios):.2f} | {max(ratios):.2f} | {together:.2f} |")
    print("\n| notebook | ours ms | basic ms |\n|---|---|---|")
    for row in sorted(rows, key=lambda row: -row.ours)[:5]:
        print(f"| {row.name} | {1000 * row.ours:.0f} | {1000 * row.theirs['basic']:.0f} |")


if __name__ == "__main__":
    main()
