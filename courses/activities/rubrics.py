"""Rubrics: `- Criterion (3)` for each thing that is looked at, `  - 2: words` for its levels."""

from __future__ import annotations

import re

from courses.activities.bench import Bench
from courses.activities.sections import Row, Sections, rows
from courses.activities.tasks import Level, RubricRow

_CRITERION = re.compile(r"(.*\S)[ \t]*[(（][ \t]*([0-9]{1,3})[ \t]*[)）][ \t]*\Z", re.DOTALL)
_LEVEL = re.compile(r"([0-9]{1,3})[ \t]*[:：][ \t]*(.*\S)", re.DOTALL)


def read_rubric(found: Sections, bench: Bench) -> tuple[RubricRow, ...]:
    """All rows; each must say how many points it can bring."""
    if "rubric" not in found.found:
        bench.report("exercise-no-rubric", -1)
        return ()
    made = []
    for number, row in enumerate(rows(found.text("rubric"), bench), start=1):
        criterion = _CRITERION.match(row.source)
        if not criterion or not 1 <= int(criterion.group(2)) <= 100:
            bench.report("exercise-row", row.line)
            continue
        points = int(criterion.group(2))
        html = bench.line(criterion.group(1), row.line, f"row{number}-")
        made.append(RubricRow(html, points, _levels(row, points, number, bench)))
    return tuple(made)


def _levels(row: Row, most: int, number: int, bench: Bench) -> tuple[Level, ...]:
    made: dict[int, Level] = {}
    for inner in row.inner:
        found = _LEVEL.match(inner.source)
        if not found or int(found.group(1)) > most or int(found.group(1)) in made:
            bench.report("exercise-level", inner.line, most=most)
            continue
        points = int(found.group(1))
        made[points] = Level(points, bench.line(found.group(2), inner.line, f"row{number}-{points}-"))
    return tuple(made[points] for points in sorted(made, reverse=True))
