"""A bar that shows how far long work is, on a terminal only."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

_PAUSE = 0.1  # seconds between two drawings


class Bar:
    """Draws on one line and takes it away at the end; says nothing where nobody watches, as in a file or a pipe."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.is_watched = stream.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_watched and self._drawn:
            self._write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")

    def show(self, done: int, total: int, name: str) -> None:
        """So many of so many; the name is that of the last."""
        now = time.monotonic()
        if not self.is_watched or total == 0 or (done < total and now - self._drawn < _PAUSE):
            return
        self._drawn = now
        width = 24
        full = round(width * done / total)
        room = max(0, shutil.get_terminal_size().columns - width - 20)
        line = f"\r[{'#' * full}{'.' * (width - full)}] {done}/{total} {name[-room:] if room else ''}"
        self._write(line.ljust(shutil.get_terminal_size().columns - 1))

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()
