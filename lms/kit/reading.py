"""Reads of hot pages: statements that are built once and run as they are, in the transaction of the session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import has_request_context, request
from sqlalchemy import Connection, FromClause, Row, Select

from lms.kit.db import READING, Base, db


def table(model: type[Base]) -> FromClause:
    """A model's table. Statements made of it are cheaper than those made of the model, and give rows instead of objects."""
    return model.__table__


def rows(statement: Select[*tuple[Any, ...]], **values: object) -> Sequence[Row[*tuple[Any, ...]]]:
    """What a statement with these values (`bindparam`) finds. What the session has not yet written is written before."""
    session = db.session()
    if session.new or session.dirty or session.deleted:
        session.flush()
    # The session looks for its connection at length each time; a transaction keeps the one it began with.
    kept: tuple[object, Connection] | None = session.info.get("gonin_connection")
    if kept is None or kept[0] is not session.get_transaction():
        connection = session.connection()
        kept = session.info["gonin_connection"] = session.get_transaction(), connection
    return kept[1].execute(statement, values).all()


def only_reads() -> bool:
    """Whether this is a request that never writes: what it sees of the database was committed by others and stays."""
    return has_request_context() and request.method in READING
