"""Fills a demo's database with many people, teams and facts, so that pages can be measured and plans be read at scale.

    GONIN_ENV=demo GONIN_DATA=… [DATABASE_URL=…] python bench/scale_seed.py [--people 100000] [--facts 30] [--seed 5]

The database must hold the demo (`flask --app wsgi demo`). People get seats in teams of five in the demo's course, and each
leaves `--facts` facts in the order in which a learner does. The same seed gives the same rows but for the times in them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Connection, func, insert, select, text

from config import Settings
from courses import Outline
from lms.app import create_app
from lms.catalog import queries as catalog
from lms.kit.db import Base, db

COURSE = "rpa-basics"
CHUNK = 20_000
Row = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What the new rows stand on: ids begin after those that are there, and time ends now."""

    first: dict[str, int]
    release: int
    outline: Outline
    now: datetime


def main() -> None:
    """Read the options, fill the tables from the ground up, and let the database count."""
    options = _options()
    app = create_app(Settings.from_environment())
    began = time.monotonic()
    with app.app_context():
        ref = catalog.current_release(COURSE)
        if ref is None:
            sys.exit("The demo is not in this database. Run: flask --app wsgi demo")
        ground = Ground(_first_ids(), ref.id, catalog.outline(ref), datetime.now(UTC))
        db.session.rollback()
        with db.engine.begin() as connection:
            _fill(connection, ground, options)
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    print(f"{options.people} people, {options.people // 5} teams, {options.people * options.facts} facts", end=" ")
    print(f"in {time.monotonic() - began:.0f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=30, help="facts of each person")
    parser.add_argument("--seed", type=int, default=5)
    return parser.parse_args()


def _first_ids() -> dict[str, int]:
    tables = Base.metadata.tables
    names = ("people", "programmes", "cohorts", "seats", "facts")
    return {name: (db.session.scalar(select(func.max(tables[name].c.id))) or 0) + 1 for name in names}


def _fill(connection: Connection, ground: Ground, options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)
    _write(connection, "people", _people(ground, options.people))
    _write(connection, "sign_ins", _sign_ins(ground, options.people))
    _write(connection, "programmes", [_programme(ground)])
    _write(connection, "cohorts", _cohorts(ground, options.people // 5))
    _write(connection, "seats", _seats(ground, options.people, chance))
    _write(connection, "facts", _facts(ground, options, chance))
    if connection.dialect.name == "postgresql":
        for name in ("people", "programmes", "cohorts", "seats", "facts"):
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
            )


def _people(ground: Ground, count: int) -> Iterator[Row]:
    first = ground.first["people"]
    for number in range(first, first + count):
        yield {
            "id": number,
            "name": f"Learner {number}",
            "email": f"learner-{number}@scale.example",
            "created_at": ground.now - timedelta(days=60),
        }


def _sign_ins(ground: Ground, count: int) -> Iterator[Row]:
    first = ground.first["people"]
    for number in range(first, first + count):
        yield {
            "token_digest": hashlib.sha256(f"scale {number}".encode()).hexdigest(),
            "person_id": number,
            "created_at": ground.now - timedelta(days=30),
            "expires_at": ground.now + timedelta(days=30),
        }


def _programme(ground: Ground) -> Row:
    today = ground.now.date()
    return {
        "id": ground.first["programmes"],
        "public_name": "Many teams",
        "inner_name": f"scale {ground.first['programmes']}",
        "time_zone": "Asia/Tokyo",
        "starts_on": today - timedelta(days=60),
        "ends_on": today + timedelta(days=300),
    }


def _cohorts(ground: Ground, count: int) -> Iterator[Row]:
    for number in range(ground.first["cohorts"], ground.first["cohorts"] + count):
        yield {
            "id": number,
            "code": f"S{number:011d}",
            "programme_id": ground.first["programmes"],
            "course_id": COURSE,
            "name": f"Team {number}",
            "created_at": ground.now - timedelta(days=60),
        }


def _seats(ground: Ground, count: int, chance: random.Random) -> Iterator[Row]:
    joined = ground.now - timedelta(days=59)
    for place in range(count // 5 * 5):
        yield {
            "id": ground.first["seats"] + place,
            "cohort_id": ground.first["cohorts"] + place // 5,
            "person_id": ground.first["people"] + place,
            "number": place % 5 + 1,
            "state": chance.choices(("active", "resting", "left"), (90, 7, 3))[0],
            "weekly_steps": chance.randint(1, 10),
            "joined_at": joined,
            "changed_at": joined,
        }


def _facts(ground: Ground, options: argparse.Namespace, chance: random.Random) -> Iterator[Row]:
    """Facts by time, not by person: in life the facts of one person lie far apart in the table too."""
    story = _story(ground.outline)
    number = ground.first["facts"]
    for turn in range(options.facts):
        kind, lesson, step, activity, detail = story[turn % len(story)]
        at = ground.now - timedelta(days=58) * (1 - turn / options.facts)
        for place in range(options.people // 5 * 5):
            moment = at + timedelta(seconds=place % 3600)
            yield {
                "id": number,
                "uuid": UUID(int=chance.getrandbits(128), version=4),
                "person_id": ground.first["people"] + place,
                "seat_id": ground.first["seats"] + place,
                "course_id": COURSE,
                "release_id": ground.release,
                "kind": kind,
                "lesson_id": lesson,
                "step_id": step,
                "activity_id": activity,
                "detail": detail,
                "happened_at": moment,
                "received_at": moment,
            }
            number += 1


def _story(outline: Outline) -> list[tuple[str, str, str | None, str | None, Row]]:
    """What one learner's facts are, in order: open a step, answer what is in it, finish it, complete the lesson."""
    found: list[tuple[str, str, str | None, str | None, Row]] = []
    answer = {"chosen": ["1"], "gaps": []}
    for lesson in outline.lessons:
        for step in lesson.steps:
            found.append(("opened_step", lesson.id, step.id, None, {}))
            for activity in step.activities:
                found.append(("answered", lesson.id, step.id, activity.id, answer))
                verdict = {"right": True, "points": activity.points, "answer": answer}
                found.append(("verdict", lesson.id, step.id, activity.id, verdict))
            found.append(("finished_step", lesson.id, step.id, None, {}))
        found.append(("completed_lesson", lesson.id, None, None, {}))
    return found


def _write(connection: Connection, name: str, rows: Iterable[Row]) -> None:
    """Write rows in large pieces: COPY on PostgreSQL, many at once on SQLite."""
    source, done = iter(rows), 0
    while piece := list(islice(source, CHUNK)):
        if connection.dialect.name == "postgresql" and name == "facts":
            _copy(connection, name, piece)
        else:
            connection.execute(insert(Base.metadata.tables[name]), piece)
        done += len(piece)
        print(f"\r{name}: {done:,}", end="", flush=True)
    print()


def _copy(connection: Connection, name: str, piece: list[Row]) -> None:
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {name} ({', '.join(piece[0])}) FROM STDIN") as copy:
        for row in piece:
            copy.write_row([json.dumps(value) if isinstance(value, dict) else value for value in row.values()])


if __name__ == "__main__":
    main()
