"""The command `check`: all checks that are no tests, side by side, one line each, and what the failed ones said."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from runner.environment import ensure
from runner.folders import ROOT
from runner.options import Request
from runner.sentences import tell
from runner.serving import flask, sandbox_environment

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


@dataclass(frozen=True)
class Check:
    """A name, and commands that must all succeed, one after the other."""

    name: str
    commands: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Outcome:
    """How a check ended: whether all is well, what it printed, and how many seconds it took."""

    name: str
    is_well: bool
    output: str
    seconds: float


def check(_request: Request) -> int:
    """Run all checks and print one line each. 0 when all are well, 1 otherwise."""
    python = ensure("dev")
    with (
        tempfile.TemporaryDirectory(prefix="gonin-", ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool,
    ):
        outcomes = list(pool.map(lambda each: _carry_out(each, Path(folder)), _checks(python)))
    for outcome in outcomes:
        tell(f"{'✓' if outcome.is_well else '✗'} {outcome.name} ({outcome.seconds:.1f} s)")
    for outcome in outcomes:
        if not outcome.is_well:
            tell(f"\n── {outcome.name}\n{outcome.output.rstrip()}")
    return 0 if all(outcome.is_well for outcome in outcomes) else 1


def _checks(python: Path) -> list[Check]:
    """List the checks, the slowest first, so that two of them keep two cores busy to the end."""
    module = [str(python), "-m"]
    courses = sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("content/*/course.toml"))
    return [
        Check("mypy --strict", [[*module, "mypy"]]),
        Check("migrations against models", [flask(python, "db", "upgrade"), flask(python, "db", "check")]),
        Check("import-linter", [[str(python), "-c", LINT_IMPORTS, "--no-logo"]]),
        Check("djlint", [[*module, "djlint", "lms/templates", "--lint", "--quiet"]]),
        Check("translations complete", [flask(python, "translations", "check")]),
        Check("courses", [[*module, "courses", "check", *courses]]),
        Check("ruff", [[*module, "ruff", "check", "."]]),
    ]


def _carry_out(each: Check, folder: Path) -> Outcome:
    """Run one check with a data folder of its own, so that no database of somebody's is touched."""
    data = folder / each.name.replace(" ", "-")
    data.mkdir()
    environment = {**sandbox_environment(data, "http://127.0.0.1:8000"), "NO_COLOR": "1"}
    began = time.monotonic()
    said: list[str] = []
    is_well = True
    for command in each.commands:
        done = subprocess.run(  # noqa: S603 - the project's own tools.
            command,
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        said.append(done.stdout)
        is_well = done.returncode == 0
        if not is_well:
            break
    return Outcome(each.name, is_well, "".join(said), time.monotonic() - began)
