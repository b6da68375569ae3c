"""Backups from the terminal: make one, list them, check one, put one back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from lms.accounts import voiding
from lms.administration import erasing, ledger
from lms.backups import archives, checks, keeping, making, restoring, sealing
from lms.backups.faults import BackupFault
from lms.catalog import indexing
from lms.kit import clock, outbox
from lms.kit.db import db

group = AppGroup("backup", help="Make, list, check and put back copies of everything.")
A_FILE = click.argument("file", type=click.Path(path_type=Path))
PASSPHRASE_FILE = click.option(
    "--passphrase-file", type=click.Path(path_type=Path), help="A file with the passphrase for the keys in one line."
)
WITHOUT_KEYS = click.option("--without-keys", is_flag=True, help="Leave the signing keys out.")


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Tell a fault as a sentence, and end with 1."""

    @wraps(command)
    def told(*words: Any, **options: Any) -> None:
        try:
            command(*words, **options)
        except BackupFault as fault:
            click.echo(str(fault), err=True)
            sys.exit(1)

    return told


@group.command("create")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="The folder to put it in (DATA/backups).")
@click.option("--keep", type=click.IntRange(0), default=0, help="Remove older ones beyond this many (0: keep all).")
@PASSPHRASE_FILE
@WITHOUT_KEYS
@plainly
def create(folder: Path | None, keep: int, passphrase_file: Path | None, without_keys: bool) -> None:
    """Make a backup: rows, files, courses, and the keys sealed with a passphrase. The site may be in use."""
    settings = _settings()
    passphrase = None
    if not without_keys and sealing.read_keys(settings.data / "keys"):
        passphrase = _passphrase(passphrase_file, settings, confirm=True)
        if passphrase is None:
            raise BackupFault("The keys need a passphrase. Give --passphrase-file, or say --without-keys.")
    made = making.make(settings, folder or settings.data / "backups", passphrase, clock.now())
    click.echo(f"{made.path} ({made.path.stat().st_size / 2**20:.1f} MB). Keys: {made.manifest.keys}.")
    for gone in keeping.forget_older(made.path.parent, keep):
        click.echo(f"{gone.name} was removed: --keep {keep}.")
    if made.left_out:
        names = ", ".join(made.left_out)
        raise BackupFault(f"Not in the backup, because damaged or of a name that it cannot carry: {names}.")


@group.command("list")
@click.option("--from", "folder", type=click.Path(path_type=Path), help="The folder to look in (DATA/backups).")
@plainly
def show(folder: Path | None) -> None:
    """List the backups, the newest first: age, size, and when each was last checked."""
    found = keeping.backups_in(folder or _settings().data / "backups")
    for backup in found:
        checked = f"checked {backup.checked_at[:16].replace('T', ' ')}" if backup.checked_at else "never checked"
        click.echo(f"{backup.path}  {_age(backup.made_at)}  {backup.size / 2**20:.1f} MB  {checked}")
    if not found:
        click.echo("There is no backup yet. Make one: flask --app wsgi backup create")


@group.command("verify")
@A_FILE
@PASSPHRASE_FILE
@plainly
def verify(file: Path, passphrase_file: Path | None) -> None:
    """Read every byte of a backup, and open its keys when the passphrase is given."""
    passphrase = _passphrase(passphrase_file, _settings(), confirm=False, asks=False)
    found = checks.check(file, passphrase)
    keeping.note_checked(file, clock.now())
    rows = sum(note.rows for note in found.manifest.tables.values())
    click.echo(f"{file} is whole: {rows} rows, {len(found.manifest.members)} files, made {found.manifest.made_at}.")
    if found.manifest.keys == "sealed":
        click.echo(
            "The keys open with this passphrase." if found.keys else "The keys were not opened: no passphrase given."
        )
    elif found.manifest.keys == "left out":
        click.echo("The keys are not in it. Keep DATA/keys safe in another way.")


@group.command("restore")
@A_FILE
@PASSPHRASE_FILE
@WITHOUT_KEYS
@click.option("--replace", is_flag=True, help="Move what is there aside first. Nothing is deleted.")
@click.option(
    "--ledger", "newer", type=click.Path(path_type=Path), help="A newer ledger of erased people (erased.jsonl)."
)
@plainly
def restore(file: Path, passphrase_file: Path | None, without_keys: bool, replace: bool, newer: Path | None) -> None:
    """Put a backup back. Whoever deleted their account since stays deleted."""
    settings = _settings()
    with archives.opened(file) as archive:
        passphrase = None
        if archive.manifest.keys == "sealed" and not without_keys:
            passphrase = _passphrase(passphrase_file, settings, confirm=False)
        wanted = restoring.Wanted(passphrase, without_keys, replace)
        erased = _erased(settings, archive, newer)
        again: list[int] = []
        finish = restoring.Finish(lambda: again.append(_settle(settings, erased)), clock.now())
        brought = restoring.bring_back(settings, archive, wanted, _migrations(), finish)
    click.echo(f"The site is as it was {brought.manifest.made_at}.")
    if any(again):
        click.echo(f"{again[0]} people who deleted their account since are deleted again.")
    if brought.aside:
        click.echo(f"What was here before lies in {brought.aside}.")
    if brought.courses:
        click.echo(f"The courses' files of that time lie in {brought.courses}.")


def _settle(settings: Settings, erased: list[ledger.Erased]) -> int:
    """What a restored site needs before anybody comes in; returns how many people were erased again. Commits."""
    at = clock.now()
    again = erasing.erase_again(erased, at)
    # What waited to be sent then was sent since, and links and codes of then were used since, or are of no use any more.
    outbox.give_up_waiting(at)
    voiding.void_what_was_handed_out()
    # What search looks through is not in a backup: it is made of what is.
    indexing.index_everything()
    db.session.commit()
    _keep_ledger(settings, erased)
    return again


def _erased(settings: Settings, archive: archives.Archive, newer: Path | None) -> list[ledger.Erased]:
    """Everybody who was erased: by the ledger here, by the one in the backup, and by one that was given."""
    if newer is not None and not newer.is_file():
        raise BackupFault(f"{newer} is not there.")
    paths = [ledger.ledger_path(settings.data), *([newer] if newer else [])]
    if "erased.jsonl" not in archive.manifest.members:
        return ledger.read(*paths)
    aside = settings.data / ".erased.part"
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        aside.write_bytes(archive.content("erased.jsonl"))
        return ledger.read(*paths, aside)
    finally:
        aside.unlink(missing_ok=True)


def _keep_ledger(settings: Settings, erased: list[ledger.Erased]) -> None:
    path = ledger.ledger_path(settings.data)
    known = {(each.id, each.account) for each in ledger.read(path)}
    for each in erased:
        if (each.id, each.account) not in known:
            ledger.write_down(path, each)


def _settings() -> Settings:
    found: Settings = current_app.extensions["gonin_settings"]
    return found


def _migrations() -> Path:
    return Path(current_app.root_path).parent / "migrations"


def _passphrase(file: Path | None, settings: Settings, confirm: bool, asks: bool = True) -> str | None:
    """The passphrase: from the file given, the file of the settings, or asked for on a terminal."""
    path = file or settings.backup_passphrase_file
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise BackupFault(f"The passphrase file {path} cannot be read.") from error
    if asks and sys.stdin.isatty():
        return str(click.prompt("Passphrase for the keys", hide_input=True, confirmation_prompt=confirm))
    return None


def _age(made_at: datetime) -> str:
    hours = (clock.now() - made_at).total_seconds() / 3600
    return f"{hours:.0f} hours old" if hours < 48 else f"{hours / 24:.0f} days old"
