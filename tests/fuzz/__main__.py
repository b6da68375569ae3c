"""Feed a target under atheris, which looks for bytes that reach new code.

    python -m tests.fuzz TARGET [--seconds 300] [--corpus FOLDER]

Ends at the first broken promise, with the bytes in a file `crash-…`, and says how many runs it made.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = b"\x01"  # what text_from takes for text as it is


def seeds(target: str) -> Iterator[bytes]:
    """Sound files of ours, and attacks, to start from."""
    from tests.hostile.markdown_attacks import ATTACKS

    if target in {"lesson", "sanitiser", "importing"}:
        for path in sorted(ROOT.glob("content/*/*/lesson.*.md")) + sorted(ROOT.glob("tests/data/*/*/lesson.*.md")):
            yield RAW + path.read_bytes()[:6_000]
        for attack in ATTACKS.values():
            yield RAW + attack.encode("utf-8", "replace")[:3_000]
    elif target in {"notebook", "release_data"}:
        for path in sorted(ROOT.glob("content/*/*/lesson.*.ipynb")) + sorted(ROOT.glob("tests/data/*/*/*.ipynb")):
            yield RAW + json.dumps(json.loads(path.read_text("utf-8"))).encode()[:20_000]
    elif target == "tables":
        for path in sorted(ROOT.glob("content/*/*.toml")) + sorted(ROOT.glob("tests/data/*/*.toml")):
            yield RAW + path.read_bytes()
    yield b"\x80" + bytes(range(1, 200))
    yield b"\xff" * 8


def main() -> None:
    """Read the line and feed."""
    try:
        import atheris  # type: ignore[import-not-found] # Only those who fuzz install it: requirements-fuzz.lock.
    except ImportError:
        sys.exit("Install what fuzzing needs first: pip install --require-hashes -r requirements-fuzz.lock")
    with atheris.instrument_imports(include=["courses"]):
        from tests.fuzz.targets import TARGETS
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("target", choices=sorted(TARGETS))
    reader.add_argument("--seconds", type=int, default=300)
    reader.add_argument("--corpus", type=Path, default=None)
    reader.add_argument("--crash", type=Path, default=None, help="run one file that broke a promise before")
    wish = reader.parse_args()
    feed = TARGETS[wish.target]
    if wish.crash:
        feed(wish.crash.read_bytes())
        return
    corpus = wish.corpus or Path(tempfile.mkdtemp(prefix="gonin-corpus-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(wish.target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    # Watched code is about four times as slow, and each input is read twice.
    limits = [
        f"-max_total_time={wish.seconds}",
        "-timeout=20",
        "-rss_limit_mb=2000",
        "-max_len=4000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *limits], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
