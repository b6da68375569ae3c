"""How migrations reach the database: through the application, with the models as the measure of what it should be."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

from lms.kit.db import UTCDateTime, is_of_the_models

db = current_app.extensions["migrate"].db


def render_item(kind: str, thing: Any, autogen_context: Any) -> str | bool:
    """Write our own column types as plain ones, so that a migration never imports a model."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Run the migrations on the application's database."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            render_item=render_item,
            include_object=is_of_the_models,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
