"""Nothing of a deleted person is found anywhere: in no table, no file, no index and no log."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text

from lms.accounts import auditing, passing, throttling
from lms.accounts.auditing import Deed
from lms.accounts.models import Person
from lms.accounts.passing import Holder
from lms.accounts.rules import Limit
from lms.kit import clock, outbox
from lms.kit.db import clear_traces, db
from lms.kit.outbox import Letter
from tests.app_fixtures import PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import finish
from tests.rooms.deeds import a_draft, a_fact, answer, send

SignedIn = Callable[[int], Browser]
WORD = "zqxcanary"
"""Stands in every canary and nowhere else."""
NAME, ADDRESS, NEXT_ADDRESS = f"{WORD} name", f"{WORD}@mail.test", f"{WORD}.next@mail.test"
CERTIFICATE_NAME = f"{WORD.title()} on paper"


def fill(app: Flask, cast: Cast, signed_in: SignedIn) -> str:
    """Let Aya leave a canary wherever a person can leave something; returns the number of her certificate."""
    aya = signed_in(cast.aya)
    aya.post("/me", {"name": NAME, "interface_language": "en", "text_language": "en", "text_size": "", "theme": ""})
    answer(aya, cast, "fill-bye", name="bye", gap=[f"{WORD} gap"])
    send(aya, a_fact(cast, "answered", None, lesson="bye", activity="fill-bye", detail={"gaps": [f"{WORD} sent"]}))
    aya.send("/facts", {"facts": [a_fact(cast, lesson=f"{WORD} lesson")]})
    aya.post(f"/learn/{cast.course}/hello/margin", {"note-morning": f"{WORD} in the margin", "do": "mark:morning"})
    aya.send("/drafts", {"drafts": [a_draft(cast, "fill-bye", "bye", gap=[f"{WORD} half"])]})
    finish(app, cast, cast.aya)
    claimed = aya.post(f"/me/certificates/{cast.course}/claim", {"name": CERTIFICATE_NAME})
    number = claimed.location.partition("#")[2]
    note = {"reason": "other", "confirm": "y", "note": f"{WORD} note", "may_claim_again": "y"}
    signed_in(cast.admin).post(f"/admin/certificates/{number}", note)
    claimed = aya.post(f"/me/certificates/{cast.course}/claim", {"name": CERTIFICATE_NAME})
    with app.app_context():
        at = clock.now()
        db.session.get(Person, cast.aya).email = ADDRESS
        for about in (auditing.about(cast.aya), number):
            auditing.write(cast.admin, Deed("test.noted", about, {"note": WORD, "list": [WORD], "role": "admin"}), at)
        passing.hand_out("address", Holder(cast.aya, NEXT_ADDRESS), passing.link_digest("x"), at)
        passing.hand_out("reset", Holder(None, ADDRESS), passing.link_digest("y"), at)
        for address in (ADDRESS, NEXT_ADDRESS):
            outbox.post(Letter(address, f"{WORD} subject", f"Dear {NAME}", "en"), at)
        for kind in ("sign-in", "letter"):
            throttling.count_try(kind, ADDRESS, Limit(5, timedelta(hours=1)), at)
        db.session.commit()
    signed_in(cast.aya).client.get(f"/verify?number={number}")
    return claimed.location.partition("#")[2]


def places_in_tables(app: Flask, *words: str) -> list[str]:
    """Tables and columns that hold one of the words, whatever their kind, also those of indexes that no model knows."""
    found = []
    with app.app_context():
        looked = inspect(db.engine)
        columns = [(table, each["name"]) for table in looked.get_table_names() for each in looked.get_columns(table)]
        for table, column in columns:
            # PostgreSQL writes JSON as text, SQLite keeps it as text: both are searched as people would read them.
            asked = text(f'SELECT count(*) FROM "{table}" WHERE lower(CAST("{column}" AS TEXT)) LIKE :word')
            if any(db.session.scalar(asked, {"word": f"%{word}%"}) for word in words):
                found.append(f"{table}.{column}")
        db.session.rollback()
    return found


def files_that_hold(folder: Path, word: str) -> list[str]:
    """Files of the data folder that hold the word, in any case of letters."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and word.encode() in path.read_bytes().lower()
    ]


