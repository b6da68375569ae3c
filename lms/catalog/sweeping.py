"""Letting go of stored files that no row names any more, such as those of a draft that was thrown away."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import current_app

from lms.kit.storage import Storage

NAME = re.compile(r"[0-9a-f]{64}\Z")
YOUNG = 24 * 60 * 60
"""Seconds. A file is stored before the row that names it, so what came within a day is left alone."""


def sweep(storage: Storage) -> int:
    """Delete what no room names (`files.py` of each); returns how many files. Reads only from the database."""
    rooms: list[Callable[[], set[str]]] = current_app.extensions["gonin_named_files"]
    named, oldest = {name for room in rooms for name in room()}, time.time() - YOUNG
    count = 0
    for path in _stored(storage.folder):
        try:
            if path.name not in named and path.stat().st_mtime < oldest:
                path.unlink()
                count += 1
        except OSError:
            # Somebody else took it, or it is in use: the next night sees it again.
            continue
    return count


def _stored(folder: Path) -> Iterator[Path]:
    """Files under their digest, and those that were never given one because their writer died."""
    for path in folder.rglob("*"):
        if path.is_file() and (NAME.match(path.name) or path.name.startswith("tmp")):
            yield path
