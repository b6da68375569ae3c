"""The backup of every night, where a passphrase is set."""

from __future__ import annotations

import logging

from flask import current_app

from config import Settings
from lms.backups import keeping, making
from lms.kit import clock
from lms.kit.jobs import Schedule

log = logging.getLogger("gonin.backups")


def back_up() -> None:
    """Make the night's backup and let the oldest go. Does nothing without GONIN_BACKUP_PASSPHRASE_FILE."""
    settings: Settings = current_app.extensions["gonin_settings"]
    if settings.backup_passphrase_file is None:
        return
    passphrase = settings.backup_passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
    made = making.make(settings, settings.data / "backups", passphrase, clock.now())
    keeping.forget_older(made.path.parent, settings.backup_keep)
    if made.left_out:
        log.error("files are damaged, or have names a backup cannot carry: %s", ", ".join(made.left_out))


SCHEDULES = [Schedule("backups.nightly", back_up, minute=40, hour=18)]
