"""Publishing from the terminal."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from courses.commands.importing import report
from courses.commands.progress import Bar
from courses.importers import DestinationError, check_apart, import_course, write_course
from courses.importers.tags import tag_of
from courses.problems import problem as course_problem
from lms.catalog import indexing, sending
from lms.kit import clock
from lms.kit.db import db

group = AppGroup("courses", help="Check and publish courses.")


@group.command("publish")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def publish(folder: Path) -> None:
    """Publish the course in FOLDER. With an error in it nothing is published, and every problem is named."""
    _publish(folder)


def _publish(folder: Path) -> None:
    storage = current_app.extensions["gonin_storage"]
    with Bar(sys.stderr) as bar:
        sent = sending.send_folder(folder, storage, None, clock.now(), sending.confined(storage, bar.show))
    for problem in sent.problems:
        click.echo(f"{problem.path}:{problem.line or 1}: {problem.sentence()}", err=True)
    if not sent.number:
        sys.exit(1)
    db.session.commit()
    click.echo(
        f"{sent.course}: "
        + (f"published version {sent.number}" if sent.is_new else f"version {sent.number}, unchanged")
    )


@group.command("import")
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--language", default="", callback=lambda _, __, tag: _language(tag), help="Language of the original.")
@click.option("--publish", "now", is_flag=True, help="Publish the result at once, if it has no error.")
def bring(source: Path, target: Path | None, language: str, now: bool) -> None:
    """Make a course of ours out of the foreign folder SOURCE, in TARGET or a new folder, and say what could not come."""
    target = target or Path(tempfile.mkdtemp(prefix="course-"))
    try:
        check_apart(source, target)
    except DestinationError as error:
        raise click.ClickException(course_problem(error.code, str(target)).sentence()) from error
    made = import_course(source, language=language)
    for line in report(made):
        click.echo(line)
    if not made.files:
        sys.exit(1)
    try:
        write_course(made, target)
    except DestinationError as error:
        raise click.ClickException(course_problem(error.code, str(target)).sentence()) from error
    click.echo(f"Written to {target}.")
    if now:
        _publish(target)
    else:
        click.echo(f"Look at it: python -m courses preview {target}\nThen publish it: flask courses publish {target}")


def _language(tag: str) -> str:
    if tag and tag_of(tag) is None:
        raise click.BadParameter("this is no language tag, such as ja or en")
    return tag


@group.command("index")
def index() -> None:
    """Make anew what search looks through. It is made of the published courses, so nothing can be lost."""
    count = indexing.index_everything()
    db.session.commit()
    click.echo(f"{count} passages can be searched.")
