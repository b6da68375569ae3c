"""A backup's file: a ZIP with a manifest that names every member, its size and its SHA-256. It is read with suspicion."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from lms.backups import rules
from lms.backups.faults import BackupFault

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
BLOCK = 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, TypeError)
"""What Python says of a ZIP that was cut off, changed, or made to do harm."""


@dataclass(frozen=True)
class Member:
    """One file in the backup, as the manifest knows it."""

    size: int
    sha256: str


@dataclass(frozen=True)
class TableNote:
    """A table in the backup: how many rows, and how each column's values are written (`rows.kind_of`)."""

    rows: int
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """What is in a backup. `made_at` is a moment in UTC (ISO 8601); `keys` is sealed, left out, or none."""

    format: int
    made_at: str
    migration: str
    database: str
    keys: str
    tables: Mapping[str, TableNote]
    members: Mapping[str, Member] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """The manifest as text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


class Writer:
    """Writes members one by one and keeps their digests."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.members: dict[str, Member] = {}

    def add(self, name: str, pieces: Iterator[bytes], on_piece: Callable[[int], None] = lambda size: None) -> Member:
        """Write a member out of pieces; `on_piece` is told the size of each."""
        digest, size = hashlib.sha256(), 0
        with self.packed.open(name, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
                on_piece(len(piece))
        self.members[name] = Member(size, digest.hexdigest())
        return self.members[name]


class Archive:
    """An opened backup."""

    def __init__(self, packed: zipfile.ZipFile, path: Path) -> None:
        self.packed, self.path = packed, path
        self.manifest = _read_manifest(packed, path)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member in pieces. Raises BackupFault as soon as it is longer than the manifest says, or turns out another."""
        member, digest, size = self.manifest.members[name], hashlib.sha256(), 0
        try:
            with self.packed.open(name) as source:
                while piece := source.read(BLOCK):
                    size += len(piece)
                    if size > member.size:
                        raise _damaged(self.path, name)
                    digest.update(piece)
                    yield piece
        except DAMAGED as error:
            raise _damaged(self.path, name) from error
        if size != member.size or digest.hexdigest() != member.sha256:
            raise _damaged(self.path, name)

    def content(self, name: str) -> bytes:
        """A small member as a whole."""
        return b"".join(self.pieces(name))

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table, each a line."""
        rest = b""
        for piece in self.pieces(f"database/{table}.jsonl"):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
            if len(rest) > rules.LARGEST_LINE:
                raise _damaged(self.path, table)
        if rest:
            raise _damaged(self.path, table)

    def named(self, folder: str) -> list[str]:
        """The members under a folder."""
        return [name for name in self.manifest.members if name.startswith(f"{folder}/")]


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A backup, opened for reading. Raises BackupFault when it is none of ours, or damaged at first sight."""
    try:
        packed = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise BackupFault(f"{path} is not there.") from error
    except (OSError, *DAMAGED) as error:
        raise BackupFault(f"{path} is no backup, or was cut off.") from error
    with packed:
        yield Archive(packed, path)


def _read_manifest(packed: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        with packed.open(MANIFEST) as source:
            data: dict[str, Any] = json.loads(_at_most(source, LARGEST_MANIFEST))
        if int(data["format"]) > rules.FORMAT:
            raise BackupFault(f"{path} was made by a newer Gonin. Update this one first.")
        data["tables"] = {name: TableNote(**note) for name, note in data["tables"].items()}
        data["members"] = {
            name: Member(int(note["size"]), str(note["sha256"])) for name, note in data["members"].items()
        }
        manifest = Manifest(**data)
    except (OSError, RecursionError, AttributeError, *DAMAGED) as error:
        raise BackupFault(f"{path} is no backup, or was cut off.") from error
    _require_own_names(packed, manifest, path)
    return manifest


def _require_own_names(packed: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    listed, present = set(manifest.members), [name for name in packed.namelist() if name != MANIFEST]
    strange = sorted(name for name in listed | set(present) if not rules.member_fits(name))
    if strange or len(present) != len(set(present)) or set(present) != listed:
        raise BackupFault(f"{path} holds other files than a backup does ({strange[0] if strange else 'see its list'}).")
    if {f"database/{name}.jsonl" for name in manifest.tables} - listed or any(
        m.size < 0 for m in manifest.members.values()
    ):
        raise _damaged(path, MANIFEST)


def _at_most(source: IO[bytes], limit: int) -> bytes:
    content = source.read(limit + 1)
    if len(content) > limit:
        raise ValueError("too long")
    return content


def _damaged(path: Path, name: str) -> BackupFault:
    return BackupFault(f"{path} is damaged (in {name}). Use another backup.")
