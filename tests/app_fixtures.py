"""The cast and the stage of room tests: an application on a fresh database, people with roles, browsers with CSRF on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from config import Settings
from courses import Release, compile_course
from lms.accounts import registering, signing_in
from lms.accounts.models import Person
from lms.app import create_app
from lms.catalog import publishing
from lms.cohorts import forming, seating
from lms.kit import clock
from lms.kit.db import db

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "data" / "tiny"
NOW = datetime(2026, 4, 8, 9, 0, tzinfo=UTC)
"""A Wednesday."""
PASSWORD = "plum blossom on the table"


@dataclass
class Cast:
    """Who plays: two mates in one team, a learner of another team, one without a seat, and staff. All by number."""

    aya: int
    bilal: int
    chen: int
    dora: int
    instructor: int
    coordinator: int
    other_coordinator: int
    supporter: int
    admin: int
    team: str
    team_id: int
    invitation: str
    other_team: str
    course: str
    release_id: int


class Browser:
    """A person's browser: follows our forms with their CSRF token, as a real one does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(address, **options)

    def token(self) -> str:
        """The CSRF token of this browser's session, from a page every visitor may open."""
        page = self.client.get("/courses").get_data(as_text=True)
        return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)  # type: ignore[union-attr]

    def post(
        self, address: str, data: dict[str, Any] | None = None, follow: bool = False, **options: Any
    ) -> TestResponse:
        """Send a form with its token."""
        return self.client.post(
            address, data={"csrf_token": self.token(), **(data or {})}, follow_redirects=follow, **options
        )

    def send(self, address: str, body: Any) -> TestResponse:
        """Send JSON with the token in its header."""
        headers = {"X-CSRFToken": self.token(), "Accept": "application/json"}
        return self.client.post(address, json=body, headers=headers)

    def sees(self, address: str) -> str:
        """The text of a page that must be there."""
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.get_data(as_text=True)


def settings_for(data: Path, database_url: str) -> Settings:
    """Settings of a test application."""
    return Settings.from_environment(
        {
            "GONIN_ENV": "test",
            "GONIN_DATA": str(data),
            "DATABASE_URL": database_url,
            "SECRET_KEY": "only for tests, only for tests, only for tests",
            "PUBLIC_URL": "http://gonin.test",
            "GONIN_LANGUAGE": "en",
        }
    )


@pytest.fixture(scope="session")
def tiny_release() -> Release:
    """A course of two short lessons, compiled once."""
    compiled = compile_course(TINY)
    assert compiled.release is not None, [problem.sentence() for problem in compiled.problems]
    return compiled.release


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed weakly in tests: the strength costs time on purpose."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(signing_in, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    signing_in._nobodys_hash.cache_clear()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Travel: `now(moment)` sets the clock, which stands at NOW from the start."""

    def travel(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    travel(NOW)
    return travel


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, empty database; each test that asks for an application runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def app(database_url: str, tmp_path: Path, now: Callable[[datetime], None]) -> Iterator[Flask]:
    """The application with its tables and nothing in them."""
    application = create_app(settings_for(tmp_path, database_url))
    with application.app_context():
        db.create_all()
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask, tiny_release: Release) -> Cast:
    """The people, two teams of one programme, and the tiny course, published."""
    with app.app_context():
        at = NOW - timedelta(days=30)
        number, _ = publishing.publish(tiny_release, app.extensions["gonin_storage"], None, at)
        assert number == 1
        people = {name: _person(name, at) for name in ("Aya", "Bilal", "Chen", "Dora")}
        staff = {
            role: _person(role.title(), at, role) for role in ("instructor", "coordinator", "career_supporter", "admin")
        }
        other = _person("Other", at, "coordinator")
        agreement = forming.Agreement(
            "Work from home", "inner-1", "Asia/Tokyo", at.date(), (at + timedelta(days=365)).date()
        )
        programme = forming.make_programme(agreement, staff["coordinator"].id)
        second = forming.make_programme(forming.Agreement(**(vars(agreement) | {"inner_name": "inner-2"})), other.id)
        team = forming.make_cohort(programme, tiny_release.outline.id, "Tide", at)
        other_team = forming.make_cohort(second, tiny_release.outline.id, "Breeze", at)
        invitation = forming.invite(team, at)
        seating.take_seat(team.id, people["Aya"].id, at)
        seating.take_seat(team.id, people["Bilal"].id, at)
        seating.take_seat(other_team.id, people["Chen"].id, at)
        from lms.catalog import queries as catalog

        release = catalog.current_release(tiny_release.outline.id)
        assert release is not None
        found = Cast(
            people["Aya"].id, people["Bilal"].id, people["Chen"].id, people["Dora"].id,
            staff["instructor"].id, staff["coordinator"].id, other.id, staff["career_supporter"].id, staff["admin"].id,
            team.code, team.id, invitation.code, other_team.code, tiny_release.outline.id, release.id,
        )  # fmt: skip
        db.session.commit()
    return found


def _person(name: str, at: datetime, role: str | None = None) -> Person:
    person = registering.register(registering.Newcomer(name, "en", "Asia/Tokyo"), at)
    person.email = f"{name.casefold()}@people.test"
    person.password_hash = signing_in.hasher.hash(PASSWORD)
    if role:
        registering.give_role(person, role, at)  # type: ignore[arg-type]
    return person


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """A browser nobody has signed in to."""
    return Browser(app.test_client())


@pytest.fixture
def signed_in(app: Flask, cast: Cast) -> Callable[[int], Browser]:
    """`signed_in(cast.aya)`: that person's browser."""

    def open_browser(person_id: int) -> Browser:
        with app.app_context():
            token = signing_in.begin(person_id, clock.now())
            db.session.commit()
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = token
        return Browser(client)

    return open_browser


@pytest.fixture
def count_queries(app: Flask) -> Callable[[Callable[[], object]], int]:
    """`count_queries(lambda: …)`: how many statements the database ran, transaction control left out."""

    def count(act: Callable[[], object]) -> int:
        statements: list[str] = []

        def listen(_c: object, _cursor: object, statement: str, *_: object) -> None:
            if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", listen)
        try:
            act()
        finally:
            event.remove(engine, "before_cursor_execute", listen)
        return len(statements)

    return count
