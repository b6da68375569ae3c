"""Writes how many tests passed, failed and were skipped, and why, into the file that `run.py test` names."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the counts, in the process that sums up the others' reports."""
    target = os.environ.get("TALLY_FILE")
    if target:
        counts = count(terminalreporter.stats)
        Path(target).write_text(json.dumps(counts, ensure_ascii=False), "utf-8")


def count(stats: dict[str, list[object]]) -> dict[str, object]:
    """Count reports by their outcome; a test expected to fail that did has passed."""

    def many(*names: str) -> int:
        return sum(len(stats.get(name, [])) for name in names)

    skips = Counter(_reason(report) for report in stats.get("skipped", []))
    return {"passed": many("passed", "xfailed"), "failed": many("failed", "error", "xpassed"), "skips": skips}


def _reason(report: object) -> str:
    """Give a skip's reason without pytest's "Skipped: " before it."""
    where = getattr(report, "longrepr", None)
    reason = str(where[2]) if isinstance(where, tuple) else str(where)
    return reason.removeprefix("Skipped: ")
