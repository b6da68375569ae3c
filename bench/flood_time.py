"""Hostile texts grown to the size of the longest lesson, each read in a process of its own, beside ordinary text of that size.

`python -m bench.flood_time [NAME …]` prints processor seconds, what the process needed at most in MB, and the ratio of
its seconds to those of ordinary text. A file may take 5 s and 500 MB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from courses.markup.dialect import Dialect
from tests.hostile.floods import FLOODS
from tests.hostile.reading import page_of

SIGNS = 1_000_000
ORDINARY = "## A step\n\nSome **plain** words, a [link](https://example.org) and `code`.\n\n- one\n- two\n\n"


def grown(text: str) -> str:
    """The text again and again, up to a million signs; a longer one is cut."""
    return (text * max(1, SIGNS // max(1, len(text))))[:SIGNS]


def measure(name: str) -> tuple[float, float]:
    """Processor seconds of reading, and the most memory of this process in MB."""
    text = grown(FLOODS.get(name, ORDINARY))
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        page_of(Path(folder), text, "markdown", Dialect())
        return time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def apart(name: str) -> tuple[float, float]:
    """The same in a new process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.flood_time", "--one", name], capture_output=True, check=True, timeout=300
    )
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def main(names: list[str]) -> None:
    """One line for each, the slowest first."""
    base, _ = apart("ordinary")
    found = {name: apart(name) for name in names or FLOODS}
    print(f"ordinary text: {base:.2f} s")
    for name, (seconds, memory) in sorted(found.items(), key=lambda one: -one[1][0]):
        print(f"{seconds:6.2f} s {memory:5.0f} MB {seconds / base:5.1f} x  {name}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*measure(sys.argv[2]))
    else:
        main(sys.argv[1:])
