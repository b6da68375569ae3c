"""The commands of every room, under `flask --app wsgi`."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask

from lms.accounts import commands as accounts_commands
from lms.administration import commands as administration_commands
from lms.backups import commands as backups_commands
from lms.catalog import commands as catalog_commands
from lms.cli import database, demo, doctor, setup, translations, work
from lms.kit.jobs import Schedule


def add_commands(app: Flask, schedules: Sequence[Schedule]) -> None:
    """Register every command."""
    app.cli.add_command(accounts_commands.group)
    for command in (administration_commands.export, administration_commands.erase):
        accounts_commands.group.add_command(command)
    app.cli.add_command(backups_commands.group)
    app.cli.add_command(catalog_commands.group)
    app.cli.add_command(database.ready)
    app.cli.add_command(demo.demo)
    app.cli.add_command(doctor.doctor)
    app.cli.add_command(setup.group)
    app.cli.add_command(translations.group)
    app.cli.add_command(work.worker_command(schedules))
