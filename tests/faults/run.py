"""Breaks the house in every way, or in those named: `python tests/faults/run.py [kills locked postgres full clock reload]`.

Each fault gets a fresh demo in a temporary folder, prints a table, and must keep its promises: 1 where one is broken. Takes about
seven minutes for all. Only loopback and temporary folders are used.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.faults import blows  # noqa: E402 - found only now that the project's folder is on the path.
from tests.faults.promises import Line  # noqa: E402 - as above.

FAULTS = {
    each.__name__: each for each in (blows.kills, blows.locked, blows.postgres, blows.full, blows.clock, blows.reload)
}


def main(names: list[str]) -> int:
    """Try each fault; 0 when every promise was kept."""
    unknown = [name for name in names if name not in FAULTS]
    if unknown:
        print(f"There is no fault called {unknown[0]}. Known are: {', '.join(FAULTS)}.")
        return 2
    return max(_tried(name) for name in names or FAULTS)


def _tried(name: str) -> int:
    began = time.monotonic()
    print(f"\n{name}: {(FAULTS[name].__doc__ or '').splitlines()[0]}", flush=True)
    with tempfile.TemporaryDirectory(prefix="gonin-faults-", ignore_cleanup_errors=True) as folder:
        try:
            lines = FAULTS[name](Path(folder))
        except blows.CannotTry as reason:
            print(f"  not tried: {reason}")
            return 0
        except (TimeoutError, RuntimeError, OSError) as error:
            lines = [Line("went through", f"no: {error}", False)]
    for line in lines:
        print(f"  {'✓' if line.holds else '✗'} {line.name:<36}{line.found}")
    print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
