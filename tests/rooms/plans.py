"""How a database would answer what a page asks: which statements were run, and which large tables each would read whole."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from lms.kit.db import db

LARGE = {"people", "person_roles", "cohorts", "seats", "facts", "certificates", "sign_ins", "invitations", "throttles"}
Statement = tuple[str, Any]


@contextmanager
def heard(app: Flask) -> Iterator[list[Statement]]:
    """The statements the database is asked meanwhile, with their values."""
    statements: list[Statement] = []

    def listen(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH", "INSERT")):
            statements.append((statement, values))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def read_whole(app: Flask, statement: Statement, in_life: Collection[str] = ()) -> set[str]:
    """The large tables of which a statement would read every row.

    `in_life` names those that hold as much as in life; without it they are small, and the database is asked what it could do.
    """
    sql, values = statement
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
            words = [str(row[3]).split() for row in rows]
            return {line[1] for line in words if line[0] == "SCAN" and line[1] in LARGE}
        # Small tables are read whole because that is quickest. Forbidden to, the database shows its other ways.
        if not in_life:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", values).scalar_one()
        return {name for name in whole_reads(plan[0]["Plan"]) if name in (in_life or LARGE)}


def whole_reads(node: dict[str, Any]) -> Iterator[str]:
    """The tables that a plan of PostgreSQL reads without looking anything up."""
    if node["Node Type"] == "Seq Scan" or (
        node["Node Type"] in ("Index Scan", "Index Only Scan") and "Index Cond" not in node
    ):
        yield node["Relation Name"]
    for part in node.get("Plans", ()):
        yield from whole_reads(part)
