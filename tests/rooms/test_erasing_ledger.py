"""Deleted people stay deleted: the ledger is on the disk before the deletion is, and a restored backup is held against it."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import stamp
from sqlalchemy import select

from lms.accounts import registering
from lms.accounts.models import Person
from lms.administration import erasing, ledger
from lms.certificates.models import Certificate
from lms.cohorts.models import Seat
from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import issue
from tests.rooms.deeds import do_everything

SignedIn = Callable[[int], Browser]
LATER = NOW + timedelta(days=3)


def own(app: Flask) -> Path:
    return ledger.ledger_path(app.extensions["gonin_settings"].data)


def delete(browser: Browser, certificates: str = "") -> None:
    form = {"sure": "y", "password": PASSWORD, "certificates": certificates}
    assert browser.post("/me/privacy/delete", form).status_code == 302


def made_again(app: Flask, entry: ledger.Erased, seconds: int = 0) -> None:
    """What a restored backup does: the account is back, under the number and moment it had."""
    with app.app_context():
        person = registering.register(registering.Newcomer("Aya is back", "en", "Asia/Tokyo"), NOW)
        db.session.flush()
        person.id, person.created_at = entry.id, NOW - timedelta(days=30) + timedelta(seconds=seconds)
        db.session.commit()


def names(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(select(Person.name)))


def erased_again(app: Flask, *paths: Path) -> int:
    with app.app_context():
        count = erasing.erase_again(ledger.read(*paths), LATER)
        db.session.commit()
        return count


def test_the_ledger_names_nobody(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    delete(signed_in(cast.aya))
    text = own(app).read_text("utf-8")
    assert "Aya" not in text
    assert "people.test" not in text
    (entry,) = ledger.read(own(app))
    assert (entry.id, entry.wishes, entry.at) == (cast.aya, {}, "2026-04-08T09:00:00+00:00")
    assert entry.account == ledger.account_digest(NOW - timedelta(days=30))
    assert own(app).stat().st_mode & 0o077 == 0


def test_the_line_is_on_the_disk_before_the_deletion_is(
    app: Flask, cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real_sync, real_commit = os.fsync, db.session.commit
    monkeypatch.setattr(os, "fsync", lambda descriptor: (order.append("fsync"), real_sync(descriptor))[1])
    monkeypatch.setattr(db.session, "commit", lambda: (order.append("commit"), real_commit())[1])
    delete(signed_in(cast.aya))
    assert order[-1] == "commit"
    assert order.index("fsync") < len(order) - 1


def test_a_backup_brings_nobody_back(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    do_everything(signed_in(cast.aya), cast)
    issue(app, cast, cast.aya)
    with app.app_context():
        stamp(directory="migrations")
    made = app.test_cli_runner().invoke(args=["backup", "create", "--without-keys"])
    backup = next(word for word in made.output.split() if word.endswith(".backup"))
    delete(signed_in(cast.aya), "vanish")
    restored = app.test_cli_runner().invoke(args=["backup", "restore", backup, "--replace"])
    assert (restored.exit_code, "1 people" in restored.output) == (0, True), restored.output
    assert "Aya" not in names(app)
    with app.app_context():
        assert db.session.scalars(select(Certificate)).all() == [], "their wish is kept too"
        assert not db.session.scalars(select(Fact).where(Fact.person_id == cast.aya)).all()
        assert not db.session.scalars(select(Seat).where(Seat.person_id == cast.aya)).all()
    assert erased_again(app, own(app)) == 0, "it may be run again"


def test_whoever_was_made_at_the_same_moment_is_erased_again(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    delete(signed_in(cast.aya))
    (entry,) = ledger.read(own(app))
    made_again(app, entry)
    assert erased_again(app, own(app)) == 1
    assert "Aya is back" not in names(app)


def test_a_newcomer_who_got_the_number_of_somebody_gone_is_left_alone(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    """SQLite gives the highest number again once its owner is gone."""
    delete(signed_in(cast.aya))
    (entry,) = ledger.read(own(app))
    made_again(app, entry, seconds=1)
    assert erased_again(app, own(app)) == 0
    assert "Aya is back" in names(app)


def test_ledgers_are_read_together_and_a_line_that_was_cut_off_harms_none(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    first, second = (ledger.Erased(n, f"digest {n}", {}, NOW.isoformat()) for n in (1, 2))
    ledger.write_down(one, first)
    with one.open("a") as file:
        file.write('{"id": 3, "acc')
    ledger.write_down(one, second)
    ledger.write_down(other, first)
    assert ledger.read(one, other, tmp_path / "none.jsonl") == [first, second]


def test_a_deletion_twice_is_written_once_and_says_the_same(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    with app.app_context():
        assert erasing.erase(cast.aya, {}, NOW)
        db.session.commit()
        assert not erasing.erase(cast.aya, {}, NOW)
        db.session.commit()
    assert len(ledger.read(own(app))) == 1
