"""What `run.py setup` asks of the application: a database, the courses, and the first people of the staff."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade
from sqlalchemy import func, select

from config import Settings
from lms.accounts import staff
from lms.accounts.staffing import Newcomer, Refused, take_on
from lms.catalog import sending
from lms.cli.database import migrations_folder
from lms.kit import clock
from lms.kit.db import db

group = AppGroup("setup", help="For `run.py setup`, which speaks with people. Answers are lines of JSON.")


@group.command("house")
def house() -> None:
    """Bring the database to this version and publish every course of the content folder. Run again, it changes nothing."""
    settings: Settings = current_app.extensions["gonin_settings"]
    upgrade(directory=str(migrations_folder()))
    told: list[dict[str, Any]] = []
    for folder in sorted(path.parent for path in settings.content.glob("*/course.toml")):
        storage = current_app.extensions["gonin_storage"]
        sent = sending.send_folder(folder, storage, None, clock.now(), sending.confined(storage))
        if not sent.number:
            for problem in sent.problems:
                click.echo(f"{folder.name}/{problem.path}:{problem.line or 1}: {problem.sentence()}", err=True)
            sys.exit(1)
        told.append({"course": sent.course, "version": sent.number, "is_new": sent.is_new})
    db.session.commit()
    _answer({"courses": told, **_staff()})


@group.command("staff")
def staff_command() -> None:
    """Take on the person that a JSON object on the standard input describes. A password is never on a command line."""
    settings: Settings = current_app.extensions["gonin_settings"]
    asked = json.load(sys.stdin)
    newcomer = Newcomer(
        asked["email"], asked["name"], asked["password"], tuple(asked["roles"]), asked["language"], settings.time_zone
    )
    try:
        done = take_on(newcomer, clock.now())
    except Refused as refused:
        db.session.rollback()
        _answer({"problem": refused.reason})
        return
    db.session.commit()
    _answer({"done": done, **_staff()})


def _staff() -> dict[str, int]:
    """How many administrators and coordinators can sign in."""
    counts = {}
    for role in ("admin", "coordinator"):
        holders = staff.able(role).subquery()
        counts[role] = db.session.scalar(select(func.count()).select_from(holders)) or 0
    return counts


def _answer(told: dict[str, Any]) -> None:
    """The last line of the output."""
    click.echo(json.dumps(told))
