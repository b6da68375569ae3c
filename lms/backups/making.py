"""Making a backup while the site is used: rows of one moment, then the files and courses, then the keys, sealed."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from config import Settings
from lms.administration.ledger import ledger_path
from lms.backups import archives, faults, rows, rules, sealing
from lms.backups.archives import Manifest, TableNote, Writer
from lms.backups.faults import BackupFault
from lms.backups.progress import shown
from lms.backups.snapshots import migration_of, snapshot
from lms.kit.db import Base


@dataclass(frozen=True)
class Made:
    """A finished backup; `left_out` names stored files that are damaged, and files of courses with names it cannot carry."""

    path: Path
    manifest: Manifest
    left_out: tuple[str, ...]


def make(settings: Settings, folder: Path, passphrase: str | None, at: datetime) -> Made:
    """Make a backup in a folder. Without a passphrase the keys are left out. Raises BackupFault.

    The file has its name only once it is whole and on the disk.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = folder / f".{at.strftime('%Y%m%d%H%M%S')}-{os.getpid()}.part"
        try:
            made = _write(settings, aside, passphrase, at)
            path = _give_name(aside, folder, at)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise faults.of_system(error, folder) from error
    return Made(path, made[0], made[1])


def _give_name(aside: Path, folder: Path, at: datetime) -> Path:
    stem = f"gonin-{at.astimezone(UTC).strftime('%Y-%m-%dT%H-%M-%SZ')}"
    for number in range(1, 1000):
        path = folder / (f"{stem}.backup" if number == 1 else f"{stem}-{number}.backup")
        try:
            os.link(aside, path)
        except FileExistsError:
            continue
        except OSError:
            # Some file systems know no second names.
            if path.exists():
                continue
            aside.replace(path)
        return path
    raise BackupFault(f"{folder} has a thousand backups of this second.")


def _write(settings: Settings, aside: Path, passphrase: str | None, at: datetime) -> tuple[Manifest, tuple[str, ...]]:
    descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            writer = Writer(packed)
            with snapshot(settings.database_url) as connection:
                migration, kind = migration_of(connection), connection.dialect.name
                tables = _write_rows(writer, connection)
            # A file is stored before the row that names it, so after the rows every file they name is there.
            left_out = [*_write_files(writer, settings.data / "files"), *_write_courses(writer, settings.content)]
            _write_ledger(writer, ledger_path(settings.data))
            # Keys come last for the same reason: what the rows say was signed, a key here has signed.
            state = _write_keys(writer, settings.data / "keys", passphrase)
            moment = at.astimezone(UTC).isoformat(timespec="seconds")
            manifest = Manifest(rules.FORMAT, moment, migration, kind, state, tables, writer.members)
            packed.writestr(archives.MANIFEST, manifest.as_json())
        file.flush()
        os.fsync(file.fileno())
    return manifest, tuple(left_out)


def _write_rows(writer: Writer, connection: Connection) -> dict[str, TableNote]:
    tables = [table for table in Base.metadata.sorted_tables if not table.info.get("derived")]
    counts = {table.name: rows.count(connection, table) for table in tables}
    notes = {}
    with shown("Rows", sum(counts.values())) as step:
        for table in tables:
            writer.add(f"database/{table.name}.jsonl", _counted(rows.lines(connection, table), step))
            columns = {column.name: rows.kind_of(column) for column in table.columns}
            notes[table.name] = TableNote(counts[table.name], columns)
    return notes


def _counted(lines: Iterator[bytes], step: Callable[[int], None]) -> Iterator[bytes]:
    for line in lines:
        step(1)
        yield line


def _write_files(writer: Writer, folder: Path) -> tuple[str, ...]:
    paths = [path for path in sorted(folder.glob("??/*")) if rules.member_fits(f"files/{path.name}")]
    damaged = []
    with shown("Files", sum(path.stat().st_size for path in paths)) as step:
        for path in paths:
            if _digest(path) != path.name:
                damaged.append(path.name)
                continue
            writer.add(f"files/{path.name}", _pieces(path), step)
    return tuple(damaged)


def _write_keys(writer: Writer, folder: Path, passphrase: str | None) -> str:
    """Seal the keys into the backup; says in a word what became of them."""
    keys = sealing.read_keys(folder)
    if not keys:
        return "none"
    if not passphrase:
        return "left out"
    writer.add("keys.sealed", iter([sealing.seal(keys, passphrase)]))
    return "sealed"


def _write_courses(writer: Writer, content: Path) -> list[str]:
    """The courses' own files; returns those whose names a backup cannot carry."""
    strange = []
    for course in sorted(path.parent for path in content.glob("*/course.toml")):
        for path in sorted(course.rglob("*")):
            name = f"content/{path.relative_to(content).as_posix()}"
            if not path.is_file() or path.is_symlink():
                continue
            if rules.member_fits(name):
                writer.add(name, _pieces(path))
            else:
                strange.append(name)
    return strange


def _write_ledger(writer: Writer, path: Path) -> None:
    if path.exists():
        writer.add("erased.jsonl", _pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(archives.BLOCK):
            yield piece


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
