"""The ledger of erased people: a file beside the database, so that a restored backup cannot bring them back.

One line of JSON for each, and no name in it: the person's number, the SHA-256 of the moment their account was made (numbers
are given again, moments are not), their wishes by code, and when they were erased.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger("gonin.erasing")
FILE_NAME = "erased.jsonl"


@dataclass(frozen=True)
class Erased:
    """Somebody who was erased. `account` is the digest of `account_digest`, `at` a moment in UTC (ISO 8601)."""

    id: int
    account: str
    wishes: Mapping[str, str]
    at: str


def ledger_path(data: Path) -> Path:
    """Where the ledger of a data folder lies."""
    return data / FILE_NAME


def account_digest(created_at: datetime) -> str:
    """By what an account is known again, whose number may have been given to somebody else since."""
    return hashlib.sha256(created_at.astimezone(UTC).isoformat(timespec="microseconds").encode()).hexdigest()


def write_down(path: Path, erased: Erased) -> None:
    """Add a line, and come back once it is on the disk. Raises OSError, and then nothing may be erased."""
    is_new = not path.exists()
    line = json.dumps(asdict(erased), separators=(",", ":")).encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line that was cut off by a crash must not swallow this one: each begins on a line of its own.
        whole = b"\n" + line + b"\n"
        if os.write(descriptor, whole) != len(whole):
            # A disk that is nearly full takes a part and says nothing.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put a new file's name on the disk as well, where the system lets folders be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read(*paths: Path) -> list[Erased]:
    """Everybody in these ledgers, each once; a file that is not there is empty.

    A line that cannot be read was cut off before its erasing was acknowledged: it is logged and left out.
    """
    found: dict[tuple[int, str], Erased] = {}
    for path in paths:
        for number, line in enumerate(_lines(path), start=1):
            try:
                erased = Erased(**json.loads(line))
                found.setdefault((int(erased.id), str(erased.account)), erased)
            except (ValueError, TypeError):
                log.warning("line %d of %s cannot be read", number, path.name)
    return list(found.values())


def _lines(path: Path) -> Iterable[str]:
    if not path.exists():
        return []
    return [line for line in path.read_text("utf-8", errors="replace").splitlines() if line.strip()]
