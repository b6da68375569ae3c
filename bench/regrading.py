"""Grades a hundred thousand answers anew, with a worker that is killed on the way, and looks whether anything is doubled or lost.

    .venv/bin/python -m bench.regrading [--people 100000] [--kills 5]

SQLite in a folder that goes, or the empty database that DATABASE_URL names. Everybody answered one question of the demo's
course, one in three with the option that the author then says is right. Time is told beside that of writing as many verdicts
and nothing else, in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from flask import has_app_context
from flask_migrate import upgrade
from sqlalchemy import func, insert, select

from config import Settings
from courses import QuizKey, Release, compile_course
from lms.app import create_app
from lms.catalog import publishing
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.kit.db import Base, db
from lms.practice import correcting, corrections, rules
from lms.practice.answering import VERDICT
from lms.practice.jobs import correct_waiting
from lms.practice.models import Correction
from lms.practice.rules import Answer
from lms.progress.standing import standings

ROOT = Path(__file__).resolve().parent.parent
COURSE, LESSON, STEP, ACTIVITY = "rpa-basics", "what-is-a-robot", "what-it-does", "how-it-knows"
CHUNK = 5_000
WORK = "from bench.regrading import work; work()"


def main() -> None:
    """Fill, count, apply with kills, and compare with grading afresh."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gonin-regrading-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite")
        os.environ.update(GONIN_ENV="demo", GONIN_DATA=folder, PUBLIC_URL="http://127.0.0.1")
        app = create_app(Settings.from_environment())
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            first, second = _publish(app.extensions["gonin_storage"])
            plain = _fill(first, options.people)
            number = correcting.ask(second, ACTIVITY, spares=False, by=None, at=datetime.now(UTC)).id
            db.session.commit()
            counting = _timed(work)
            correcting.confirm(db.session.get_one(Correction, number), datetime.now(UTC))
            db.session.commit()
            killed = _work_and_kill(options.kills)
            applying = _timed(work)
            _tell(second, number, (plain, counting, killed, applying), options)


def work() -> None:
    """What the worker does, here or in a process of its own."""
    if has_app_context():
        correct_waiting()
        return
    with create_app(Settings.from_environment()).app_context():
        correct_waiting()


def _timed(do: Any) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began


def _publish(storage: Any) -> tuple[ReleaseRef, ReleaseRef]:
    """The course, and the same with another right option; both as they are referred to."""
    release = compile_course(ROOT / "content" / COURSE).release
    assert release is not None
    refs = []
    for one in (release, _corrected(release)):
        publishing.publish(one, storage, None, datetime.now(UTC))
        db.session.commit()
        refs.append(catalog.current_release(COURSE))
    assert refs[0] is not None
    assert refs[1] is not None
    return refs[0], refs[1]


def _corrected(release: Release) -> Release:
    keys = {
        place: {
            name: replace(key, right=("1",)) if name == ACTIVITY and isinstance(key, QuizKey) else key
            for name, key in found.items()
        }
        for place, found in release.keys.items()
    }
    return replace(release, keys=keys, digest=hashlib.sha256(b"corrected").hexdigest())


def _fill(ref: ReleaseRef, people: int) -> float:
    """People with an answer and its verdict each; the seconds that the verdicts alone took."""
    tables, began = Base.metadata.tables, datetime.now(UTC) - timedelta(days=1)
    key = catalog.keys(ref, LESSON, "en")[ACTIVITY]
    assert isinstance(key, QuizKey)
    db.session.rollback()
    seconds = 0.0
    for start in range(1, people + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, people + 1))
        with db.engine.begin() as connection:
            connection.execute(insert(tables["people"]), [_person(number, began) for number in numbers])
            connection.execute(insert(tables["facts"]), [_fact(ref, number, began) for number in numbers])
            before = time.monotonic()
            connection.execute(insert(tables["facts"]), [_fact(ref, number, began, key) for number in numbers])
            seconds += time.monotonic() - before
    return seconds


def _person(number: int, at: datetime) -> dict[str, Any]:
    return {"id": number, "name": f"Person {number}", "language": "en", "time_zone": "Asia/Tokyo", "created_at": at}


def _fact(ref: ReleaseRef, number: int, at: datetime, key: QuizKey | None = None) -> dict[str, Any]:
    chosen = {"chosen": [str(number % 3 + 1)]}
    answered = UUID(int=number)
    detail: dict[str, Any] = {**chosen, "language": "en"}
    if key is not None:
        verdict = rules.grade(key, Answer(tuple(chosen["chosen"])))
        detail = {"right": verdict.right, "points": verdict.points, "answer": chosen, "of": str(answered)}
    return {
        "uuid": uuid5(VERDICT, str(answered)) if key else answered,
        "person_id": number, "seat_id": None, "course_id": COURSE, "release_id": ref.id,
        "kind": "verdict" if key else "answered", "lesson_id": LESSON, "step_id": STEP, "activity_id": ACTIVITY,
        "detail": detail, "happened_at": at, "received_at": at,
    }  # fmt: skip


def _work_and_kill(times: int) -> float:
    """Let workers begin, and kill each after a while; the seconds they had in all."""
    seconds = 0.0
    for kill in range(times):
        worker = subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT)
        time.sleep(2.5 + kill * 0.37)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        seconds += 2.5 + kill * 0.37
    return seconds


def _tell(
    ref: ReleaseRef, number: int, seconds: tuple[float, float, float, float], options: argparse.Namespace
) -> None:
    plain, counting, killed, applying = seconds
    facts, people = Base.metadata.tables["facts"], range(1, options.people + 1)
    asked = select(facts.c.kind, func.count()).group_by(facts.c.kind)
    kinds = {str(kind): int(count) for kind, count in db.session.execute(asked)}
    expected = sum(number % 3 + 1 in (1, 2) for number in people)
    wrong = sum(_are_wrong(ref, people[start : start + 1000]) for start in range(0, len(people), 1000))
    one = corrections.one(COURSE, number)
    assert one is not None
    print(f"{options.people} answers on {db.engine.dialect.name}; facts: {kinds}")
    print(
        f"gained {one.gained}, lost {one.lost}; new verdicts {kinds['verdict'] - options.people} (expected {expected})"
    )
    print(f"standings that differ from grading afresh: {wrong}")
    print(f"verdicts alone {plain:.1f} s, counting {counting:.1f} s, applying {killed + applying:.1f} s", end=" ")
    print(f"with {options.kills} kills; applying / verdicts alone: {(killed + applying) / plain:.1f}")


def _are_wrong(ref: ReleaseRef, people: range) -> int:
    found = standings(list(people), COURSE)
    return sum(
        (found[person].activity(ACTIVITY).right, found[person].activity(ACTIVITY).tries) != (person % 3 == 0, 1)
        for person in people
    )


if __name__ == "__main__":
    main()
