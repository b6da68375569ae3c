"""Turning a foreign folder into a course of ours, in a process of its own that ends after its time or its memory."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import courses
from courses import Problem
from courses.compiling.workshop import surroundings
from courses.frozen import FrozenMap
from courses.problems import Severity, problem
from lms.catalog.sourcing import Files
from lms.kit.storage import Storage

SECONDS, BYTES = 120, 1_500_000_000
PROGRAM = f"""
import sys
from courses.compiling.limits import limit_memory, limit_time
limit_memory({BYTES})
limit_time({SECONDS})
from courses.commands import main
sys.exit(main(sys.argv[1:], print))
"""


def bring_over(
    files: Files, wish: Mapping[str, str], storage: Storage, lay_out: Callable[[Files, Storage, Path], None]
) -> tuple[Files, list[Problem]]:
    """The course that these files become, its files kept in the storage, and what could not be carried over.

    `wish` says its id, and its title and language where they are known. Without files there is an error among the problems.
    """
    with tempfile.TemporaryDirectory(prefix="gonin-import-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "course"
        lay_out(files, storage, source)
        told = _run(source, target, wish)
        if told is None:
            return {}, [problem("course-failed", ".")]
        made = {path: _kept(target / path, storage) for path in told["files"]}
    # The folder is ours for a moment: its name means nothing to anybody, and nobody is to know it.
    problems = [{**one, "path": "."} if one["path"].startswith(folder) else one for one in told["problems"]]
    return made, [_problem(one, is_grave=not made) for one in problems]


def _run(source: Path, target: Path, wish: Mapping[str, str]) -> Any:
    """What the importer says, or None where it did not come to its end."""
    options = [f"--{name}={value}" for name, value in wish.items() if value]
    command = [sys.executable, "-c", PROGRAM, "import", str(source), str(target), "--format=json", *options]
    home = Path(courses.__file__).resolve().parent.parent
    try:
        done = subprocess.run(  # noqa: S603  # Our own program; authors give values of options only.
            command, cwd=home, env=surroundings(), capture_output=True, timeout=SECONDS, check=False
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _kept(path: Path, storage: Storage) -> tuple[str, int]:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    storage.keep(sha256, content)
    return sha256, len(content)


def _problem(data: Mapping[str, Any], is_grave: bool) -> Problem:
    """A problem of the import. Where there is a course, its errors are the course's; what was left behind is a remark."""
    severity: Severity = "error" if is_grave and data["severity"] == "error" else "warning"
    return Problem(data["code"], data["path"], data["line"], FrozenMap(data["params"]), severity)
