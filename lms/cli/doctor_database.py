"""The doctor's look at the database and at what belongs to it: migrations, keys, letters that wait."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from config import Settings
from lms.certificates.credentials.keys import KeyFolderError
from lms.certificates.issuer import key_folder, key_ring, keys_are_there
from lms.cli.doctor_findings import Finding, act, note, well
from lms.kit import clock, readiness
from lms.kit.db import db


def reach(_: Settings) -> Finding:
    """Whether the database answers."""
    try:
        readiness.database_answers()
    except SQLAlchemyError as error:
        return act(
            f"The database does not answer ({type(error).__name__}). Check DATABASE_URL and that its server runs."
        )
    return well(f"The database answers ({db.engine.dialect.name}).")


def migrations(_: Settings) -> Finding:
    """Whether the tables are those of this code."""
    try:
        is_at_head = readiness.database_is_at_head()
    except SQLAlchemyError:
        is_at_head = False
    if not is_at_head:
        return act("The tables are not those of this version. Run: flask --app wsgi db upgrade")
    return well("The tables are those of this version.")


def content(_: Settings) -> Finding:
    """Whether the file of a SQLite database is whole; a PostgreSQL server looks after its own."""
    if db.engine.dialect.name != "sqlite":
        return well("The database server keeps its own files whole.")
    found = db.session.execute(text("PRAGMA quick_check(1)")).scalar()
    if found != "ok":
        return act("The database file is damaged. Stop the service, and put back the newest backup.")
    return well("The database file is whole.")


def keys(_: Settings) -> Finding:
    """Whether certificates can be signed and checked."""
    try:
        ring = key_ring()
    except KeyFolderError as error:
        return act(str(error))
    if not keys_are_there():
        return act(
            f"Certificates were issued, and their keys are not in {key_folder()}. Put the folder back from a backup."
        )
    if ring is None:
        return well("There is no key yet; the first certificate makes one.")
    return well("The keys that sign certificates can be read.")


def letters(settings: Settings) -> Finding:
    """Whether the worker sends what waits."""
    waiting, late = readiness.letters_waiting(), readiness.letters_overdue(clock.now())
    if not waiting:
        return well("No letter waits to be sent.")
    if not settings.mail_url:
        return note(f"{waiting} letters wait, and no mail server is set. Set GONIN_MAIL_URL to send them.")
    if late:
        return act(
            f"{late} letters have waited for more than 15 minutes. See that the worker runs: flask --app wsgi worker"
        )
    return well(f"{waiting} letters wait, none for long.")
