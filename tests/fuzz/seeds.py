"""Sound files of ours, and attacks, for a fuzzer to start from."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from courses import compile_course, to_data
from tests.hostile.markdown_attacks import ATTACKS

ROOT = Path(__file__).resolve().parents[2]
RAW = b"\x01"  # what text_from takes for text as it is
COMMON = (b"\x80" + bytes(range(1, 200)), b"\xff" * 8)


def texts() -> Iterator[bytes]:
    """Lessons in Markdown, and attacks."""
    for path in sorted(ROOT.glob("content/*/*/lesson.*.md")) + sorted(ROOT.glob("tests/data/*/*/lesson.*.md")):
        yield RAW + path.read_bytes()[:6_000]
    for attack in ATTACKS.values():
        yield RAW + attack.encode("utf-8", "replace")[:3_000]


def notebooks() -> Iterator[bytes]:
    """Notebooks in one line each."""
    for path in sorted(ROOT.glob("content/*/*/lesson.*.ipynb")) + sorted(ROOT.glob("tests/data/*/*/*.ipynb")):
        yield RAW + json.dumps(json.loads(path.read_text("utf-8"))).encode()[:20_000]


def tables() -> Iterator[bytes]:
    """Manifests and glossaries."""
    for path in sorted(ROOT.glob("content/*/*.toml")) + sorted(ROOT.glob("tests/data/*/*.toml")):
        yield RAW + path.read_bytes()


def archives() -> Iterator[bytes]:
    """Small ZIPs of our folders, packed and not."""
    for folder in sorted(ROOT.glob("tests/data/*/*/")):
        for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            held = io.BytesIO()
            with zipfile.ZipFile(held, "w", way) as archive:
                for path in sorted(folder.iterdir()):
                    archive.writestr(f"{folder.name}/{path.name}", path.read_bytes()[:300])
            yield held.getvalue()


def release_parts() -> Iterator[bytes]:
    """Readings and keys as they are stored."""
    release = compile_course(ROOT / "tests" / "data" / "everything").release
    assert release is not None
    for part in (*release.readings.values(), *(key for keys in release.keys.values() for key in keys.values())):
        yield json.dumps(to_data(part)).encode()


SEEDS: dict[str, Callable[[], Iterable[bytes]]] = {
    "lesson": texts,
    "sanitiser": texts,
    "importing": texts,
    "notebook": notebooks,
    "tables": tables,
    "archive": archives,
    "release_data": release_parts,
}
