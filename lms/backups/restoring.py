"""Putting a backup back: into an empty place, checked first, and all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy import Connection, MetaData, Table, make_url, text

from config import Settings
from lms.backups import checks, faults, rows
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
class Brought:
    """What was put back, and where what was there before lies now."""

    manifest: Manifest
    aside: Path | None
    courses: Path | None


def bring_back(settings: Settings, archive: Archive, wanted: Wanted, migrations: Path, at: datetime) -> Brought:
    """Put rows, files, keys and courses back. Raises BackupFault, and then everything is as before."""
    _require_fit(settings, archive, wanted, migrations)
    checked = checks.check_opened(archive, wanted.passphrase)
    aside = _clear_the_place(settings, wanted, at)
    try:
        _bring_files(archive, Storage(settings.data / "files"))
        upgrade(directory=str(migrations), revision=archive.manifest.migration)
        _bring_rows(archive)
        upgrade(directory=str(migrations))
        _bring_keys(checked.keys or {}, settings.data / "keys")
        courses = _bring_courses(archive, settings, at)
    except BaseException as error:
        _undo(settings, aside, at)
        if isinstance(error, OSError):
            raise faults.of_system(error, settings.data) from error
        raise
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
    if not wanted.replace and not (is_empty() and not _any_file(settings)):
        raise BackupFault(
            "There is a site here already. Choose an empty place, or say --replace: the old one is moved aside."
        )


def _any_file(settings: Settings) -> bool:
    return any(path.is_file() for name in ("files", "keys") for path in (settings.data / name).rglob("*"))


def _sqlite_file(settings: Settings) -> Path | None:
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _clear_the_place(settings: Settings, wanted: Wanted, at: datetime) -> Path | None:
    """Move what is there aside, where that was asked for; nothing is deleted."""
    aside = settings.data / f"before-{at.strftime('%Y-%m-%dT%H-%M-%SZ')}"
    db.session.remove()
    if wanted.replace:
        aside.mkdir(mode=0o700)
    _move_database(settings, aside if wanted.replace else None, at)
    if not wanted.replace:
        return None
    for name in ("files", "keys"):
        if (settings.data / name).exists():
            (settings.data / name).rename(aside / name)
    return aside


def _move_database(settings: Settings, aside: Path | None, at: datetime) -> None:
    """Leave an empty database; the old one, where it is kept, goes aside as a file or under another schema's name."""
    file = _sqlite_file(settings)
    db.engine.dispose()
    if file is None:
        with db.engine.begin() as connection:
            if aside:
                connection.execute(text(f'ALTER SCHEMA public RENAME TO "{_schema(at)}"'))
            else:
                connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        return
    for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        if path.exists() and aside:
            path.rename(aside / path.name)
        else:
            path.unlink(missing_ok=True)


def _schema(at: datetime) -> str:
    return f"before_{at.strftime('%Y%m%d%H%M%S')}"


def _undo(settings: Settings, aside: Path | None, at: datetime) -> None:
    """Take away what was begun, and put back what was moved aside."""
    db.session.remove()
    _move_database(settings, None, at)
    if aside is None:
        return
    for path in aside.iterdir():
        target = settings.data / path.name
        if path.name in ("files", "keys"):
            shutil.rmtree(target, ignore_errors=True)
            path.rename(target)
    file = _sqlite_file(settings)
    if file is None:
        with db.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text(f'ALTER SCHEMA "{_schema(at)}" RENAME TO public'))
    else:
        for path in aside.glob(f"{file.name}*"):
            path.rename(file.with_name(path.name))
    aside.rmdir()


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


def _bring_courses(archive: Archive, settings: Settings, at: datetime) -> Path | None:
    """The courses' files go into a folder of their own: those that are there may be newer, and are nobody's to replace."""
    names = archive.named("content")
    if not names:
        return None
    folder = settings.data / f"courses-of-{at.strftime('%Y-%m-%dT%H-%M-%SZ')}"
    for name in names:
        target = folder / name.removeprefix("content/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.content(name))
    return folder
