"""A backup made while people study holds everything that was acknowledged before it began, and nothing by halves."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import stamp
from sqlalchemy import select

from lms.app import create_app
from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import Browser, Cast, settings_for
from tests.rooms.deeds import a_fact, send

WRITERS = 3


@pytest.fixture
def elsewhere(app: Flask, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An empty site with a database of the same kind."""
    with app.app_context():
        is_sqlite = db.engine.dialect.name == "sqlite"
    url = f"sqlite:///{tmp_path / 'new.sqlite'}" if is_sqlite else request.getfixturevalue("postgres_database")
    place = create_app(settings_for(tmp_path / "new", url))
    yield place
    with place.app_context():
        db.session.remove()
        db.engine.dispose()


def study(browser: Browser, cast: Cast, kept: list[str], stop: threading.Event) -> None:
    """Send batches with an answer in each until told to stop; what was acknowledged is noted afterwards."""
    while not stop.is_set():
        answered = a_fact(
            cast,
            "answered",
            activity="when-morning",
            language="en",
            detail={"chosen": ["2"], "gaps": []},
            id=str(uuid4()),
        )
        facts = [answered, *(a_fact(cast, kind) for kind in ("opened_step", "finished_step"))]
        outcomes = send(browser, *facts)
        kept += [outcome["id"] for outcome in outcomes if outcome["result"] == "kept"]


def test_nothing_acknowledged_before_is_missing(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], elsewhere: Flask
) -> None:
    with app.app_context():
        stamp(directory="migrations")
    kept: list[list[str]] = [[] for _ in range(WRITERS)]
    stop = threading.Event()
    people = (cast.aya, cast.bilal, cast.chen)
    threads = [
        threading.Thread(target=study, args=(signed_in(person), cast, mine, stop))
        for person, mine in zip(people, kept, strict=True)
    ]
    for thread in threads:
        thread.start()
    try:
        while min(map(len, kept)) < 6:
            stop.wait(0.02)
        before = {fact for mine in kept for fact in mine}
        made = app.test_cli_runner().invoke(args=["backup", "create"])
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert made.exit_code == 0, made.output
    backup = next(word for word in made.output.split() if word.endswith(".backup"))
    restored = elsewhere.test_cli_runner().invoke(args=["backup", "restore", backup])
    assert restored.exit_code == 0, restored.output
    with elsewhere.app_context():
        facts = {
            str(uuid): (kind, detail)
            for uuid, kind, detail in db.session.execute(select(Fact.uuid, Fact.kind, Fact.detail))
        }
    assert before - set(facts) == set()
    judged = [detail["of"] for kind, detail in facts.values() if kind == "verdict"]
    assert judged
    assert [answer for answer in judged if answer not in facts] == []
    answers = [name for name, (kind, _) in facts.items() if kind == "answered"]
    assert sorted(judged) == sorted(answers), "no answer without its verdict either"


def test_half_a_restore_is_never_served(app: Flask) -> None:
    with app.app_context():
        stamp(directory="migrations")
    assert app.test_cli_runner().invoke(args=["db-ready"]).exit_code == 0
    marker = app.extensions["gonin_settings"].data / "restore.unfinished"
    marker.touch()
    refused = app.test_cli_runner().invoke(args=["db-ready"])
    assert (refused.exit_code, "not put back to its end" in refused.output) == (1, True)
    marker.unlink()
