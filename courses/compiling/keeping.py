"""What was compiled before, by what it was made of: a folder that only ever saves time and can be deleted at any moment."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from courses.data import canonical
from courses.version import ENGINE

MOST = 2_000_000_000  # bytes; beyond it what was used longest ago goes
_LIBRARIES = (
    "markdown",
    "markdown-it-py",
    "mdit-py-plugins",
    "pygments",
    "nh3",
    "latex2mathml",
    "nbconvert",
    "nbformat",
    "pillow",
)
_ENDINGS = {".py", ".j2", ".toml", ".js"}


class Kept:
    """A folder of outcomes by key and of contents by digest. Wrong, half or missing entries are as good as none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # What lies here is read back and shown: nobody else may put something in.
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def get(self, key: str) -> Any | None:
        """The data kept under a key; None when there are none that are whole."""
        path = self._path("made", key)
        try:
            digest, _, text = path.read_bytes().partition(b"\n")
            if hashlib.sha256(text).hexdigest().encode() != digest:
                return None
            data = json.loads(text)
            os.utime(path)
        except (OSError, ValueError, RecursionError):
            return None
        return data

    def put(self, key: str, data: Any) -> None:
        """Keep data that JSON can hold."""
        text = canonical(data)
        self._write(self._path("made", key), hashlib.sha256(text).hexdigest().encode() + b"\n" + text)

    def content(self, sha256: str) -> bytes | None:
        """The bytes of that digest; None when they are not here, or are not what they were."""
        try:
            content = self._path("files", sha256).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    def put_content(self, content: bytes, sha256: str) -> None:
        """Keep bytes under their digest."""
        if self.content(sha256) is None:
            self._write(self._path("files", sha256), content)

    def prune(self, most: int = MOST) -> None:
        """Let go of what was used longest ago, until no more than `most` bytes are kept."""
        found = sorted(self._all())
        total = sum(size for _, size, _ in found)
        for _, size, path in found:
            if total <= most:
                return
            with suppress(OSError):
                path.unlink()
            total -= size

    def _all(self) -> Iterator[tuple[float, int, Path]]:
        for path in self.folder.glob("*/*/*"):
            with suppress(OSError):
                status = path.stat()
                yield status.st_mtime, status.st_size, path

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key

    def _write(self, path: Path, content: bytes) -> None:
        """All of it or nothing: readers beside us see the old file or the new one."""
        # A full disk or a folder that may not be written costs time later, and nothing else.
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise


def usual_place() -> Path:
    """Where one's own cache lies: GONIN_COURSE_CACHE, else the system's place for such things."""
    if own := os.environ.get("GONIN_COURSE_CACHE"):
        return Path(own)
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", home / ".cache"))
    return base / "gonin" / "courses"


def key_of(*parts: Any) -> str:
    """A key of everything that an outcome depends on and that is known before; the engine itself is part of it."""
    return hashlib.sha256(canonical([engine_digest(), *parts])).hexdigest()


@cache
def engine_digest() -> str:
    """SHA-256 of the engine: its own files, the libraries under it and Python."""
    root = Path(__file__).resolve().parents[1]
    files = sorted(path for path in root.rglob("*") if path.suffix in _ENDINGS)
    seen = {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return hashlib.sha256(canonical([ENGINE, sys.version, [_version(name) for name in _LIBRARIES], seen])).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
