"""The restore drill: everything is lost, a backup is put back, and people find what they had."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, text

from lms.accounts import helping
from lms.accounts.queries import person_by_email
from lms.administration import erasing
from lms.app import create_app
from lms.backups import archives
from lms.kit import clock
from lms.kit.db import Base, db
from tests.app_fixtures import PASSWORD, Browser, Cast, settings_for
from tests.rooms.certificate_stage import issue
from tests.rooms.deeds import a_fact, lesson, send, words

SECRET = "five petals and a long winter"


@pytest.fixture
def passphrase(tmp_path: Path) -> str:
    """The file with the passphrase."""
    path = tmp_path / "passphrase"
    path.write_text(SECRET + "\n", "utf-8")
    return str(path)


def run(app: Flask, *words: str) -> Result:
    """Run a command of the application; its sentences are in `output`."""
    return app.test_cli_runner().invoke(args=["backup", *words])


def all_rows(app: Flask) -> dict[str, list[Any]]:
    """Every row of every table as it is."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


def make(app: Flask, passphrase: str, *more: str) -> Path:
    """Make a backup by the command and give its path."""
    done = run(app, "create", "--passphrase-file", passphrase, *more)
    assert done.exit_code == 0, done.output
    return next(Path(word) for word in done.output.split() if word.endswith(".backup"))


@pytest.fixture
def migrated(app: Flask) -> Flask:
    """A site whose database says at which migration it stands, as every real one does."""
    from flask_migrate import stamp

    with app.app_context():
        stamp(directory="migrations")
    return app


def another_place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A new machine: an empty database of a kind and an empty data folder."""
    url = (
        request.getfixturevalue("postgres_database") if kind == "postgresql" else f"sqlite:///{tmp_path / 'new.sqlite'}"
    )
    place = create_app(settings_for(tmp_path / "new", url))
    yield place
    with place.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def elsewhere(migrated: Flask, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A new machine with a database of the same kind."""
    yield from another_place(kind_of(migrated), tmp_path, request)


