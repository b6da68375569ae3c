"""Where the table is played: one application for many cells, each undone before the next; a browser for each actor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import flask_sqlalchemy.session
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from lms.accounts import signing_in
from lms.kit import clock
from lms.kit.db import db
from lms.kit.limits import limiter
from tests.app_fixtures import Browser
from tests.cast import Cast
from tests.rooms.doors.table import ACTORS, Line, file_of

PEOPLE = {
    "aya": "aya",
    "bilal": "bilal",
    "chen": "chen",
    "inst": "instructor",
    "inst2": "other_instructor",
    "coord": "coordinator",
    "coord2": "other_coordinator",
    "supp": "supporter",
    "admin": "admin",
}


class Stage:
    """An application, what its addresses may name, and the cookie that each actor brings."""

    def __init__(self, app: Flask, cast: Cast, room: str) -> None:
        self.app = app
        self.things = _things(app, cast, room)
        self.written: list[str] = []
        self.cookies = {actor: self._cookie(cast, actor) for actor in ACTORS}

    def _cookie(self, cast: Cast, actor: str) -> tuple[str, str]:
        """The session cookie with which this actor comes to each door, and the CSRF token that goes with it."""
        client = self.app.test_client()
        if actor != "nobody":
            with self.app.app_context():
                token = signing_in.begin(getattr(cast, PEOPLE[actor]), clock.now())
                db.session.commit()
            with client.session_transaction() as session:
                session["_user_id"] = token
        token = Browser(client).token()
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return cookie.value, token

    def ask(
        self, actor: str, method: str, address: str, sent: Mapping[str, Any], with_token: bool = True
    ) -> TestResponse:
        """Send one request as this actor, with nothing left from earlier ones."""
        cookie, token = self.cookies[actor]
        client: FlaskClient = self.app.test_client()
        client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], cookie)
        limiter.reset()
        self.written.clear()
        if method in ("GET", "HEAD"):
            return client.open(address, method=method, buffered=True)
        if "json" in sent:
            headers = {"Accept": "application/json"} | ({"X-CSRFToken": token} if with_token else {})
            return client.open(address, method=method, json=sent["json"], headers=headers, buffered=True)
        data = {"csrf_token": token} if with_token else {}
        return client.open(address, method=method, data=data | _filled(sent, self.things), buffered=True)

    def note(self, *asked: Any) -> None:
        """Keep what a statement writes; to be called for each one."""
        statement: str = asked[2]
        if statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            self.written.append(" ".join(statement.split()[:3]))

    def send(self, actor: str, line: Line, with_token: bool = True) -> TestResponse:
        """Come to a door of the table as this actor."""
        return self.ask(actor, line.method, line.address(self.things), line.sent, with_token)


def _things(app: Flask, cast: Cast, room: str) -> dict[str, str]:
    known = {"team": cast.team, "other_team": cast.other_team, "course": cast.course, "invitation": cast.invitation}
    known |= {name: str(getattr(cast, name)) for name in ("aya", "bilal", "chen", "coordinator", "admin")}
    known["release"] = str(cast.release_id)
    own = getattr(file_of(room), "things", None)
    if own is not None:
        with app.app_context():
            known |= own(app, cast)
    return known


def _filled(sent: Mapping[str, Any], things: Mapping[str, str]) -> dict[str, Any]:
    return {name: value.format(**things) if isinstance(value, str) else value for name, value in sent.items()}


@contextmanager
def undone(app: Flask, set_up: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Inside, every session writes through one connection, in a transaction that is never committed.

    Gives a context manager: what happens in it is undone at its end. A commit of the application ends a savepoint only.
    """
    with app.app_context():
        connection = db.engine.connect()
    outer = connection.begin()
    event.listen(connection, "before_cursor_execute", set_up.note)
    monkeypatch.setattr(flask_sqlalchemy.session.Session, "get_bind", lambda *_, **__: connection)

    @contextmanager
    def cell() -> Iterator[None]:
        savepoint = connection.begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()

    try:
        yield cell
    finally:
        outer.rollback()
        connection.close()


def masked(answer: TestResponse, names: Mapping[str, str]) -> str:
    """A page without what differs by itself: tokens, the address that was asked for, and the things it names."""
    page = answer.get_data(as_text=True)
    for name in sorted({answer.request.path, *names.values()}, key=len, reverse=True):
        for spelling in {name, quote(name), quote(name, safe="")}:
            page = page.replace(spelling, "…") if len(name) > 3 else page
    page = re.sub(r'"request":"[0-9a-f]+"', "", page)
    return re.sub(r'(name="(?:csrf_token|next|once)"[^>]* value=|name="csrf-token" content=)"[^"]*"', r"\1", page)
