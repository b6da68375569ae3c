"""The command `doctor`: looks at everything that the service stands on, and says for each what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from config import Settings
from lms.cli import doctor_database, doctor_places, doctor_surroundings
from lms.cli.doctor_findings import Finding, act
from lms.kit.db import db

Look = Callable[[Settings], Finding]

LOOKS: dict[str, Look] = {
    "database": doctor_database.reach,
    "migrations": doctor_database.migrations,
    "database content": doctor_database.content,
    "keys": doctor_database.keys,
    "letters": doctor_database.letters,
    "mail": doctor_surroundings.mail,
    "clock": doctor_surroundings.clock_agrees,
    "time zones": doctor_surroundings.zones,
    "proxies": doctor_surroundings.proxies,
    "disk": doctor_places.disk,
    "permissions": doctor_places.permissions,
    "backups": doctor_places.backups,
}
SIGNS = {"well": "✓", "note": "·", "act": "✗"}


def examine(settings: Settings) -> Iterator[tuple[str, Finding]]:
    """Every part with what was found, in order. What fails in a way nobody foresaw is a finding too."""
    for part, look in LOOKS.items():
        try:
            yield part, look(settings)
        except (SQLAlchemyError, OSError) as error:
            # The message may quote settings or rows; the type says enough to look further.
            yield (
                part,
                act(f"This could not be looked at ({type(error).__name__}). Put right what is said above first."),
            )
        finally:
            db.session.rollback()


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")
@with_appcontext
def doctor(as_json: bool) -> None:
    """Check database, keys, mail, clock, disk, permissions, proxies and backups; exit 1 when something must be done."""
    findings = dict(examine(current_app.extensions["gonin_settings"]))
    is_well = all(finding.state != "act" for finding in findings.values())
    if as_json:
        parts = {part: {"state": finding.state, "says": finding.sentence} for part, finding in findings.items()}
        click.echo(json.dumps({"well": is_well, "parts": parts}, indent=2, ensure_ascii=False))
    else:
        for part, finding in findings.items():
            click.echo(f"{SIGNS[finding.state]} {part:17} {finding.sentence}")
        click.echo("\nNothing must be done." if is_well else "\nSomething must be done: see the lines with ✗.")
    sys.exit(0 if is_well else 1)
