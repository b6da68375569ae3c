"""What is measured: the demo in a scratch folder, people signed in to it, the addresses of their pages, and how often each asks.

GONIN_ENV=demo GONIN_DATA=… [DATABASE_URL=…] python -m bench.stage      prints it as JSON
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event

from config import Settings
from lms.accounts import queries as accounts
from lms.accounts import signing_in
from lms.app import create_app
from lms.catalog import queries as catalog
from lms.kit import clock
from lms.kit.db import db

COURSE, LESSON, STEP = "rpa-basics", "tables", 0
READER = "minato@demo.example"
"""In the middle of the course, in a team of five where somebody rests and somebody is stuck."""
SENDERS = ("sakura", "haruto", "yuliia", "mariam", "farah")
"""Who sends facts: one person a round, so that nobody's history grows beyond a real one's."""
SECRET = "5e" * 20


def main() -> None:
    """Sign everybody in and print the stage."""
    app = create_app(Settings.from_environment())
    story = json.loads((Settings.from_environment().data / "demo.json").read_text(encoding="utf-8"))
    cohort = next(each["cohort"] for each in story["people"] if each["email"] == READER)
    pages = {
        "lesson": f"/learn/{COURSE}/{LESSON}",
        "desk": "/",
        "board": f"/team/{cohort}",
        "certificate": f"/certificates/{story['certificates'][0]['number']}",
    }
    reader = _client(app, READER)
    with app.app_context():
        ref = catalog.current_release(COURSE)
        assert ref is not None
        step = catalog.outline(ref).lesson(LESSON).steps[STEP].id
    senders = [_client(app, f"{name}@demo.example") for name in SENDERS]
    serializer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")  # type: ignore[arg-type]
    queries = {
        name: _queries(app, _stranger(app) if name == "certificate" else reader, at) for name, at in pages.items()
    }
    stage = {
        "pages": pages,
        "cookie": _cookie(reader),
        "senders": [_cookie(client) for client in senders],
        "token": serializer.dumps(SECRET),
        "fact": {"kind": "opened_step", "course": COURSE, "release": ref.id, "lesson": LESSON, "step": step},
        "queries": queries,
    }
    print(json.dumps(stage))


def _stranger(app: Flask) -> FlaskClient:
    return app.test_client()


def _client(app: Flask, email: str) -> FlaskClient:
    """A browser that somebody is signed in to, as after a first page with a form on it."""
    with app.app_context():
        person = accounts.person_by_email(email)
        assert person is not None, email
        token = signing_in.begin(person.id, clock.now())
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["csrf_token"] = token, SECRET
    return client


def _cookie(client: FlaskClient) -> str:
    cookie = client.get_cookie("session")
    assert cookie is not None
    return f"session={cookie.value}"


def _queries(app: Flask, client: FlaskClient, address: str) -> int:
    """How many statements a page asks of the database, once what a release holds is in memory."""
    client.get(address)
    with _heard(app) as statements:
        assert client.get(address).status_code == 200, address
    return len(statements)


@contextmanager
def _heard(app: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def listen(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", listen)


if __name__ == "__main__":
    main()
