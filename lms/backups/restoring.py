"""Putting a backup back: into an empty place, checked first, and all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy import Connection, MetaData, Table, text

from config import Settings
from lms.backups import checks, clearing, faults, rows
from lms.backups.archives import Archive, Manifest
from lms.backups.faults import BackupFault
from lms.backups.occupancy import is_empty, others_at_work
from lms.backups.progress import Step, shown
from lms.kit.db import db
from lms.kit.storage import Storage


@dataclass(frozen=True)
class Wanted:
    """How to put it back. Without `without_keys`, sealed keys need their passphrase. `replace` moves what is there aside."""

    passphrase: str | None
    without_keys: bool
    replace: bool


@dataclass(frozen=True)
class Finish:
    """What is done once everything is back, before anybody is let in; it commits. `at` is the time of the restore."""

    act: Callable[[], None]
    at: datetime


@dataclass(frozen=True)
class Brought:
    """What was put back, and where what was there before lies now."""

    manifest: Manifest
    aside: Path | None
    courses: Path | None


def bring_back(settings: Settings, archive: Archive, wanted: Wanted, migrations: Path, finish: Finish) -> Brought:
    """Put rows, files, keys and courses back, and let `finish` do what belongs to it.

    Raises BackupFault, and then everything is as before. While it goes on, a file in the data folder keeps the site from being
    served: who is erased again only in the end must not be met before.
    """
    _require_fit(settings, archive, wanted, migrations)
    checked = checks.check_opened(archive, wanted.passphrase)
    try:
        with ExitStack() as undo:
            (settings.data / clearing.UNFINISHED).touch()
            undo.callback((settings.data / clearing.UNFINISHED).unlink)
            aside = clearing.make_room(settings, undo, wanted.replace, finish.at)
            _bring_files(archive, Storage(settings.data / "files"))
            upgrade(directory=str(migrations), revision=archive.manifest.migration)
            _bring_rows(archive)
            upgrade(directory=str(migrations))
            _bring_keys(checked.keys or {}, settings.data / "keys")
            courses = _bring_courses(archive, settings, finish.at, undo)
            finish.act()
            undo.pop_all()
            (settings.data / clearing.UNFINISHED).unlink()
    except OSError as error:
        raise faults.of_system(error, settings.data) from error
    return Brought(archive.manifest, aside, courses)


def _require_fit(settings: Settings, archive: Archive, wanted: Wanted, migrations: Path) -> None:
    """Everything that can be refused before anything is touched."""
    manifest = archive.manifest
    try:
        known = ScriptDirectory(str(migrations)).get_revision(manifest.migration) if manifest.migration else None
    except CommandError:
        known = None
    if known is None:
        raise BackupFault(f"{archive.path} was made by a newer Gonin. Update this one first.")
    if manifest.keys == "sealed" and not wanted.passphrase and not wanted.without_keys:
        raise BackupFault("This backup holds sealed keys. Give --passphrase-file, or say --without-keys.")
    db.session.remove()
    db.engine.dispose()
    if others_at_work(settings.database_url):
        raise BackupFault("The database is in use. Stop Gonin first, then put the backup back.")
    needed = sum(member.size for member in manifest.members.values())
    settings.data.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data).free
    if needed > free:
        raise BackupFault(f"{settings.data} has {free // 2**20} MB left, and the backup needs {needed // 2**20} MB.")
    if not wanted.replace and not (is_empty() and not clearing.any_file(settings)):
        raise BackupFault(
            "There is a site here already. Choose an empty place, or say --replace: the old one is moved aside."
        )


def _bring_files(archive: Archive, storage: Storage) -> None:
    names = archive.named("files")
    with shown("Files", sum(archive.manifest.members[name].size for name in names)) as step:
        for name in names:
            storage.keep(name.removeprefix("files/"), archive.content(name))
            step(archive.manifest.members[name].size)


def _bring_rows(archive: Archive) -> None:
    """All rows in one transaction: a restore that is killed leaves empty tables, never half a site."""
    manifest = archive.manifest
    with db.engine.begin() as connection:
        present = MetaData()
        present.reflect(connection)
        strange = [name for name in manifest.tables if name not in present.tables]
        if strange:
            raise BackupFault(f"The backup has a table {strange[0]} that its own version did not have.")
        with shown("Rows", sum(note.rows for note in manifest.tables.values())) as step:
            for table in present.sorted_tables:
                if table.name in manifest.tables:
                    _bring_table(connection, archive, table, step)


def _bring_table(connection: Connection, archive: Archive, table: Table, step: Step) -> None:
    read = rows.reader(table, archive.manifest.tables[table.name].columns)
    made = (read(line) for line in archive.lines(table.name))
    for piece in _in_pieces(made):
        connection.execute(table.insert(), piece)
        step(len(piece))
    counter = _counter(table) if connection.dialect.name == "postgresql" else ""
    if counter:
        connection.execute(text(counter))


def _in_pieces(made: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while piece := list(islice(made, rows.PIECE)):
        yield piece


def _counter(table: Table) -> str:
    """What lets a table's numbers go on after the highest; empty for a table that does not count."""
    key = [column.name for column in table.primary_key.columns]
    if key != ["id"] or "nextval" not in str(getattr(table.c.id.server_default, "arg", "")):
        return ""
    return (
        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608  # Names come from the database itself.
        f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
    )


def _bring_keys(keys: dict[str, bytes], folder: Path) -> None:
    if not keys:
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, content in keys.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _bring_courses(archive: Archive, settings: Settings, at: datetime, undo: ExitStack) -> Path | None:
    """The courses' files go into a folder of their own: those that are there may be newer, and are nobody's to replace."""
    names = archive.named("content")
    if not names:
        return None
    folder = settings.data / f"courses-of-{at.strftime('%Y-%m-%dT%H-%M-%SZ')}"
    undo.callback(shutil.rmtree, folder, ignore_errors=True)
    for name in names:
        target = folder / name.removeprefix("content/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.content(name))
    return folder
