"""What a warm Markdown lesson costs beside Python-Markdown's own `extra` on the same text: ratios of processor time.

`python bench/lesson_time.py FOLDER` reads every .md file below the folder; the middle of all ratios is on the last line.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import markdown

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from courses.markup.dialect import Dialect
from courses.markup.scene import OpenTargets, Scene


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the quicker of two runs, after one to warm up."""
    work()
    spent = []
    for _ in range(2):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return min(spent)


def main(folder: Path) -> None:
    """Print a ratio for each file, and their median."""
    bare, ours = markdown.Markdown(extensions=["extra"]), Dialect()
    ratios = []
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        scene = Scene("ja", path.name, OpenTargets(), lambda problem: None)
        ratio = best(lambda: ours.pieces(text, scene)) / best(lambda: bare.reset().convert(text))  # noqa: B023 - run at once
        ratios.append(ratio)
        print(f"{ratio:5.2f}  {path}")
    print(f"median {statistics.median(ratios):.2f} over {len(ratios)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
