"""Whether a backup could be put back: every byte of it, every row, and the keys where the passphrase is given."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from lms.backups import sealing
from lms.backups.archives import Archive, Manifest, opened
from lms.backups.faults import BackupFault
from lms.backups.progress import shown


@dataclass(frozen=True)
class Checked:
    """A backup that is whole. `keys` holds what was unsealed; None when no passphrase was given, or no keys are in it."""

    manifest: Manifest
    keys: dict[str, bytes] | None


def check(path: Path, passphrase: str | None) -> Checked:
    """Read everything once. Raises BackupFault for the first thing that is wrong."""
    with opened(path) as archive:
        return check_opened(archive, passphrase)


def check_opened(archive: Archive, passphrase: str | None) -> Checked:
    """As `check`, for a backup that is open already."""
    manifest = archive.manifest
    keys = None
    if manifest.keys == "sealed" and passphrase:
        keys = sealing.open_sealed(archive.content("keys.sealed"), passphrase)
    with shown("Checking", sum(member.size for member in manifest.members.values())) as step:
        for name in manifest.members:
            if name.startswith("database/"):
                _check_table(archive, name.removeprefix("database/").removesuffix(".jsonl"))
                step(manifest.members[name].size)
                continue
            digest = hashlib.sha256()
            for piece in archive.pieces(name):
                digest.update(piece)
                step(len(piece))
            if name.startswith("files/") and name != f"files/{digest.hexdigest()}":
                raise BackupFault(f"{archive.path} is damaged (in {name}). Use another backup.")
    return Checked(manifest, keys)


def _check_table(archive: Archive, table: str) -> None:
    note, found = archive.manifest.tables.get(table), 0
    for line in archive.lines(table):
        found += 1
        try:
            is_whole = note is not None and len(json.loads(line)) == len(note.columns)
        except (ValueError, TypeError, RecursionError):
            is_whole = False
        if not is_whole:
            raise BackupFault(f"{archive.path} is damaged (row {found} of {table}). Use another backup.")
    if note is None or found != note.rows:
        raise BackupFault(f"{archive.path} is damaged ({table} has {found} rows). Use another backup.")
