"""The doctor's look at what lies on disk: room, who may read it, and how old the newest backup is."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url

from config import Settings
from lms.cli.doctor_findings import Finding, act, note, well
from lms.kit import clock
from lms.kit.readiness import LEAST_SPACE

GOOD_SPACE = 1024**3
"""Bytes. Below this, an operator should know before it is gone."""
OLDEST_BACKUP = timedelta(days=2)


def disk(settings: Settings) -> Finding:
    """Whether there is room."""
    free = shutil.disk_usage(settings.data).free
    said = f"{free / 1024**2:,.0f} MiB are free in {settings.data}."
    if free < LEAST_SPACE:
        return act(f"{said} Make room now: nothing new can be kept soon.")
    return note(f"{said} Make room, or move the data folder.") if free < GOOD_SPACE else well(said)


def permissions(settings: Settings) -> Finding:
    """Whether the service may write its data, and nobody else on this machine may read what is secret."""
    if not os.access(settings.data, os.W_OK | os.X_OK):
        return act(f"We may not write to {settings.data}. Run: chown -R the-service's-user '{settings.data}'")
    if os.name != "posix":
        return note("On this system, see yourself that others cannot read the data folder.")
    unreadable = [path for path in secret_places(settings) if not os.access(path, os.R_OK)]
    if unreadable:
        return act(f"We may not read {unreadable[0]}. Give it to the user that runs the service.")
    if settings.data.stat().st_mode & (stat.S_IXGRP | stat.S_IXOTH) and any(map(_is_open, secret_places(settings))):
        return act(f"Other users of this machine may read what is secret. Run: chmod go-rwx '{settings.data}'")
    # Behind a closed folder all is closed, but keys are asked for at every door.
    outside = [path for path in secret_places(settings) if settings.data not in path.parents or "keys" in path.parts]
    open_ones = " ".join(f"'{path}'" for path in outside if _is_open(path))
    if open_ones:
        return act(f"Other users of this machine may read what is secret. Run: chmod go-rwx {open_ones}")
    return well("We may write the data, and nobody else may read what is secret.")


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def secret_places(settings: Settings) -> Iterator[Path]:
    """What only the service's own user may read, as far as it is there."""
    places = [settings.data / "keys", settings.data / "secret_key", settings.data / "backups"]
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        places.append(Path(url.database))
    passphrase: Path | None = getattr(settings, "backup_passphrase_file", None)
    places += [passphrase] if passphrase else []
    places += sorted((settings.data / "keys").glob("*.json"))
    yield from (path for path in places if path.exists())


def backups(settings: Settings) -> Finding:
    """How old the newest backup is. Backups kept elsewhere are the operator's to look at."""
    folder = settings.data / "backups"
    times = [path.stat().st_mtime for path in folder.glob("*.backup")] if folder.is_dir() else []
    must = act if settings.env == "production" else note
    how = "Run: flask --app wsgi backup create"
    if not times:
        return must(f"There is no backup in {folder}. {how}")
    age = clock.now() - datetime.fromtimestamp(max(times), UTC)
    said = f"The newest backup is {age.days} days and {age.seconds // 3600} hours old."
    return must(f"{said} {how}") if age > OLDEST_BACKUP else well(said)
