"""Where the project lies, and locks on its files that the system itself lets go when their holder ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from runner.sentences import PlainError, say

ROOT = Path(__file__).resolve().parent.parent

if sys.platform == "win32":
    import msvcrt

    def _take(handle: IO[bytes]) -> bool:
        # The byte locked lies far behind the file's end, because Windows keeps others from reading a locked range.
        handle.seek(1 << 30)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(path: Path, busy: PlainError | None = None) -> Iterator[None]:
    """Hold a lock on an existing or new file. If another holds it, raise `busy`, or say so and wait when that is None.

    The lock belongs to the open file, so a killed holder leaves nothing behind that must be recognised as stale.
    """
    with path.open("ab") as handle:
        said = False
        while not _take(handle):
            if busy is not None:
                raise busy
            if not said:
                say("waiting")
            said = True
            time.sleep(0.3)
        yield


def data_folder(given: str | None) -> Path:
    """Give the data folder as an absolute path (else `var` in the project), made for its owner alone and proved writable."""
    folder = Path(given).expanduser().resolve() if given else ROOT / "var"
    # It will hold people's data: others on this machine stay out.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PlainError("unwritable", folder=folder)
    return folder
