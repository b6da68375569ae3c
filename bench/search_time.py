"""How long the search page takes with 500 lessons: as staff, who search all of them, and as a learner of one course.

    .venv/bin/python -m bench.search_time [ROUNDS]        a SQLite file of its own
    DATABASE_URL=postgresql://… .venv/bin/python -m bench.search_time        an empty database of that server

The lessons are copies of content/rpa-basics, each in its two languages. Prints for each query how many steps it finds, the median
CPU time of this process and the median time on the clock, and the CPU time of a page that searches nothing, asked in turn.
"""

from __future__ import annotations

import os
import secrets
import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from config import Settings
from courses import compile_course
from lms.accounts import registering, signing_in
from lms.app import create_app
from lms.catalog import publishing
from lms.catalog.search import search
from lms.cohorts import forming, seating
from lms.kit import clock
from lms.kit.db import db
from lms.kit.limits import limiter

ROOT = Path(__file__).resolve().parents[1]
COPIES = 84
"""Of a course of six lessons: 504 lessons, 1,008 texts."""
QUERIES = ("業務", "ロボット", "表", "請求書 表", "パスワード", "robot", "invoice row", "a", "zzz")


def stage(folder: Path) -> tuple[Flask, dict[str, FlaskClient]]:
    """An application with the lessons, and two browsers: of an instructor, and of a learner of one course."""
    url = os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite'}")
    given = {"GONIN_ENV": "test", "GONIN_DATA": str(folder), "DATABASE_URL": url}
    app = create_app(Settings.from_environment({**given, "SECRET_KEY": secrets.token_hex(32)}))
    release = compile_course(ROOT / "content" / "rpa-basics").release
    assert release is not None
    with app.app_context():
        db.create_all()
        for number in range(COPIES):
            outline = replace(release.outline, id=f"copy-{number}")
            copy = replace(release, outline=outline, digest=f"{number:064x}")
            publishing.publish(copy, app.extensions["gonin_storage"], None, clock.now())
        people = {role: _person(role) for role in ("instructor", "learner")}
        tokens = {role: signing_in.begin(person, clock.now()) for role, person in people.items()}
        db.session.commit()
        db.session.execute(text("ANALYZE"))
        db.session.commit()
    return app, {role: _browser(app, token) for role, token in tokens.items()}


def _person(role: str) -> int:
    at = clock.now()
    person = registering.register(registering.Newcomer(role, "ja", "Asia/Tokyo"), at)
    if role == "instructor":
        registering.give_role(person, role, at)
    else:
        agreement = forming.Agreement("Bench", "bench", "Asia/Tokyo", at.date(), (at + timedelta(days=90)).date())
        team = forming.make_cohort(forming.make_programme(agreement, person.id), "copy-7", "Bench", at)
        seating.take_seat(team.id, person.id, at)
    return person.id


def _browser(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def took(browser: FlaskClient, address: str, query: str = "") -> tuple[float, float]:
    """Milliseconds of CPU and on the clock for one page."""
    limiter.reset()
    cpu, time = process_time(), perf_counter()
    answer = browser.get(address, query_string={"q": query} if query else {})
    assert answer.status_code == 200
    return 1000 * (process_time() - cpu), 1000 * (perf_counter() - time)


def main() -> None:
    """Measure and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        app, browsers = stage(Path(folder))
        with app.app_context():
            print(f"{db.engine.dialect.name}, {COPIES * 6} lessons, median of {rounds}")
            courses = {"instructor": [f"copy-{n}" for n in range(COPIES)], "learner": ["copy-7"]}
            found = {(who, query): search(query, courses[who], "ja").total for who in browsers for query in QUERIES}
        print("| who | query | steps found | CPU ms | clock ms | CPU / page that searches nothing |")
        print("|---|---|---|---|---|---|")
        for who, browser in browsers.items():
            for query in QUERIES:
                took(browser, "/search", query)
                pairs = [(took(browser, "/search", query), took(browser, "/search")[0]) for _ in range(rounds)]
                cpu, time = (statistics.median(pair[0][kind] for pair in pairs) for kind in (0, 1))
                nothing = statistics.median(pair[1] for pair in pairs)
                print(f"| {who} | {query} | {found[who, query]} | {cpu:.1f} | {time:.1f} | {cpu / nothing:.1f} |")


if __name__ == "__main__":
    main()
