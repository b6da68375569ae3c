"""Feed a target under atheris, which looks for bytes that reach new code, or with what hypothesis thinks of.

    python -m tests.fuzz TARGET [--seconds 300] [--corpus FOLDER]
    python -m tests.fuzz TARGET --hypothesis [--seconds 300]
    python -m tests.fuzz TARGET --crash FILE

Ends at the first broken promise, and says how many runs it made. Atheris leaves the bytes in a file `crash-…` in the
folder it was started in; hypothesis prints the shortest it found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def main() -> None:
    """Read the line and feed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("target")
    reader.add_argument("--seconds", type=int, default=300)
    reader.add_argument("--corpus", type=Path, default=None)
    reader.add_argument("--hypothesis", action="store_true")
    reader.add_argument("--crash", type=Path, default=None, help="run one file that broke a promise before")
    wish = reader.parse_args()
    if wish.crash or wish.hypothesis:
        from tests.fuzz.targets import TARGETS

        if wish.crash:
            TARGETS[wish.target](wish.crash.read_bytes())
        else:
            by_hypothesis(TARGETS[wish.target], wish.seconds)
    else:
        by_atheris(wish)


def by_hypothesis(feed: Callable[[bytes], None], seconds: int) -> None:
    """Bytes as they come, and bytes that stand for fragments, until the time is over."""
    runs, until = 0, time.monotonic() + seconds

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300) | st.lists(st.integers(0, 255), max_size=150).map(lambda few: b"\xff" + bytes(few)))
    def fed(data: bytes) -> None:
        nonlocal runs
        runs += 1
        feed(data)

    while time.monotonic() < until:
        fed()
    print(f"Done {runs} runs in {seconds} second(s)")


def by_atheris(wish: argparse.Namespace) -> None:
    """Atheris ends the process by itself."""
    try:
        import atheris  # type: ignore[import-not-found] # Only those who fuzz install it: requirements-fuzz.lock.
    except ImportError:
        sys.exit("Install what fuzzing needs first: pip install --require-hashes -r requirements-fuzz.lock")
    with atheris.instrument_imports(include=["courses"]):
        from tests.fuzz.targets import TARGETS
    from tests.fuzz.seeds import COMMON, SEEDS

    feed = TARGETS[wish.target]
    corpus = wish.corpus or Path(tempfile.mkdtemp(prefix="gonin-corpus-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate((*SEEDS.get(wish.target, tuple)(), *COMMON)):
        (corpus / f"seed-{number}").write_bytes(seed)
    # Watched code is about four times as slow, and each input is read twice.
    limits = [
        f"-max_total_time={wish.seconds}",
        "-timeout=20",
        "-rss_limit_mb=2000",
        "-max_len=20000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *limits], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
