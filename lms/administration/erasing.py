"""Erasing a person from the whole house, for good.

How a restore keeps them erased: the ledger lies in the data folder, beside the database. Whoever restores a backup reads the
ledger of the present data folder and the one in the backup *before* anything is replaced, puts back the database, and then,
inside the application and before anybody is let in:

    entries = ledger.read(ledger_path(present_data), ledger_path(unpacked_backup))
    erasing.erase_again(entries, clock.now())      # and commit
    for entry in entries:                          # into the ledger that lies there now, where it lacks them
        ledger.write_down(ledger_path(new_data), entry)

It may be run again at any time: who is gone already is passed over.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from lms.accounts import erasing as accounts
from lms.accounts import staff
from lms.administration import ledger
from lms.administration.ledger import Erased
from lms.cohorts import staff as cohorts
from lms.kit import clock, i18n, privacy
from lms.kit.db import db
from lms.kit.privacy import Wishes
from lms.progress import recording

log = logging.getLogger("gonin.erasing")


def own_ledger() -> Path:
    """Where the ledger of this application lies."""
    return ledger.ledger_path(current_app.extensions["gonin_settings"].data)


@dataclass(frozen=True)
class Duties:
    """What somebody on the staff must hand over before they go."""

    is_last_admin: bool
    programmes: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.is_last_admin or bool(self.programmes)


class StillNeeded(Exception):
    """Nobody else could do what this person does."""

    def __init__(self, duties: Duties) -> None:
        super().__init__("There are duties to hand over first.")
        self.duties = duties


def duties_of(person_id: int, at: datetime) -> Duties:
    """What somebody would leave behind undone. Two queries."""
    today = clock.day_of(at, i18n.default_zone())
    return Duties(staff.is_last("admin", person_id), tuple(cohorts.run_alone(person_id, today)))


def erase(person_id: int, wishes: Wishes, at: datetime, is_checked: bool = True) -> bool:
    """Erase somebody everywhere, and write down that they were; False when there is no such person. Flushes.

    The line in the ledger is on the disk before this returns, and so before the erasing is acknowledged. Should the commit
    fail, the line stays: the person asked for it, and will be asked to ask again. Raises StillNeeded where duties would be
    left undone and `is_checked`, and OSError when the ledger cannot be written; then roll back.
    """
    made_at = _hold(person_id)
    if made_at is None:
        return False
    duties = duties_of(person_id, at)
    if duties and is_checked:
        raise StillNeeded(duties)
    privacy.erase_everywhere(person_id, wishes, at)
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    ledger.write_down(own_ledger(), Erased(person_id, ledger.account_digest(made_at), dict(wishes), moment))
    log.info("somebody was erased")
    return True


def _hold(person_id: int) -> datetime | None:
    """Let nothing be written that names a person; says when their account was made. In the order in which requests take locks.

    One at a time erases people, so that of two coordinators who go at once the second sees the first gone. SQLite lets one
    transaction write at a time anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:space, 0)"), {"space": 6})
    accounts.hold_sign_ins(person_id)
    recording.hold(person_id)
    return accounts.hold_account(person_id)


def erase_again(entries: Iterable[Erased], at: datetime) -> int:
    """Erase those of the ledger whom a restored backup brought back, with the wishes they had; returns how many. Flushes.

    An account counts as theirs only if it was made at the same moment: SQLite gives numbers again.
    """
    count = 0
    for entry in entries:
        made_at = _hold(entry.id)
        if made_at is not None and ledger.account_digest(made_at) == entry.account:
            privacy.erase_everywhere(entry.id, entry.wishes, at)
            count += 1
    return count
