"""Everything that names a person is claimed by exactly one room, so that it is handed over and erased."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from lms.accounts import erasing
from lms.app import create_app
from lms.kit import privacy
from lms.kit.db import db
from tests.app_fixtures import settings_for

LMS = Path(__file__).resolve().parents[2] / "lms"
BY_PLACE = {"join", "helped", "letters from"}
"""Kinds of tries that are counted by the place somebody comes from: no person is known there."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application of which only the tables and declarations are looked at."""
    folder = tmp_path_factory.mktemp("claims")
    app = create_app(settings_for(folder, f"sqlite:///{folder / 'x.sqlite'}"))
    with app.app_context():
        yield app


def gaps(metadata: MetaData) -> list[str]:
    tables = {table.name: list(table.columns.keys()) for table in metadata.sorted_tables}
    naming = {
        table.name: [column.name for column in table.columns if any(_is_people(key) for key in column.foreign_keys)]
        for table in metadata.sorted_tables
    }
    return privacy.gaps(tables, naming)


def new_gaps(metadata: MetaData) -> list[str]:
    """What these tables lack and the house as it is does not."""
    known = gaps(db.metadata)
    return [each for each in gaps(metadata) if each not in known]


def _is_people(key: ForeignKey) -> bool:
    return key.target_fullname == "people.id"


def test_every_table_is_answered_for_and_every_name_of_a_person_claimed(house: Flask) -> None:
    assert gaps(db.metadata) == []


def test_a_new_table_that_names_a_person_fails_until_a_room_claims_it(house: Flask) -> None:
    grown = MetaData()
    for table in db.metadata.sorted_tables:
        table.to_metadata(grown)
    Table("diaries", grown, Column("id", Integer, primary_key=True), Column("owner_id", ForeignKey("people.id")))
    assert new_gaps(grown) == [
        "diaries: 0 rooms answer for it",
        "diaries.owner_id: names a person and is claimed by nobody",
    ]


def test_a_new_column_that_names_a_person_fails_although_its_table_is_claimed(house: Flask) -> None:
    grown = MetaData()
    for table in db.metadata.sorted_tables:
        table.to_metadata(grown)
    grown.tables["seats"].append_column(Column("invited_by", ForeignKey("people.id")))
    grown.tables["cohorts"].append_column(Column("mentor_id", ForeignKey("people.id")))
    assert sorted(new_gaps(grown)) == [
        "cohorts.mentor_id: names a person and is claimed by nobody",
        "cohorts: said to be impersonal, but names people",
        "seats.invited_by: names a person and is claimed by nobody",
    ]


def test_what_two_rooms_claim_or_nobody_has_is_told(house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = gaps(db.metadata)
    extra = privacy.Privacy({"seats": ("person_id",), "ghosts": ("name",)}, lambda *_: None)
    monkeypatch.setitem(house.extensions, "gonin_privacy", (*privacy.declared(), extra))
    told = [each for each in gaps(db.metadata) if each not in before]
    assert told == ["seats: 2 rooms answer for it", "ghosts: claimed, but there is no such table"]


def test_every_kept_thing_says_in_words_what_it_is_and_why(house: Flask) -> None:
    names = [kept.name for kept in privacy.kept()]
    assert len(set(names)) == len(names)
    with house.test_request_context():
        for kept in privacy.kept():
            assert str(kept.title), kept.name
            assert str(kept.reason).endswith("."), kept.name
            assert kept.labels, kept.name


def test_every_kind_of_tries_that_is_counted_by_person_or_address_is_forgotten_with_them() -> None:
    """A digest of an address can be tried out, so the count under it has to go too."""
    code = "\n".join(path.read_text("utf-8") for path in LMS.rglob("*.py"))
    counted = set(re.findall(r'count_try\(\s*"([^"]+)"', code))
    assert counted
    assert counted - BY_PLACE <= {*erasing.TRIES_BY_ADDRESS, *erasing.TRIES_BY_PERSON}
