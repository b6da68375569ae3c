"""Seeing that a file of a course was saved, without a library of the system's: looking at times and sizes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

# Far more files than a course has; a folder that holds more was given by mistake.
_MOST = 20_000
_PAUSE = 0.3  # seconds

Snapshot = dict[str, tuple[int, int]]


def snapshot(folder: Path) -> Snapshot:
    """Time of the last change (ns) and size of each file, by its path; hidden files and folders are left out."""
    found: Snapshot = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in names:
            # Editors write beside the file first: hidden, or with a tilde at the end.
            if name.startswith(".") or name.endswith(("~", ".swp", ".tmp")):
                continue
            path = os.path.join(place, name)  # noqa: PTH118 - as os.walk gives it, a thousand times a second
            try:
                status = os.stat(path)  # noqa: PTH116 - see above
            except OSError:
                continue  # It was taken away between the listing and the look.
            found[path] = (status.st_mtime_ns, status.st_size)
            if len(found) >= _MOST:
                return found
    return found


def watch(folder: Path, saved: Callable[[], None], ended: Event) -> None:
    """Call `saved` after each change, once the folder has come to rest, until `ended` is set."""
    known = snapshot(folder)
    while not ended.wait(_PAUSE):
        now = snapshot(folder)
        if now == known:
            continue
        # Saving many files, or one large one, takes a while: read them when nothing moves any more.
        while not ended.wait(_PAUSE / 3):
            again = snapshot(folder)
            if again == now:
                break
            now = again
        known = now
        saved()
