"""How long a course of 500 lessons takes to compile: cold on one core and on all, unchanged again, with one lesson changed.

    python -m bench.compile_time [LESSONS] [ROUNDS]

Half of the lessons are notebooks. Cold runs on one core and on all are interleaved, each with new processes and an empty
folder of what is remembered. Ratios are of seconds on the clock: run it on a quiet machine; the load is printed.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from courses import Workshop, compile_confined
from courses.compiling.workshop import usable_cores

WORDS = "table robot invoice number check person copy paste file folder click save open read name value rule loop error".split()
MANIFEST = """id = "big"
languages = ["en"]
hours = "99"
licence = "CC-BY-4.0"
authors = ["Gonin"]

[title]
en = "Five hundred lessons"

[[modules]]
id = "all"
lessons = {lessons}

[modules.title]
en = "All"
"""
STEPS = 4


def make_course(folder: Path, lessons: int) -> None:
    """Write a course that is the same every time."""
    chance = random.Random(5)
    names = [f"lesson-{number:03}" for number in range(lessons)]
    folder.mkdir(parents=True)
    for number, name in enumerate(names):
        (folder / name).mkdir()
        ending, make = (".md", markdown) if number % 2 == 0 else (".ipynb", notebook)
        (folder / name / f"lesson.en{ending}").write_text(make(chance, name), encoding="utf-8")
    (folder / "course.toml").write_text(MANIFEST.format(lessons=json.dumps(names)), encoding="utf-8")


def sentence(chance: random.Random, count: int) -> str:
    """So many words, one of them strong, one of them code, and a link."""
    words = " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()
    return f"{words}, **{chance.choice(WORDS)}** and `{chance.choice(WORDS)}`. Read [the page on it](https://example.org/{chance.choice(WORDS)})."


def markdown(chance: random.Random, name: str) -> str:
    """A lesson of about ten minutes: text, lists, tables, code, callouts, quizzes."""
    parts = [f"---\nid: {name}\ntitle: About {name}\n---\n"]
    for step in range(STEPS):
        rows = "\n".join(f"| {chance.choice(WORDS)} | {chance.randint(1, 99)} |" for _ in range(6))
        parts += [
            f"## Step {step} {{#step-{step} minutes=4}}",
            *(sentence(chance, 40) for _ in range(4)),
            "\n".join(f"- {sentence(chance, 8)}" for _ in range(5)),
            f"| Name | Number |\n|---|---:|\n{rows}",
            f"> [!TIP]\n> {sentence(chance, 12)}",
            "```python\nfor row in rows:\n    print(row, 'x')\n```",
            f"```quiz id={name}-q{step}\nWhich one?\n- [x] This one\n  > Yes.\n- [ ] That one\n  > Look again.\n```",
        ]
    return "\n\n".join(parts)


def notebook(chance: random.Random, name: str) -> str:
    """A notebook of 36 cells with what they printed."""
    cells: list[dict[str, object]] = []
    for step in range(STEPS):
        head = f"## Step {step} {{#step-{step} minutes=4}}\n\n{sentence(chance, 60)}"
        cells.append({"cell_type": "markdown", "metadata": {}, "source": head})
        for count in range(4):
            printed = "\n".join(str(chance.random()) for _ in range(8))
            output = {"output_type": "stream", "name": "stdout", "text": printed}
            source = "total = 0\nfor row in rows:\n    total += row['amount']\nprint(total)"
            cells.append({"cell_type": "markdown", "metadata": {}, "source": sentence(chance, 30)})
            cells.append(
                {
                    "cell_type": "code",
                    "metadata": {},
                    "execution_count": step * 4 + count + 1,
                    "source": source,
                    "outputs": [output],
                }
            )
    metadata = {"gonin": {"id": name, "title": f"About {name}"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}, indent=1)


def took(deed: Callable[[], object]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def cold(course: Path, cores: int) -> float:
    """Seconds with new processes and nothing remembered."""
    with tempfile.TemporaryDirectory() as kept, Workshop(cores) as shop:
        return took(lambda: _sound(course, Path(kept), shop))


def _sound(course: Path, kept: Path, shop: Workshop | None = None) -> None:
    compiled = compile_confined(course, cache=kept, workshop=shop)
    assert compiled.release is not None, compiled.problems[:5]


def changed(course: Path, kept: Path, shop: Workshop, lesson: str) -> float:
    """Seconds after a sentence was added to one lesson, as in a preview whose processes wait."""
    path = next((course / lesson).glob("lesson.en.*"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Step 1", f"Step 1 {time.monotonic_ns()}"), encoding="utf-8")
    return took(lambda: _sound(course, kept, shop))


def command(course: Path, kept: Path) -> float:
    """Seconds of the whole command, from its start in the shell to its end."""
    line = [sys.executable, "-m", "courses", "compile", str(course), "--cache", str(kept)]
    return took(lambda: subprocess.run(line, check=True, capture_output=True))


def main() -> None:
    """Measure and print."""
    lessons, rounds = (
        (int(word) for word in (*sys.argv[1:], "500", "3")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 3)
    )
    cores = usable_cores()
    with tempfile.TemporaryDirectory() as folder:
        course, kept = Path(folder) / "course", Path(folder) / "kept"
        make_course(course, lessons)
        ratios, times = [], []
        for _ in range(rounds):
            one, several = cold(course, 1), cold(course, cores)
            ratios.append(one / several)
            times.append((one, several))
        with Workshop() as shop:
            _sound(course, kept, shop)
            again = statistics.median(took(lambda: _sound(course, kept, shop)) for _ in range(5))
            text = statistics.median(changed(course, kept, shop, "lesson-000") for _ in range(5))
            cells = statistics.median(changed(course, kept, shop, "lesson-001") for _ in range(5))
        from_shell = statistics.median(command(course, kept) for _ in range(3))
    print(f"{lessons} lessons, {cores} cores, load {os.getloadavg()[0]:.1f}")
    print("cold, one core and all (s): " + "; ".join(f"{one:.1f} {several:.1f}" for one, several in times))
    print(f"one core / {cores} cores: {statistics.median(ratios):.2f} (limit 1.7)")
    print(f"unchanged again: {again:.2f} s (limit 1), from the shell {from_shell:.2f} s")
    print(f"one lesson changed: {text:.2f} s, one notebook changed: {cells:.2f} s (limit 1)")


if __name__ == "__main__":
    main()