def gone(app: Flask, cast: Cast, signed_in: SignedIn, certificates: str) -> None:
    with app.app_context():
        # The address was changed under her hands; her browser still knows the password.
        assert db.session.get(Person, cast.aya).email == ADDRESS
    form = {"sure": "y", "password": PASSWORD, "certificates": certificates}
    assert signed_in(cast.aya).post("/me/privacy/delete", form).status_code == 302
    with app.app_context():
        clear_traces()


def test_the_scan_finds_what_is_there(app: Flask, cast: Cast, signed_in: SignedIn, tmp_path: Path) -> None:
    """A scan that finds nothing would prove nothing."""
    fill(app, cast, signed_in)
    found = places_in_tables(app, WORD)
    for place in ("people.name", "people.email", "facts.detail", "certificates.name", "certificates.credential",
                  "audit_entries.detail", "passes.email", "outbox.address", "outbox.body",
                  "margins.note", "answer_drafts.fields"):  # fmt: skip
        assert place in found
    if db_kind(app) == "sqlite":
        assert any(name.startswith("test.sqlite") for name in files_that_hold(tmp_path, WORD))


def db_kind(app: Flask) -> str:
    with app.app_context():
        return str(db.engine.dialect.name)


def test_nothing_is_left_in_any_table(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    number = fill(app, cast, signed_in)
    gone(app, cast, signed_in, "vanish")
    assert places_in_tables(app, WORD, number.casefold()) == []
    digests = {throttling.digest(f"{kind}:{ADDRESS}") for kind in ("sign-in", "letter")}
    assert places_in_tables(app, *digests) == [], "a digest of an address can be tried out"


def test_nothing_that_names_a_person_has_their_number_any_more(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    """SQLite may give the number to the next who comes: they must inherit nothing."""
    fill(app, cast, signed_in)
    gone(app, cast, signed_in, "live_on")
    with app.app_context():
        for table in db.metadata.sorted_tables:
            for column in table.columns:
                if (column.name == "id" and table.name == "people") or any(
                    key.target_fullname == "people.id" for key in column.foreign_keys
                ):
                    count = db.session.scalar(select(func.count()).where(column == cast.aya))
                    assert count == 0, f"{table.name}.{column.name}"
    assert places_in_tables(app, f"person:{cast.aya}") == []


def test_nothing_is_left_in_any_file(app: Flask, cast: Cast, signed_in: SignedIn, tmp_path: Path) -> None:
    """On SQLite freed pages are overwritten and the log of changes is emptied. PostgreSQL keeps its files elsewhere."""
    fill(app, cast, signed_in)
    gone(app, cast, signed_in, "vanish")
    assert files_that_hold(tmp_path, WORD) == []


def test_nothing_is_left_in_the_log(
    app: Flask, cast: Cast, signed_in: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fill(app, cast, signed_in)
    gone(app, cast, signed_in, "vanish")
    said = [record.getMessage() for record in caplog.records]
    assert "somebody was erased" in said
    assert not [line for line in said if WORD in line.casefold()]


def test_a_certificate_that_lives_on_is_all_that_keeps_the_name(
    app: Flask, cast: Cast, signed_in: SignedIn, tmp_path: Path
) -> None:
    fill(app, cast, signed_in)
    gone(app, cast, signed_in, "live_on")
    assert set(places_in_tables(app, WORD)) == {"certificates.name", "certificates.credential"}
    for other in (NAME, ADDRESS, NEXT_ADDRESS, f"{WORD} gap", f"{WORD} note"):
        assert files_that_hold(tmp_path, other.casefold()) == []
