"""What a warm Markdown lesson costs beside bare Python-Markdown with the same abilities on the same text, in processor time.

`python bench/lesson_time.py FOLDER…` reads every .md file below the folders. Beside each file's ratio the last lines say the
middle of all ratios, the ratio of all texts together, and the same against `extra` alone. Both sides read each text in turn,
the quickest of several runs counts. The bare side has the extensions of `SAME`: what our Markdown reads by itself. It has no
furigana, no activities, no sanitiser and no links that are looked up: those are ours alone and count against us.
"""

import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import markdown

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from courses.markup.dialect import Dialect
from courses.markup.scene import OpenTargets, Scene

SAME = [
    "extra",  # tables, footnotes, definition lists, abbreviations, attribute lists, fences, Markdown in HTML
    "admonition",
    "codehilite",
    "sane_lists",
    "toc",
    "pymdownx.details",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "pymdownx.magiclink",
    "pymdownx.arithmatex",
]
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    before = time.process_time()
    work()
    return time.process_time() - before


def times(text: str, name: str, sides: list[markdown.Markdown], ours: Dialect) -> list[float]:
    """The quickest of `ROUNDS` runs of ours and of each other side, taken in turn after one to warm up."""
    works = [lambda: ours.pieces(text, Scene("ja", name, OpenTargets(), lambda problem: None))]
    works += [lambda side=side: side.reset().convert(text) for side in sides]  # type: ignore[misc] # bound to its side
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS + 1)][1:]
    return [min(spent) for spent in zip(*rounds, strict=True)]


def main(folders: list[Path]) -> None:
    """Print a ratio for each file, their median, and all together."""
    warnings.simplefilter("ignore")
    sides, ours = [markdown.Markdown(extensions=SAME), markdown.Markdown(extensions=["extra"])], Dialect()
    spent = []
    for path in sorted(found for folder in folders for found in folder.rglob("*.md")):
        spent.append(times(path.read_text(encoding="utf-8", errors="replace"), path.name, sides, ours))
        print(f"{spent[-1][0] / spent[-1][1]:5.2f}  {path}")
    for column, name in ((1, "the same abilities"), (2, "extra alone")):
        middle = statistics.median(row[0] / row[column] for row in spent)
        together = sum(row[0] for row in spent) / sum(row[column] for row in spent)
        print(f"against {name}: median {middle:.2f} over {len(spent)} files, all together {together:.2f}")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
