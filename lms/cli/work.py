"""The worker process."""

from __future__ import annotations

from collections.abc import Sequence

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.kit.jobs import Schedule, worker


def worker_command(schedules: Sequence[Schedule]) -> click.Command:
    """The command that runs the worker with these schedules."""

    @click.command("worker")
    @with_appcontext
    def run() -> None:
        """Do what is to be done in the background, until stopped. Run exactly one."""
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # The documented way to the object itself.
        worker(app, app.extensions["gonin_settings"].jobs_url, schedules).run()

    return run
