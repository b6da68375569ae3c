"""The demo: a database filled with a programme, three teams and their story, told through the same deeds as in real life."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import make_url

from config import Settings
from lms.accounts import queries as accounts
from lms.catalog import sending
from lms.cli import demo_story
from lms.cli.database import migrations_folder
from lms.kit import clock
from lms.kit.db import db

OURS = ("gonin.sqlite", "gonin.sqlite-wal", "gonin.sqlite-shm", "jobs.sqlite", "demo.json", "files", "keys", "checked")
"""What a demo leaves in its data folder. `--fresh` removes these and nothing else."""


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Throw the demo's data away first.")
@with_appcontext
def demo(fresh: bool) -> None:
    """Make the database, publish the courses of content/, and seed the demo programme. Run again, it keeps what is there."""
    settings: Settings = current_app.extensions["gonin_settings"]
    if settings.env not in ("demo", "development", "test"):
        click.echo("The demo is not for a production site. Set GONIN_ENV=demo.", err=True)
        sys.exit(1)
    if fresh and not lies_in_data_folder(settings):
        # Its people would stay while their files and signing keys went.
        click.echo(
            "--fresh is only for a database in the data folder: remove DATABASE_URL, or leave --fresh out.", err=True
        )
        sys.exit(1)
    if fresh:
        forget(settings)
    upgrade(directory=str(migrations_folder()))
    publish_all(settings)
    told = settings.data / "demo.json"
    if accounts.count_people() == 0:
        story = demo_story.tell(settings.public_url, clock.now())
        db.session.commit()
        write(told, story)
    elif not told.exists():
        click.echo(
            "This data folder holds people already and no demo. Choose another with --data, or add --fresh.", err=True
        )
        sys.exit(1)
    introduce(json.loads(told.read_text(encoding="utf-8")), settings.public_url)


def lies_in_data_folder(settings: Settings) -> bool:
    """Whether the database is the SQLite file that `forget` removes."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.query:
        return False
    return Path(url.database).resolve() == (settings.data / "gonin.sqlite").resolve()


def forget(settings: Settings) -> None:
    """Remove what an earlier demo left in the data folder."""
    db.session.remove()
    db.engine.dispose()
    for name in OURS:
        path = settings.data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def publish_all(settings: Settings) -> None:
    """Publish every course of the content folder; one with an error is named and left out."""
    for folder in sorted(path.parent for path in settings.content.glob("*/course.toml")):
        storage = current_app.extensions["gonin_storage"]
        sent = sending.send_folder(folder, storage, None, clock.now(), sending.confined(storage))
        if not sent.number:
            for problem in sent.problems:
                click.echo(f"{folder.name}/{problem.path}:{problem.line or 1}: {problem.sentence()}", err=True)
            sys.exit(1)
    db.session.commit()


def write(path: Path, story: dict[str, Any]) -> None:
    """Write demo.json whole or not at all."""
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(story, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    aside.replace(path)


def introduce(story: dict[str, Any], url: str) -> None:
    """Print one account for each role, and a few addresses to open."""
    if story["url"] != url:
        click.echo(f"This demo was made for {story['url']}: links in it lead there.", err=True)
    click.echo("")
    for role in ("learner", "instructor", "coordinator", "career_supporter", "admin"):
        person = next(person for person in story["people"] if person["role"] == role)
        click.echo(f"  {role:<17} {person['email']:<28} {person['password']}")
    click.echo("")
    for label, address in addresses(story):
        click.echo(f"  {label:<17} {address}")
    click.echo("")


def addresses(story: dict[str, Any]) -> Sequence[tuple[str, str]]:
    """Where to begin: an open invitation, and a certificate to look at."""
    found = [("invitation", invitation["url"]) for invitation in story["invitations"][:1]]
    return found + [("certificate", certificate["url"]) for certificate in story["certificates"][:1]]