@pytest.fixture
def other_kind(migrated: Flask, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A new machine with the other kind of database."""
    other = "sqlite" if kind_of(migrated) == "postgresql" else "postgresql"
    yield from another_place(other, tmp_path, request)


def kind_of(app: Flask) -> str:
    """Which database an application has."""
    with app.app_context():
        return db.engine.dialect.name


def test_everything_is_there_again(
    migrated: Flask,
    cast: Cast,
    signed_in: Callable[[int], Browser],
    elsewhere: Flask,
    passphrase: str,
) -> None:
    number = issue(migrated, cast, cast.aya)
    send(signed_in(cast.bilal), a_fact(cast), a_fact(cast, "marked_hard"))
    backup = make(migrated, passphrase)
    done = run(elsewhere, "restore", str(backup), "--passphrase-file", passphrase)
    assert done.exit_code == 0, done.output
    assert all_rows(elsewhere) == all_rows(migrated)
    bilal = Browser(elsewhere.test_client())
    assert bilal.post("/login", {"email": "bilal@people.test", "password": PASSWORD}).status_code == 302
    assert "Good morning" in words(bilal.sees(lesson(cast)))
    page = words(Browser(elsewhere.test_client()).sees(f"/certificates/{number}"))
    assert "Valid" in page
    # Life goes on: numbers of new rows do not meet old ones.
    assert send(bilal, a_fact(cast))[0]["result"] == "kept"


def test_who_deleted_their_account_since_stays_deleted(
    migrated: Flask, cast: Cast, elsewhere: Flask, passphrase: str, tmp_path: Path
) -> None:
    backup = make(migrated, passphrase)
    with migrated.app_context():
        erasing.erase(cast.chen, {}, clock.now())
        db.session.commit()
        newer = erasing.own_ledger()
    done = run(elsewhere, "restore", str(backup), "--passphrase-file", passphrase, "--ledger", str(newer))
    assert done.exit_code == 0, done.output
    assert "1 people" in done.output
    with elsewhere.app_context():
        assert person_by_email("chen@people.test") is None
        assert person_by_email("aya@people.test") is not None
        assert erasing.own_ledger().exists()


def test_a_site_that_is_there_is_moved_aside_and_never_deleted(migrated: Flask, cast: Cast, passphrase: str) -> None:
    backup = make(migrated, passphrase)
    with migrated.app_context():
        db.session.execute(text("UPDATE people SET name = 'Since' WHERE id = :id"), {"id": cast.aya})
        db.session.commit()
    refused = run(migrated, "restore", str(backup), "--passphrase-file", passphrase)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    done = run(migrated, "restore", str(backup), "--passphrase-file", passphrase, "--replace")
    assert done.exit_code == 0, done.output
    with migrated.app_context():
        assert db.session.scalar(text("SELECT name FROM people WHERE id = :id"), {"id": cast.aya}) == "Aya"
        if db.engine.dialect.name == "postgresql":
            old = db.session.scalar(text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before\\_%'"))
            assert (
                db.session.scalar(text(f'SELECT name FROM "{old}".people WHERE id = :id'), {"id": cast.aya}) == "Since"
            )
        else:
            data = migrated.extensions["gonin_settings"].data
            assert list(data.glob("before-*/*.sqlite"))


def broken(*_: object) -> None:
    """A step in which the disk turns out to be full."""
    raise OSError(28, "No space left on device")


STEPS = (
    "restoring._bring_files",
    "restoring._bring_rows",
    "restoring._bring_keys",
    "clearing._make_room_in",
    "commands._settle",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_restore_that_fails_leaves_everything_as_it_was(
    migrated: Flask, cast: Cast, passphrase: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    issue(migrated, cast, cast.aya)
    backup = make(migrated, passphrase)
    data: Path = migrated.extensions["gonin_settings"].data
    before, lying = all_rows(migrated), sorted(path.relative_to(data) for path in data.rglob("*"))

    with monkeypatch.context() as breaking:
        breaking.setattr(f"lms.backups.{step}", broken)
        refused = run(migrated, "restore", str(backup), "--passphrase-file", passphrase, "--replace")
    assert (refused.exit_code, "is full" in refused.output) == (1, True)
    assert all_rows(migrated) == before
    assert [
        path for path in lying if not (data / path).exists() and path.suffix not in (".sqlite-wal", ".sqlite-shm")
    ] == []
    again = run(migrated, "restore", str(backup), "--passphrase-file", passphrase, "--replace")
    assert again.exit_code == 0, again.output


def test_after_a_failure_an_empty_place_is_empty_and_can_be_used(
    migrated: Flask, cast: Cast, elsewhere: Flask, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(migrated, cast, cast.aya)
    backup = make(migrated, passphrase)

    with monkeypatch.context() as breaking:
        breaking.setattr("lms.backups.commands._settle", broken)
        assert run(elsewhere, "restore", str(backup), "--passphrase-file", passphrase).exit_code == 1
    done = run(elsewhere, "restore", str(backup), "--passphrase-file", passphrase)
    assert done.exit_code == 0, done.output


def test_links_and_codes_of_then_open_nothing(migrated: Flask, cast: Cast, elsewhere: Flask, passphrase: str) -> None:
    with migrated.app_context():
        helping.make_code(cast.aya, cast.coordinator, clock.now())
        db.session.commit()
        assert db.session.scalar(text("SELECT count(*) FROM passes"))
    done = run(elsewhere, "restore", str(make(migrated, passphrase)), "--passphrase-file", passphrase)
    assert done.exit_code == 0, done.output
    with elsewhere.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM passes")) == 0


def test_a_backup_of_one_kind_goes_into_the_other(
    migrated: Flask, cast: Cast, other_kind: Flask, passphrase: str
) -> None:
    issue(migrated, cast, cast.aya)
    done = run(other_kind, "restore", str(make(migrated, passphrase)), "--passphrase-file", passphrase)
    assert done.exit_code == 0, done.output
    assert all_rows(other_kind) == all_rows(migrated)
    bilal = Browser(other_kind.test_client())
    bilal.post("/login", {"email": "bilal@people.test", "password": PASSWORD})
    assert send(bilal, a_fact(cast))[0]["result"] == "kept"


def test_what_is_said_of_a_backup(migrated: Flask, cast: Cast, passphrase: str) -> None:
    assert "no backup yet" in run(migrated, "list").output
    issue(migrated, cast, cast.aya)
    refused = run(migrated, "create")
    assert (refused.exit_code, "--without-keys" in refused.output) == (1, True)
    bare = run(migrated, "create", "--without-keys")
    assert "left out" in bare.output
    backup = make(migrated, passphrase)
    assert "never checked" in run(migrated, "list").output
    whole = run(migrated, "verify", str(backup), "--passphrase-file", passphrase)
    assert (whole.exit_code, "The keys open" in whole.output) == (0, True)
    assert "checked 2026" in run(migrated, "list").output
    with archives.opened(backup) as archive:
        text_of_all = b"".join(archive.content(name) for name in archive.manifest.members)
    folder: Path = migrated.extensions["gonin_settings"].data / "keys"
    secrets = [json.loads(path.read_text("utf-8"))["secretKeyMultibase"] for path in folder.glob("*.json")]
    assert secrets
    assert not [secret for secret in secrets if secret.encode() in text_of_all]
