"""A short turn of the fault scripts, so that they keep running; the long ones are `python tests/faults/run.py`."""

import sys
from pathlib import Path

import pytest

from tests.faults import blows

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Finds the processes where Linux shows them.")


def test_two_kills_under_load_lose_and_double_nothing(tmp_path: Path) -> None:
    lines = blows.kills(tmp_path, times=2)
    # How soon it is well again is measured on a quiet machine, not beside other tests.
    assert [line for line in lines if not line.holds and "healthy" not in line.name] == []
