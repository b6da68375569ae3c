"""Every answer is guarded: pages, errors and static files alike, without and with TLS, and nothing comes from a third party."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from config import Settings
from lms.app import create_app
from lms.cohorts import queries as cohorts
from lms.kit import logs
from lms.kit.db import db
from lms.kit.statics import digest_of
from tests.app_fixtures import ROOT, Browser, Cast
from tests.rooms.doors.envelope import faults

ASSETS = [
    path
    for folder, kinds in (("templates", ("html",)), ("static/css", ("css",)), ("static/js", ("js",)), ("static/img", ("svg",)))
    for kind in kinds
    for path in sorted((ROOT / "lms" / folder).rglob(f"*.{kind}"))
]  # fmt: skip
FOREIGN = re.compile(r"""(?:src|href|action|srcset|poster|data)\s*=\s*["']\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//
    |@import|(?:fetch|import|Worker|EventSource|WebSocket|sendBeacon)\(\s*["'`](?:https?:|wss?:)?//""", re.VERBOSE)  # fmt: skip
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:json|ld\+json)\")|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:"
)


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_no_template_style_or_script_names_a_foreign_place(folder: str) -> None:
    found = []
    for path in (path for path in ASSETS if folder in path.parts):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {hit}" for hit in FOREIGN.findall(text)]
        # The page that people take along stands alone, with its style in it.
        if path.suffix == ".html" and path.name != "handed_over.html":
            found += [f"{path.name}: {hit}" for hit in INLINE.findall(text)]
    assert found == []


def test_errors_of_every_kind_are_guarded(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = app.testing = False
    aya = signed_in(cast.aya)

    def gone(*_: object) -> None:
        raise OperationalError("BEGIN", {}, Exception("locked"))

    answers = {
        400: visitor.client.post("/login", data={"email": "x"}),
        401: visitor.post("/me/devices/sign-out"),
        404: visitor.get("/nowhere"),
        405: visitor.client.delete("/login"),
        413: aya.post("/me", {"name": "x" * 3_000_000}),
        429: [visitor.post("/login", {"email": "aya@people.test", "password": "x"}) for _ in range(12)][-1],
    }
    for status, broken in ((503, gone), (500, lambda _: 1 / 0)):
        with monkeypatch.context() as patched:
            patched.setattr(cohorts, "places_of", broken)
            answers[status] = aya.get("/")
    for status, answer in answers.items():
        assert answer.status_code == status
        assert faults(answer) == [], status
    assert [bool(answers[status].headers.get("Retry-After")) for status in (429, 503)] == [True, True]


def test_static_files_may_be_kept_and_carry_no_cookie(visitor: Browser) -> None:
    name = "img/flower.svg"
    for address in (f"/static/{digest_of(name)}/{name}", f"/static/old/{name}"):
        answer = visitor.get(address, buffered=True)
        assert faults(answer) == []
        assert "Set-Cookie" not in answer.headers


@pytest.fixture
def behind_tls(tmp_path: Path) -> Flask:
    """The application as it runs behind a proxy that speaks TLS."""
    given = {
        "GONIN_ENV": "test", "GONIN_DATA": str(tmp_path), "SECRET_KEY": "only for tests, only for tests, only for",
        "PUBLIC_URL": "https://gonin.test", "GONIN_TRUSTED_PROXIES": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite'}",
    }  # fmt: skip
    app = create_app(Settings.from_environment(given))
    with app.app_context():
        db.create_all()
        db.session.remove()
    return app


def test_behind_tls_cookies_are_bound_to_this_host_and_browsers_stay_with_tls(behind_tls: Flask) -> None:
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "gonin.test", "X-Forwarded-For": "192.0.2.7"}
    page = behind_tls.test_client().get("/login", headers=proxy)
    for answer in (
        page,
        *(behind_tls.test_client().get(where, headers=proxy) for where in ("/nowhere", "/healthz", "/me")),
    ):
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert faults(answer) == []
    cookies = page.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-session=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie
    with behind_tls.app_context():
        db.engine.dispose()


def test_without_tls_no_browser_is_told_to_stay_with_it(visitor: Browser) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/login").headers


def test_a_tour_of_the_site_leaves_nobody_in_the_log(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, addresses, passwords, codes and tokens are canaries here: none is in any line, whatever is pressed and breaks."""
    root = logging.getLogger()
    before = root.handlers, root.level
    stream = io.StringIO()
    logs.start("json", stream)
    try:
        _tour(app, cast, visitor, signed_in(cast.aya), monkeypatch)
    finally:
        root.handlers, root.level = before
        logs._Requests.stream = None
    written = stream.getvalue()
    assert written.count("\n") > 20
    canaries = ["canary", "people.test", "Aya", cast.team, cast.invitation, "127.0.0.1", "192.0.2.7", "plum blossom"]
    assert [word for word in canaries if word.casefold() in written.casefold()] == []


def _tour(app: Flask, cast: Cast, visitor: Browser, aya: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = app.testing = False
    hidden = {"X-Forwarded-For": "192.0.2.7", "User-Agent": "canary-agent", "Referer": "http://gonin.test/canary"}
    for address in (
        "/canary",
        "/login?next=/canary",
        f"/join/{cast.invitation}",
        "/login/reset/canary-token",
        "/verify?number=canary",
    ):
        visitor.get(address, headers=hidden)
    visitor.post("/login", {"email": "canary@people.test", "password": "canary"})
    visitor.post("/login/forgotten", {"email": "aya@people.test"})
    visitor.post("/login/mail", {"email": "aya@people.test"})
    visitor.post("/join", {"code": "CANARYCODE"})
    visitor.post(f"/join/{cast.invitation}/name", {"name": "Canary"})
    for address in (
        "/",
        "/me",
        "/me/way-in",
        f"/team/{cast.team}",
        "/learn/tiny/hello",
        "/courses/tiny?canary",
        "/facts",
    ):
        aya.get(address, headers=hidden)
    aya.post("/me", {"name": "Canary", "interface_language": "en", "text_language": "en", "text_size": "", "theme": ""})
    aya.send("/facts", {"facts": [{"id": "canary", "kind": "canary"}]})
    aya.client.post("/me", data={"name": "canary without a token"})

    def broken(*_: object) -> None:
        raise ValueError("canary aya@people.test")

    def gone(*_: object) -> None:
        raise OperationalError("SELECT canary", {"email": "aya@people.test"}, Exception("canary"))

    for what in (broken, gone):
        with monkeypatch.context() as patched:
            patched.setattr(cohorts, "places_of", what)
            for address in ("/?canary=1", "/facts", f"/team/{cast.team}"):
                aya.get(address, headers=hidden)
