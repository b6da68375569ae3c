"""The stage of room tests: an application on a fresh database, the cast on it, browsers with CSRF on."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy import event
from werkzeug.test import TestResponse

from config import Settings
from courses import Release, compile_course
from lms.accounts import signing_in
from lms.app import create_app
from lms.kit import clock
from lms.kit.db import db
from lms.kit.limits import limiter
from tests.cast import NOW, PASSWORD, Cast, gather
from tests.plugins.postgres import Copy

__all__ = ["NOW", "PASSWORD", "Browser", "Cast", "settings_for"]

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "data" / "tiny"


class Browser:
    """A person's browser: follows our forms with their CSRF token, as a real one does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(address, **options)

    def token(self) -> str:
        """A CSRF token of this browser's session, as every page with a form holds one; made without asking for a page."""
        with self.client.session_transaction() as session:
            secret = session.setdefault("csrf_token", secrets.token_hex(20))
        signer = URLSafeTimedSerializer(self.client.application.secret_key, salt="wtf-csrf-token")  # type: ignore[arg-type]
        return str(signer.dumps(secret))

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


@pytest.fixture(scope="session")
def casts() -> dict[str, Cast]:
    """The casts of this process's template databases, by the kind of database."""
    return {}


@pytest.fixture
def sqlite_copy(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """`copy(what, fill)` as for PostgreSQL: a file filled once in this process, and copied for each test."""

    def copy(what: str, fill: Callable[[str], None]) -> str:
        template = tmp_path_factory.getbasetemp() / f"{what}.sqlite"
        if not template.exists():
            begun = tmp_path / "begun.sqlite"
            fill(f"sqlite:///{begun}")
            begun.rename(template)
        target = tmp_path / "test.sqlite"
        shutil.copyfile(template, target)
        return f"sqlite:///{target}"

    return copy


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def furnished_url(request: pytest.FixtureRequest, tmp_path: Path, tiny_release: Release, casts: dict[str, Cast]) -> str:
    """A database of the test's own with all tables, and with the cast in it where the test asks for them."""
    kind = str(request.param)
    copy: Copy = request.getfixturevalue("sqlite_copy" if kind == "sqlite" else "postgres_copy")
    wants_cast = "cast" in request.fixturenames

    def fill(url: str) -> None:
        application = create_app(settings_for(tmp_path / "template", url))
        with application.app_context():
            db.create_all()
            if wants_cast:
                casts[kind] = gather(tiny_release, application.extensions["gonin_storage"])
            db.session.remove()
            db.engine.dispose()

    return copy("cast" if wants_cast else "tables", fill)


@pytest.fixture(scope="session")
def template_cache(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """What Jinja compiles in this process, found again by a digest of each template's text."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    furnished_url: str, tmp_path: Path, now: Callable[[datetime], None], template_cache: BytecodeCache
) -> Iterator[Flask]:
    """The application with its tables; nothing is in them unless the test asks for the cast."""
    application = create_app(settings_for(tmp_path, furnished_url))
    # Every application reads the same templates: what Jinja makes of them is kept for the next one.
    application.jinja_env.bytecode_cache = template_cache
    limiter.reset()
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask, casts: dict[str, Cast]) -> Cast:
    """The people, two teams of one programme each, and the tiny course, published."""
    with app.app_context():
        return casts[db.engine.dialect.name]


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
