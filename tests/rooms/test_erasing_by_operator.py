"""The operator hands over and erases what somebody asked for by letter or telephone, and the record names nobody."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from lms.accounts.models import AuditEntry, Person
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.certificate_stage import issue


@pytest.fixture
def people(app: Flask) -> Callable[..., Result]:
    """`people("erase", …)`: the command, as the operator types it."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["people", *[str(word) for word in words]])


def entries(app: Flask) -> list[tuple[int | None, str, str, object]]:
    with app.app_context():
        return [(row.actor_id, row.deed, row.subject, row.detail) for row in db.session.scalars(select(AuditEntry))]


def test_everything_about_somebody_is_written_into_one_file(
    cast: Cast, people: Callable[..., Result], tmp_path: Path, app: Flask
) -> None:
    target = tmp_path / "aya.zip"
    assert people("export", "AYA@people.test", "--to", target).exit_code == 0
    with ZipFile(target) as archive:
        assert json.loads(archive.read("data.json"))["account"][0]["name"] == "Aya"
        assert b"Name on screen" in archive.read("index.html")
    assert target.stat().st_mode & 0o077 == 0
    assert entries(app) == [(None, "person.handed_over", f"person:{cast.aya}", {})]
    again = people("export", cast.aya, "--to", target)
    assert again.exit_code == 1
    assert "is there already" in again.output


def test_somebody_is_erased_on_their_wish_and_the_record_names_nobody(
    app: Flask, cast: Cast, people: Callable[..., Result], tmp_path: Path, visitor: Browser
) -> None:
    number = issue(app, cast, cast.aya)
    people("export", cast.aya, "--to", tmp_path / "aya.zip")
    done = people("erase", cast.aya, "--certificates", "delete", "--yes")
    assert done.exit_code == 0, done.output
    with app.app_context():
        assert db.session.get(Person, cast.aya) is None
    assert visitor.get(f"/certificates/{number}").status_code == 404
    assert entries(app) == [
        (None, "person.handed_over", "person", {}),
        (None, "person.erased", "person", {"certificates": "delete"}),
    ]


def test_nothing_happens_without_a_yes(app: Flask, cast: Cast, people: Callable[..., Result]) -> None:
    assert people("erase", cast.aya, "--certificates", "keep").exit_code == 1
    assert people("erase", cast.aya, "--yes").exit_code == 2, "what becomes of certificates is never guessed"
    with app.app_context():
        assert db.session.get(Person, cast.aya) is not None


def test_whoever_is_needed_stays_unless_the_operator_insists(
    app: Flask, cast: Cast, people: Callable[..., Result]
) -> None:
    refused = people("erase", "coordinator@people.test", "--certificates", "keep", "--yes")
    assert refused.exit_code == 1
    assert "runs inner-1 alone" in refused.output
    assert people("erase", cast.coordinator, "--certificates", "keep", "--yes", "--anyway").exit_code == 0
    with app.app_context():
        assert db.session.get(Person, cast.coordinator) is None


@pytest.mark.parametrize("word", ["nobody@people.test", "999999", "9" * 30, ""])
def test_who_is_not_there_is_said(cast: Cast, people: Callable[..., Result], word: str) -> None:
    found = people("erase", word, "--certificates", "keep", "--yes")
    assert found.exit_code == 1
    assert "There is no account with this address or number." in found.output
