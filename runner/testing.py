"""The command `test`: unit and room tests side by side, then browser tests one by one, and one sum of both."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from runner.environment import ensure
from runner.examples import fetch_examples
from runner.folders import ROOT
from runner.html_checker import fetch_checker
from runner.options import Request
from runner.sentences import say, tell

NO_TESTS = 5  # pytest's exit code when nothing was chosen: no failure when the other run has some.
RUNS: tuple[tuple[str, ...], ...] = (("-m", "not browser", "-n", "auto"), ("-m", "browser", "-n", "0"))


@dataclass
class Tally:
    """What happened in one run or in several: how many tests, and why those that were skipped could not run."""

    passed: int = 0
    failed: int = 0
    skips: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add another run."""
        self.passed += other.passed
        self.failed += other.failed
        self.skips.update(other.skips)


def test(request: Request) -> int:
    """Run the tests and print, as the last line, how many passed, failed and were skipped. 0 when all is well."""
    python = ensure("dev")
    fetch_examples(python)
    fetch_checker(python)
    total = Tally()
    for words in (request.rest,) if request.rest else RUNS:
        total.add(_run(python, words))
    return _report(total, request.on("--require-all"))


def _run(python: Path, words: Sequence[str]) -> Tally:
    with tempfile.TemporaryDirectory(prefix="gonin-") as folder:
        counts = Path(folder) / "tally.json"
        # The settings of somebody's own deployment must not leak into tests.
        ours = {name: value for name, value in os.environ.items() if not _is_a_setting(name)}
        environment = {**ours, "TALLY_FILE": str(counts), "PYTHONUTF8": "1"}
        sys.stdout.flush()
        code = subprocess.call([str(python), "-m", "pytest", *words], env=environment, cwd=ROOT)  # noqa: S603 - our tests.
        return _read(counts, code)


def _is_a_setting(name: str) -> bool:
    return name.startswith(("GONIN_", "FLASK_")) or name in {"PUBLIC_URL", "DATABASE_URL", "SECRET_KEY"}


def _read(counts: Path, code: int) -> Tally:
    """Read what the plugin `tests/plugins/tally.py` wrote. A run that broke off counts as one failure."""
    try:
        found: Mapping[str, object] = json.loads(counts.read_text("utf-8"))
    except (OSError, ValueError):
        found = {}
    reasons = found.get("skips")
    tally = Tally(_number(found.get("passed")), _number(found.get("failed")))
    tally.skips.update(reasons if isinstance(reasons, dict) else {})
    if tally.failed == 0 and code not in {0, NO_TESTS}:
        say("run_broke", code=code)
        tally.failed = 1
    return tally


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _report(total: Tally, require_all: bool) -> int:
    skipped = total.skips.total()
    if skipped:
        tell("")
        say("could_not_run")
        for reason, count in sorted(total.skips.items()):
            tell(f"  {count:>4} × {reason}")
        if require_all:
            say("all_required")
    tell("")
    tell(f"{total.passed} passed, {total.failed} failed, {skipped} skipped")
    return 1 if total.failed or not total.passed or (require_all and skipped) else 0
