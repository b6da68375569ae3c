"""The view that pages are measured against: who is signed in (a row in the database), one indexed read, 30 kB of page.

    BARE_DATABASE_URL=… python -m bench.bare       makes its two tables and prints the cookie of its one visitor
    BARE_DATABASE_URL=… granian --interface wsgi bench.bare:app

It knows nothing of Gonin and uses none of its code.
"""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta

from flask import Flask, Response
from flask_login import LoginManager, UserMixin, login_required
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, create_engine, insert, select

TOKEN = "the token of the one visitor"
SIZE = 30_000

tables = MetaData()
visits = Table(
    "bare_visits",
    tables,
    Column("digest", String(64), primary_key=True),
    Column("person", Integer),
    Column("ends_at", DateTime(timezone=True)),
)
notes = Table("bare_notes", tables, Column("id", Integer, primary_key=True), Column("title", String(100)))
engine = create_engine(os.environ["BARE_DATABASE_URL"])

app = Flask(__name__)
app.secret_key = "only for measuring, never for anything else"
app.config["SESSION_REFRESH_EACH_REQUEST"] = False
login_manager = LoginManager(app)
login_manager.session_protection = None
PAGE = "<p>" + "five petals " * (SIZE // 12)


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types.
    """Whoever is signed in."""

    def __init__(self, person: int) -> None:
        self.id = person


@login_manager.user_loader  # type: ignore[untyped-decorator]  # As above.
def load(token: str) -> Visitor | None:
    """The visitor whose session the database holds."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    asked = select(visits.c.person).where(visits.c.digest == digest, visits.c.ends_at > datetime.now(UTC))
    with engine.connect() as connection:
        person = connection.scalar(asked)
    return None if person is None else Visitor(person)


@app.get("/")
@login_required  # type: ignore[untyped-decorator]  # As above.
def page() -> Response:
    """One read by its key, and the page."""
    with engine.connect() as connection:
        title = connection.scalar(select(notes.c.title).where(notes.c.id == 7))
    return Response(f"<!doctype html><title>{title}</title>{PAGE}", mimetype="text/html")


@app.get("/healthz")
def healthz() -> str:
    """Whether it has started."""
    return "ok\n"


def fill() -> str:
    """Make the tables and their rows, and the visitor's cookie."""
    tables.create_all(engine)
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()
    with engine.begin() as connection:
        ends = datetime.now(UTC) + timedelta(days=1)
        connection.execute(insert(visits), [{"digest": digest, "person": 1, "ends_at": ends}])
        connection.execute(insert(notes), [{"id": number, "title": f"note {number}"} for number in range(1, 101)])
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own sessions have it.
    return f"session={signer.dumps({'_user_id': TOKEN, '_fresh': True})}"


if __name__ == "__main__":
    print(fill())
