"""Gathers the plugins that all tests share; what only one room's tests need lies beside them."""

import sys
from pathlib import Path

# The plugins are found as `tests.plugins.…` however pytest was started, also without `python -m`.
ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

pytest_plugins = [
    "tests.plugins.tally",
    "tests.plugins.network_guard",
    "tests.plugins.postgres",
    "tests.plugins.chromium",
    "tests.plugins.webkit",
    "tests.plugins.route_builders",
]
if (Path(__file__).parent / "app_fixtures.py").exists():
    pytest_plugins.append("tests.app_fixtures")
