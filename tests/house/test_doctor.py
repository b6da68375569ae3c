"""`flask doctor` names what is wrong in one sentence each, and says so by its exit code."""

import json
import os
import smtplib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy.exc import OperationalError

from config import Settings
from lms.cli import doctor_surroundings
from lms.cli.doctor import LOOKS, doctor
from lms.kit import mailing, outbox, readiness
from lms.kit.db import db
from tests.app_fixtures import NOW, Cast
from tests.rooms import certificate_stage

Says = Callable[..., dict[str, tuple[str, str]]]


@pytest.fixture
def says(app: Flask) -> Says:
    """What the doctor says of each part, with some settings changed."""
    settings: Settings = app.extensions["gonin_settings"]
    with app.app_context(), db.engine.begin() as connection:
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(readiness.migrations_folder())), "heads")
    settings.data.mkdir(exist_ok=True)
    settings.data.chmod(0o700)

    def ask(**changes: object) -> dict[str, tuple[str, str]]:
        app.extensions["gonin_settings"] = replace(settings, **changes)  # type: ignore[arg-type]
        result = app.test_cli_runner().invoke(doctor, ["--json"])
        found = json.loads(result.output)
        assert result.exit_code == (0 if found["well"] else 1)
        assert list(found["parts"]) == list(LOOKS)
        assert all(
            part["says"].count("\n") == 0 and part["says"].endswith(tuple(".pe'rk")) for part in found["parts"].values()
        )
        return {name: (part["state"], part["says"]) for name, part in found["parts"].items()}

    return ask


def test_a_house_in_order_needs_nothing(app: Flask, says: Says) -> None:
    assert {state for state, _ in says().values()} <= {"well", "note"}
    shown = app.test_cli_runner().invoke(doctor)
    assert shown.exit_code == 0
    assert "Nothing must be done." in shown.output


def test_tables_of_another_version_are_named(app: Flask, says: Says) -> None:
    with app.app_context():
        db.session.execute(db.text("UPDATE alembic_version SET version_num = 'old'"))
        db.session.commit()
    assert says()["migrations"] == ("act", "The tables are not those of this version. Run: flask --app wsgi db upgrade")


def test_a_database_that_does_not_answer_is_named_without_its_address(
    says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> bool:
        raise OperationalError("SELECT 1", {}, Exception("postgresql://user:canary@host"))

    monkeypatch.setattr(readiness, "database_answers", gone)
    state, sentence = says()["database"]
    assert (state, "canary" in sentence, "Check DATABASE_URL" in sentence) == ("act", False, True)


def test_lost_keys_and_open_keys_are_named(app: Flask, cast: Cast, says: Says) -> None:
    certificate_stage.issue(app, cast, cast.aya)
    folder = app.extensions["gonin_settings"].data / "keys"
    (key,) = folder.glob("*.json")
    key.chmod(0o644)
    os.utime(folder)
    assert says()["keys"] == ("act", f"Others may read {key}. Run: chmod 600 '{key}'")
    assert says()["permissions"][1].endswith(f"Run: chmod go-rwx '{key}'")
    key.unlink()
    assert "Put the folder back from a backup" in says()["keys"][1]


def test_data_that_others_can_read_is_named(app: Flask, says: Says) -> None:
    data = app.extensions["gonin_settings"].data
    (data / "secret_key").write_text("x", "utf-8")
    data.chmod(0o755)
    assert says()["permissions"] == (
        "act", f"Other users of this machine may read what is secret. Run: chmod go-rwx '{data}'",
    )  # fmt: skip


def test_letters_that_nobody_sends_are_named(app: Flask, says: Says) -> None:
    with app.app_context():
        outbox.post(outbox.Letter("aya@people.test", "s", "t", "en"), NOW - timedelta(hours=1))
        db.session.commit()
    state, sentence = says()["letters"]
    assert (state, "See that the worker runs" in sentence, "aya" in sentence) == ("act", True, False)
    assert says(mail_url="")["letters"][0] == "note"


def test_a_mail_server_is_tried_and_its_password_is_not_said(says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "smtp://user:canary@127.0.0.1:9"
    assert says(mail_url=url)["mail"][0] == "act"
    assert "canary" not in says(mail_url=url)["mail"][1]

    def refuse(_: mailing.Server) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(mailing.Server, "greet", refuse)
    assert "refuses user or password" in says(mail_url=url)["mail"][1]
    monkeypatch.setattr(mailing.Server, "greet", lambda _: None)
    assert says(mail_url=url)["mail"][0] == "well"


def test_clocks_that_differ_are_named(says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_surroundings, "_gap_to_disk", lambda _: timedelta(hours=-2))
    assert says()["clock"] == ("act", "Our clock and that of the disk are 7200 seconds apart. Set both by NTP.")


@pytest.mark.parametrize(
    ("address", "proxies", "state"),
    [("https://a.test", 0, "act"), ("https://a.test", 1, "well"), ("http://a.test", 1, "note"), ("http://a.test", 0, "well")],
)  # fmt: skip
def test_address_and_proxies_must_fit(says: Says, address: str, proxies: int, state: str) -> None:
    assert says(public_url=address, trusted_proxies=proxies)["proxies"][0] == state


def test_old_and_missing_backups_are_named_in_production(app: Flask, says: Says) -> None:
    folder: Path = app.extensions["gonin_settings"].data / "backups"
    assert says(env="production")["backups"][0] == "act"
    assert says()["backups"][0] == "note"
    folder.mkdir()
    newest = folder / "gonin-2026-04-05T00-00-00Z.backup"
    newest.touch()
    for days, state in ((3, "act"), (1, "well")):
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(newest, (moment, moment))
        assert says(env="production")["backups"][0] == state
