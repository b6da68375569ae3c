"""Making room for a restore: what is there goes aside, step by step, and each step can be taken back."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url, text

from config import Settings
from lms.kit.db import db

FOLDERS = ("files", "keys")
UNFINISHED = "restore.unfinished"
"""A file in the data folder while a backup is being put back. Nothing is served until it is gone."""


def sqlite_file(settings: Settings) -> Path | None:
    """The database's file, or None where it is no file."""
    url = make_url(settings.database_url)
    return Path(url.database).resolve() if url.get_backend_name() == "sqlite" and url.database else None


def any_file(settings: Settings) -> bool:
    """Whether something lies where a restore puts files and keys."""
    return any(path.is_file() for name in FOLDERS for path in (settings.data / name).rglob("*"))


def make_room(settings: Settings, undo: ExitStack, keeps: bool, at: datetime) -> Path | None:
    """Leave empty folders and an empty database. With `keeps` the old ones go into the folder returned; nothing is deleted.

    How to take each step back is put on `undo` as soon as the step is done. Raises OSError.
    """
    aside = settings.data / f"before-{at.strftime('%Y-%m-%dT%H-%M-%SZ')}" if keeps else None
    if aside is not None:
        aside.mkdir(mode=0o700)
        undo.callback(_remove_folder, aside)
    for name in FOLDERS:
        _make_room_in(settings.data / name, undo, aside)
    db.session.remove()
    db.engine.dispose()
    file = sqlite_file(settings)
    if file is None:
        _make_room_in_server(undo, f"before_{at.strftime('%Y%m%d%H%M%S')}" if keeps else "")
    else:
        _make_room_in_file(file, undo, aside)
    return aside


def _make_room_in(folder: Path, undo: ExitStack, aside: Path | None) -> None:
    if aside is not None and folder.exists():
        folder.rename(aside / folder.name)
        undo.callback((aside / folder.name).rename, folder)
    # Taken back in the other order: what the restore brought goes first.
    undo.callback(_empty, folder, aside is not None)


def _empty(folder: Path, with_folder: bool) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if with_folder:
        _remove_folder(folder)


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _make_room_in_server(undo: ExitStack, old: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(f'ALTER SCHEMA public RENAME TO "{old}"' if old else "DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    undo.callback(_put_schema_back, old)


def _put_schema_back(old: str) -> None:
    db.session.remove()
    db.engine.dispose()
    with db.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text(f'ALTER SCHEMA "{old}" RENAME TO public' if old else "CREATE SCHEMA public"))


def _make_room_in_file(file: Path, undo: ExitStack, aside: Path | None) -> None:
    # A file can be renamed inside its own folder only for sure: the database may lie on another disk than the data folder.
    beside = aside if aside is not None and aside.parent == file.parent else None
    for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        if path.exists() and aside is not None:
            old = beside / path.name if beside else path.with_name(f"{aside.name}-{path.name}")
            path.rename(old)
            undo.callback(old.rename, path)
        else:
            path.unlink(missing_ok=True)
        undo.callback(path.unlink, missing_ok=True)
    undo.callback(_let_go)


def _let_go() -> None:
    db.session.remove()
    db.engine.dispose()
