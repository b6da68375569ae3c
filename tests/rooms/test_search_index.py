"""What search looks through is made of what is published: it holds nothing else, and hinders neither backups nor migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from courses import Release
from lms.app import create_app
from lms.backups import occupancy
from lms.catalog import publishing
from lms.catalog.search import search
from lms.kit import clock
from lms.kit.db import db
from tests.app_fixtures import settings_for

MIGRATIONS = str(Path(__file__).resolve().parents[2] / "migrations")


@pytest.fixture
def migrated(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database made by the migrations, as every real one is."""
    application = create_app(settings_for(tmp_path, database_url))
    with application.app_context():
        upgrade(directory=MIGRATIONS)
        yield application
        db.session.remove()
        db.engine.dispose()


def test_a_new_site_counts_as_empty_although_its_index_is_made(migrated: Flask) -> None:
    assert occupancy.is_empty()


def test_a_migrated_database_finds_words_and_forgets_them(migrated: Flask, tiny_release: Release) -> None:
    publishing.publish(tiny_release, migrated.extensions["gonin_storage"], None, clock.now())
    db.session.commit()
    assert search("morning", {"tiny"}, "en").total
    db.session.execute(text("DELETE FROM passages"))
    db.session.commit()
    assert search("morning", {"tiny"}, "en").total == 0


def test_publishing_the_same_again_brings_an_older_course_into_the_search(
    migrated: Flask, tiny_release: Release
) -> None:
    storage = migrated.extensions["gonin_storage"]
    publishing.publish(tiny_release, storage, None, clock.now())
    db.session.execute(text("DELETE FROM passages"))
    assert publishing.publish(tiny_release, storage, None, clock.now()) == (1, False)
    assert search("morning", {"tiny"}, "en").total
