"""Migrations run up and down on both databases, and their head is what the models say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select

from lms.app import create_app
from lms.kit.db import db, is_of_the_models
from tests.app_fixtures import settings_for

MIGRATIONS = str(Path(__file__).resolve().parents[2] / "migrations")


@pytest.fixture
def empty_app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without tables."""
    application = create_app(settings_for(tmp_path, database_url))
    yield application
    with application.app_context():
        db.engine.dispose()


def test_head_equals_the_models_and_down_leaves_nothing(empty_app: Flask) -> None:
    with empty_app.app_context():
        upgrade(directory=MIGRATIONS)
        with db.engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "include_object": is_of_the_models}
            )
            assert compare_metadata(context, db.metadata) == []
        downgrade(directory=MIGRATIONS, revision="base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        upgrade(directory=MIGRATIONS)
        for table in db.metadata.sorted_tables:
            assert db.session.execute(select(table)).all() == []


def test_a_team_keeps_five_seats_in_the_migrated_database(empty_app: Flask) -> None:
    """Partial indexes are easily lost between models and migrations, and they hold the most important promise."""
    with empty_app.app_context():
        upgrade(directory=MIGRATIONS)
        indexes = {index["name"]: index for index in inspect(db.engine).get_indexes("seats")}
        for name in ("uq_seats_cohort_id_number", "uq_seats_cohort_id_person_id"):
            dialect = db.engine.dialect.name
            assert indexes[name]["unique"]
            assert "left" in str(indexes[name]["dialect_options"][f"{dialect}_where"])
