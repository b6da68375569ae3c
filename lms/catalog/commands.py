"""Publishing from the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from lms.catalog import indexing, sending
from lms.kit import clock
from lms.kit.db import db

group = AppGroup("courses", help="Check and publish courses.")


@group.command("publish")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def publish(folder: Path) -> None:
    """Publish the course in FOLDER. With an error in it nothing is published, and every problem is named."""
    sent = sending.send_folder(folder, current_app.extensions["gonin_storage"], None, clock.now())
    for problem in sent.problems:
        click.echo(f"{problem.path}:{problem.line or 1}: {problem.sentence()}", err=True)
    if not sent.number:
        sys.exit(1)
    db.session.commit()
    click.echo(
        f"{sent.course}: "
        + (f"published version {sent.number}" if sent.is_new else f"version {sent.number}, unchanged")
    )


@group.command("index")
def index() -> None:
    """Make anew what search looks through. It is made of the published courses, so nothing can be lost."""
    count = indexing.index_everything()
    db.session.commit()
    click.echo(f"{count} passages can be searched.")
