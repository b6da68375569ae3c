"""Whether this process can do its work now: the parts it needs, each asked with one short question."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from lms.kit import clock, outbox
from lms.kit.db import db
from lms.kit.outbox import OutboxRow

Question = Callable[[], bool]

LEAST_SPACE = 50 * 1024 * 1024
"""Bytes. With less free, a day's facts may find no room."""
LONGEST_WAIT = timedelta(minutes=15)
"""The worker looks every minute: a letter that has been due for longer has no worker."""
PART = "gonin_parts"


def watch(app: Flask, parts: Mapping[str, Question]) -> None:
    """Name the parts that rooms need besides those of the kit. A part's question says whether it is well; raising means no."""
    app.extensions[PART] = {
        "database": database_answers,
        "migrations": database_is_at_head,
        "files": data_can_be_written,
        "outbox": letters_are_sent,
        **parts,
    }


def parts_missing() -> list[str]:
    """The names of the parts that are not well. A database that does not answer is named alone: it answers for others."""
    missing = []
    for name, is_well in current_app.extensions[PART].items():
        if not _asked(is_well):
            missing.append(name)
            if name == "database":
                break
    return missing


def _asked(question: Question) -> bool:
    try:
        return question()
    except (SQLAlchemyError, OSError):
        db.session.rollback()
        return False


def database_answers() -> bool:
    """Whether the database answers at all."""
    return db.session.execute(text("SELECT 1")).scalar() == 1


def database_is_at_head() -> bool:
    """Whether the database has every migration that this code knows, and no other."""
    return set(db.session.execute(text("SELECT version_num FROM alembic_version")).scalars()) == heads()


def heads() -> frozenset[str]:
    """The newest migrations of this code. Read once: they do not change while it runs."""
    return _heads(migrations_folder())


def migrations_folder() -> Path:
    """Where the migrations lie."""
    return Path(current_app.root_path).parent / "migrations"


@cache
def _heads(folder: Path) -> frozenset[str]:
    return frozenset(ScriptDirectory(str(folder)).get_heads())


def data_can_be_written() -> bool:
    """Whether files can be added to the data folder: we may, and there is room."""
    folder = data_folder()
    return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= LEAST_SPACE


def data_folder() -> Path:
    """Where keys, files and (with SQLite) the database lie."""
    found: Path = current_app.extensions["gonin_settings"].data
    return found


def letters_are_sent() -> bool:
    """Whether no letter has been due for long. Letters that a mail server put off are due later."""
    return not outbox.can_send() or letters_overdue(clock.now()) == 0


def letters_overdue(at: datetime) -> int:
    """How many letters should have been tried a while ago."""
    late = select(func.count()).where(OutboxRow.state == "waiting", OutboxRow.next_try_at < at - LONGEST_WAIT)
    return db.session.scalar(late) or 0


def letters_waiting() -> int:
    """How many letters are still to be sent."""
    return db.session.scalar(select(func.count()).where(OutboxRow.state == "waiting")) or 0
