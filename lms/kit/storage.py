"""Files kept under the digest of their content, so that the same bytes are stored once and never change."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO

PIECE = 1024 * 1024


class Storage:
    """A folder of immutable files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file with this digest lies, whether or not it is there."""
        return self.folder / sha256[:2] / sha256

    def keep(self, sha256: str, content: bytes) -> None:
        """Store a file. A reader never sees half of it: it is written aside and then renamed."""
        target = self.path(sha256)
        if target.exists():
            # Whoever sweeps away what nobody names looks at the age of a file: this one is wanted anew.
            os.utime(target)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(target)

    def keep_stream(self, stream: IO[bytes]) -> str:
        """Store what a stream holds, from where it stands, and return its digest; for files too large to be held in memory."""
        digest = hashlib.sha256()
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                while piece := stream.read(PIECE):
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            target = self.path(digest.hexdigest())
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(aside).replace(target)
        finally:
            Path(aside).unlink(missing_ok=True)
        return digest.hexdigest()
