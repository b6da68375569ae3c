"""The worker follows the rooms' schedules, inside the application."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from lms.accounts import signing_in, throttling
from lms.accounts.models import SignIn, Throttle
from lms.accounts.rules import SIGN_IN_LASTS, SIGN_IN_LIMIT
from lms.app import schedules
from lms.kit.db import db
from lms.kit.jobs import Schedule, worker
from tests.app_fixtures import NOW, Cast


def test_every_schedule_is_registered_once_and_runs_in_the_application(app: Flask, tmp_path: Path) -> None:
    done: list[str] = []
    mine = Schedule("test.note", lambda: done.append(str(db.engine.dialect.name)), minute=5)
    consumer = worker(app, f"sqlite:///{tmp_path / 'jobs.sqlite'}", [*schedules(), mine])
    tasks = consumer.huey._registry.periodic_tasks
    assert sorted(type(task).__name__ for task in tasks) == sorted([*(s.name for s in schedules()), "test.note"])
    next(task for task in tasks if type(task).__name__ == "test.note").execute()
    assert len(done) == 1


def test_the_sweep_erases_what_is_out_of_date_and_nothing_else(app: Flask, cast: Cast) -> None:
    with app.app_context():
        signing_in.begin(cast.aya, NOW - SIGN_IN_LASTS - timedelta(minutes=1))
        signing_in.begin(cast.aya, NOW)
        throttling.count_try("sign-in", "old", SIGN_IN_LIMIT, NOW - timedelta(days=1))
        throttling.count_try("sign-in", "new", SIGN_IN_LIMIT, NOW)
        db.session.commit()
        next(schedule for schedule in schedules() if schedule.name == "accounts.sweep").do()
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SignIn)) == 1
        assert db.session.scalar(select(func.count()).select_from(Throttle)) == 1
