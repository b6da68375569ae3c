"""Whether the database is as the code expects it."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from config import Settings
from lms.backups.clearing import UNFINISHED
from lms.kit.db import db


def migrations_folder() -> Path:
    """Where the migrations lie."""
    return Path(current_app.root_path).parent / "migrations"


@click.command("db-ready")
@with_appcontext
def ready() -> None:
    """Say in one sentence what keeps the database from being used; exit 1 when something does."""
    settings: Settings = current_app.extensions["gonin_settings"]
    if (settings.data / UNFINISHED).exists():
        click.echo(
            "A backup was not put back to its end. Run: flask --app wsgi backup restore FILE --replace", err=True
        )
        sys.exit(1)
    heads = set(ScriptDirectory(str(migrations_folder())).get_heads())
    try:
        with db.engine.connect() as connection:
            current = set(MigrationContext.configure(connection).get_current_heads())
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        click.echo(f"The database cannot be reached ({reason}). Check DATABASE_URL.", err=True)
        sys.exit(1)
    if current != heads:
        click.echo("The database is not up to date. Run: python3 run.py setup", err=True)
        sys.exit(1)
    click.echo("The database is ready.")
