"""`run.py test` sums both runs, tells what could not run, and counts a run that broke off as a failure."""

import json
from collections import Counter
from pathlib import Path

import pytest

from runner.testing import Tally, _read, _report
from tests.plugins.tally import count


class Report:
    """As much of a pytest report as the tally looks at."""

    def __init__(self, reason: str = "") -> None:
        self.longrepr = ("tests/x.py", 1, f"Skipped: {reason}")


def tally(passed: int = 1, failed: int = 0, **skips: int) -> Tally:
    return Tally(passed, failed, Counter(skips))


def test_reports_are_counted_by_what_they_mean() -> None:
    stats: dict[str, list[object]] = {
        "passed": [Report(), Report()],
        "xfailed": [Report()],
        "failed": [Report()],
        "error": [Report()],
        "skipped": [Report("no Chromium"), Report("no Chromium")],
        "deselected": [Report()],
    }
    assert count(stats) == {"passed": 3, "failed": 2, "skips": {"no Chromium": 2}}


def test_the_last_line_is_the_sum_of_both_runs(capsys: pytest.CaptureFixture[str]) -> None:
    total = Tally()
    total.add(tally(7, 0, browserless=2))
    total.add(tally(3, 1))
    assert _report(total, require_all=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "10 passed, 1 failed, 2 skipped"


@pytest.mark.parametrize(("require_all", "code"), [(False, 0), (True, 1)])
def test_what_could_not_run_is_listed_and_fails_when_all_is_required(
    capsys: pytest.CaptureFixture[str], require_all: bool, code: int
) -> None:
    assert _report(tally(5, 0, **{"No PostgreSQL server is installed.": 3}), require_all) == code
    assert "   3 × No PostgreSQL server is installed." in capsys.readouterr().out


def test_running_no_test_at_all_is_a_failure() -> None:
    assert _report(Tally(), require_all=False) == 1


def test_a_run_that_broke_off_is_one_failure(tmp_path: Path) -> None:
    assert _read(tmp_path / "never-written", 4).failed == 1


def test_a_run_that_chose_no_test_is_none(tmp_path: Path) -> None:
    counts = tmp_path / "tally.json"
    counts.write_text(json.dumps({"passed": 0, "failed": 0, "skips": {}}))
    assert _read(counts, 5) == Tally()
