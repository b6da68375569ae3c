"""Whether the service says rightly that it is ready, and what it counts."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy.exc import OperationalError

from lms.kit import metrics, outbox, readiness, watching
from lms.kit.db import db
from tests.app_fixtures import NOW, ROOT, Browser, Cast, settings_for
from tests.rooms.deeds import a_fact, send

TOKEN = "a token of twenty-six signs"


@pytest.fixture
def at_head(app: Flask) -> None:
    """The mark of the newest migration."""
    with app.app_context(), db.engine.begin() as connection:
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(readiness.migrations_folder())), "heads")


def test_a_service_is_ready_when_all_its_parts_are(visitor: Browser, at_head: None) -> None:
    assert (visitor.get("/readyz").status_code, visitor.get("/readyz").text) == (200, "ready\n")


def not_ready(visitor: Browser) -> str:
    """What /readyz names while something is missing; /healthz says all the same that the service lives."""
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert visitor.get("/healthz").status_code == 200
    return answer.text


def test_each_part_that_is_missing_is_named_and_no_more(
    app: Flask, cast: Cast, visitor: Browser, at_head: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        outbox.post(outbox.Letter("aya@people.test", "s", "t", "en"), NOW - timedelta(minutes=14))
        db.session.commit()
    assert visitor.get("/readyz").status_code == 200
    with app.app_context():
        outbox.post(outbox.Letter("aya@people.test", "s", "t", "en"), NOW - timedelta(minutes=16))
        db.session.execute(db.text("UPDATE alembic_version SET version_num = 'old'"))
        db.session.commit()
    monkeypatch.setattr(readiness, "LEAST_SPACE", 2**62)
    keys = app.extensions["gonin_settings"].data / "keys"
    keys.mkdir()
    (keys / "ed25519-0001.json").write_text("{", "utf-8")
    assert not_ready(visitor) == "not ready: migrations, files, outbox, keys\n"


def test_a_database_that_does_not_answer_is_named_alone(app: Flask, visitor: Browser) -> None:
    def gone() -> bool:
        raise OperationalError("SELECT 1", {}, Exception("host canary"))

    app.extensions["gonin_parts"]["database"] = gone
    assert not_ready(visitor) == "not ready: database\n"


@pytest.fixture
def counting(app: Flask, tmp_path: Path) -> Iterator[None]:
    """Counting on, in a folder of this test's own."""
    app.extensions["gonin_metrics_token"] = TOKEN
    app.extensions["gonin_metrics_folder"] = tmp_path / "metrics"
    yield
    metrics._made.clear()


def figures(visitor: Browser, token: str = TOKEN) -> dict[str, float]:
    """What a reader with the token gets."""
    answer = visitor.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def test_only_the_operators_reader_finds_figures(app: Flask, visitor: Browser, counting: None) -> None:
    nowhere = visitor.get("/nowhere")
    for headers in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}, {"Authorization": "Bearer "}):
        answer = visitor.get("/metrics", headers=headers)
        assert (answer.status_code, len(answer.text)) == (404, len(nowhere.text))
    assert figures(visitor)
    app.extensions["gonin_metrics_token"] = ""
    assert visitor.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_requests_jobs_facts_and_letters_are_counted(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser], counting: None
) -> None:
    visitor.get("/login")
    visitor.get("/login?next=/canary")
    visitor.get("/canary/aya@people.test")
    visitor.client.open("/login", method="CANARY")
    send(signed_in(cast.aya), a_fact(cast), a_fact(cast))
    with app.app_context():
        with watching.job("test.good"):
            outbox.post(outbox.Letter("aya@people.test", "s", "t", "en"), NOW)
        db.session.commit()
        with pytest.raises(ValueError, match="canary"), watching.job("test.bad"):
            raise ValueError("canary")
    found = figures(visitor)
    seen = {name: value for name, value in found.items() if "_count" in name}
    assert seen['gonin_request_seconds_count{method="GET",route="accounts.sign_in",status="2xx"}'] == 2
    assert seen['gonin_request_seconds_count{method="GET",route="none",status="4xx"}'] == 1
    assert seen['gonin_request_seconds_count{method="other",route="none",status="4xx"}'] == 1
    assert found["gonin_facts_received_total"] == 2
    assert found['gonin_jobs_total{job="test.good",outcome="done"}'] == 1
    assert found['gonin_jobs_total{job="test.bad",outcome="failed"}'] == 1
    assert found["gonin_outbox_waiting"] == 1
    assert "canary" not in "".join(found).casefold()
    assert "people.test" not in "".join(found)


def test_processes_add_up(app: Flask, visitor: Browser, counting: None, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from lms.kit.metrics import Meters\n"
        "Meters(Path(sys.argv[1])).count('gonin_facts_received', 5)"
    )
    for _ in range(2):
        command = [sys.executable, "-c", program, str(tmp_path / "metrics")]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60)
    with app.app_context():
        metrics.count("gonin_facts_received", 1)
    assert figures(visitor)["gonin_facts_received_total"] == 11


def test_counts_of_processes_that_ended_long_ago_are_forgotten(tmp_path: Path) -> None:
    old, young, ours = (tmp_path / f"counter_{pid}.db" for pid in (2**22 + 1, 2**22 + 2, os.getpid()))
    for path, age in ((old, metrics.KEPT + 9), (young, 9), (ours, metrics.KEPT + 9)):
        path.touch()
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    metrics._forget_old_files(tmp_path)
    assert (old.exists(), young.exists(), ours.exists()) == (False, True, True)


def test_without_a_token_nothing_is_counted(tmp_path: Path) -> None:
    settings = replace(settings_for(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite'}"))
    assert settings.metrics_token == ""
    assert not (tmp_path / "metrics").exists()
