"""The demo tells its story: three teams of five in different states, one account for each role, and papers to check."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from config import Settings
from lms.accounts import queries as accounts
from lms.app import create_app
from lms.kit.db import db

ROOT = Path(__file__).resolve().parents[2]
ROLES = ["learner", "instructor", "coordinator", "career_supporter", "admin"]


def open_site(folder: Path, **more: str) -> Flask:
    """An application with the demo's settings."""
    given = {"GONIN_ENV": "demo", "GONIN_DATA": str(folder), "PUBLIC_URL": "http://127.0.0.1:8123"}
    return create_app(Settings.from_environment(given | more))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder the demo has filled."""
    found = tmp_path_factory.mktemp("demo")
    app = open_site(found)
    result = app.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 0, result.output
    assert all(role in result.output for role in ROLES)
    with app.app_context():
        db.engine.dispose()
    return found


def test_the_file_names_everybody_every_team_and_every_certificate(folder: Path) -> None:
    told = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    assert told["url"] == "http://127.0.0.1:8123"
    assert {person["role"] for person in told["people"]} == set(ROLES)
    assert all(set(person) == {"role", "name", "email", "password", "cohort"} for person in told["people"])
    assert [cohort["state"] for cohort in told["cohorts"]] == ["just started", "half way", "finished"]
    assert all(cohort["course"] == "rpa-basics" for cohort in told["cohorts"])
    sizes = Counter(person["cohort"] for person in told["people"] if person["role"] == "learner")
    assert sizes == {cohort["id"]: 5 for cohort in told["cohorts"]}
    assert len(told["certificates"]) == 5
    assert all(c["url"].endswith(f"/certificates/{c['number']}") for c in told["certificates"])


def test_each_account_signs_in_and_each_team_is_in_its_state(folder: Path) -> None:
    told = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    app = open_site(folder)
    app.config["WTF_CSRF_ENABLED"] = False  # What is tried here are the accounts, not the form.
    pages = {}
    for role, state in [("learner", 0), ("learner", 5), ("learner", 10), *((role, 0) for role in ROLES[1:])]:
        person = [person for person in told["people"] if person["role"] == role][state]
        client = app.test_client()
        answer = client.post("/login", data={"email": person["email"], "password": person["password"]})
        assert answer.status_code == 302, person["email"]
        client.post("/language", data={"language": "en"})
        if person["cohort"]:
            pages[state] = client.get(f"/team/{person['cohort']}").get_data(as_text=True)
    assert pages[0].count("In progress") > pages[0].count("Done")
    assert "says: this part is hard" in pages[5]
    assert "At their own pace" in pages[5]
    assert "In progress" not in pages[10].partition("<table")[2]
    assert app.test_client().get(told["certificates"][0]["url"]).status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_a_second_start_keeps_what_is_there(folder: Path) -> None:
    before = (folder / "demo.json").read_bytes()
    app = open_site(folder)
    with app.app_context():
        people = accounts.count_people()
    assert app.test_cli_runner().invoke(args=["demo"]).exit_code == 0
    assert (folder / "demo.json").read_bytes() == before
    with app.app_context():
        assert accounts.count_people() == people
        db.engine.dispose()


def test_the_demo_refuses_a_real_site(tmp_path: Path) -> None:
    app = open_site(tmp_path, GONIN_ENV="production", PUBLIC_URL="https://learn.example", SECRET_KEY="x" * 40)
    result = app.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 1
    assert "not for a production site" in result.output


@pytest.mark.parametrize("url", ["sqlite:///{}/elsewhere.sqlite", "sqlite://", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_fresh_start_deletes_nothing_when_the_database_lies_elsewhere(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "data"
    key = folder / "keys" / "ed25519-0001.json"
    key.parent.mkdir(parents=True)
    kept = [key, folder / "gonin.sqlite", folder / "demo.json"]
    for path in kept:
        path.write_text("{}")
    result = open_site(folder, DATABASE_URL=url.format(tmp_path)).test_cli_runner().invoke(args=["demo", "--fresh"])
    assert result.exit_code == 1
    assert "--fresh is only for a database in the data folder" in result.output
    assert [path.read_text() for path in kept] == ["{}"] * 3


def test_a_fresh_start_throws_the_demo_away_and_tells_it_anew(tmp_path: Path) -> None:
    (tmp_path / "gonin.sqlite").write_bytes(b"")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "old").write_text("old")
    app = open_site(tmp_path)
    result = app.test_cli_runner().invoke(args=["demo", "--fresh"])
    assert result.exit_code == 0, result.output
    assert not (tmp_path / "files" / "old").exists()
    with app.app_context():
        assert accounts.count_people() > 0
        db.engine.dispose()
