"""What a request says about itself is believed from proxies alone, and from exactly as many as the operator named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request, url_for

from lms.app import create_app
from lms.kit.audience import ANYONE, audience
from lms.kit.db import db
from lms.kit.limits import limiter
from tests.app_fixtures import settings_for

FORGED = {
    "X-Forwarded-For": "203.0.113.1, 203.0.113.2, 203.0.113.3",
    "X-Forwarded-Proto": "ftp, https, http",
    "X-Forwarded-Host": "evil.test, gonin.test, localhost",
    "Forwarded": "for=198.51.100.7;host=evil.test;proto=https",
    "X-Real-IP": "198.51.100.7",
}


def site(folder: Path, hops: int, public_url: str = "http://gonin.test") -> Flask:
    """A site behind so many proxies, with a page that says what it believes."""
    settings = settings_for(folder, f"sqlite:///{folder / 'test.sqlite'}")
    app = create_app(replace(settings, trusted_proxies=hops, public_url=public_url))
    with app.app_context():
        db.create_all()

    @app.get("/seen")
    @audience(ANYONE)
    def seen() -> str:
        return f"{request.remote_addr} {limiter._key_func()} {request.scheme} {url_for('accounts.sign_in', _external=True)}"

    return app


@pytest.mark.parametrize(
    ("hops", "address", "scheme", "host"),
    [
        (0, "127.0.0.1", "http", "localhost"),
        (1, "203.0.113.3", "http", "localhost"),
        (2, "203.0.113.2", "https", "gonin.test"),
        (4, "127.0.0.1", "http", "localhost"),
    ],
)
def test_exactly_so_many_proxies_are_believed(tmp_path: Path, hops: int, address: str, scheme: str, host: str) -> None:
    said = site(tmp_path, hops).test_client().get("/seen", headers=FORGED).get_data(as_text=True)
    assert said == f"{address} address-{address} {scheme} {scheme}://{host}/login"


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_foreign_host_gets_no_page(tmp_path: Path, header: str) -> None:
    client = site(tmp_path, 1).test_client()
    for foreign in ("evil.test", "gonin.test.evil.test", "evil.test:80", "gonin.test@evil.test", "a b", ""):
        answer = client.get("/login", headers={header: foreign})
        assert answer.status_code == (400 if foreign or header == "Host" else 200), foreign
        assert "evil" not in answer.get_data(as_text=True)


def test_our_own_names_with_any_port_are_answered(tmp_path: Path) -> None:
    client = site(tmp_path, 0).test_client()
    for ours in ("gonin.test", "GONIN.test:8080", "localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert client.get("/login", headers={"Host": ours}).status_code == 200, ours


def test_whoever_watches_may_ask_by_any_address(tmp_path: Path) -> None:
    client = site(tmp_path, 0).test_client()
    assert client.get("/healthz", headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_a_refused_host_is_told_the_address(tmp_path: Path) -> None:
    page = site(tmp_path, 0).test_client().get("/", headers={"Host": "10.1.2.3"}).get_data(as_text=True)
    assert "http://gonin.test" in page


def test_browsers_are_told_to_stay_with_tls_only_where_there_is_tls(tmp_path: Path) -> None:
    for url, told in (("https://gonin.test", True), ("http://gonin.test", False)):
        folder = tmp_path / url[:5]
        folder.mkdir()
        answer = site(folder, 0, url).test_client().get("/healthz", headers={"X-Forwarded-Proto": "https"})
        assert ("Strict-Transport-Security" in answer.headers) is told
