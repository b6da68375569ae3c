"""Refusals: each is a page in words that keeps what was typed, and every page carries its headers."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from lms.accounts import queries as accounts
from lms.accounts import signing_in
from lms.cohorts import queries as cohorts
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import answer, finish, keeps, kept, lesson, main_of, words

PUBLIC = ("/", "/login", "/join", "/courses", "/courses/tiny", "/verify", "/nowhere")
OWN = ("/", "/me", "/me/way-in", "/me/certificates", "/team", "/learn/tiny/hello", "/learn/tiny/bye", "/facts")


def test_the_wrong_method_is_told_in_words(cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    for address in (f"/team/{cast.team}/rest", f"{lesson(cast)}/finish", "/sign-out", "/language", "/me/reading"):
        found = aya.get(address)
        assert found.status_code == 405, address
        assert "Please go back and use the buttons on the page." in words(found)
        assert "POST" in found.headers["Allow"]
    assert visitor.post("/courses").status_code == 405
    assert visitor.client.delete("/me", headers={"Accept": "application/json"}).status_code in (400, 405)


def test_a_form_without_its_token_keeps_what_was_typed(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    typed = {"name": 'Aya <3 "plums"', "password": "a secret", "new_password": "another", "release": "7"}
    found = aya.client.post("/me?x=1", data=typed)
    page = found.get_data(as_text=True)
    assert found.status_code == 400
    assert "Please send it once more" in words(page)
    assert keeps(page, "name", typed["name"])
    assert keeps(page, "release", "7")
    assert 'action="/me?x=1"' in page
    assert "a secret" not in page
    assert "another" not in page
    assert "Send it again" in page
    other = aya.client.post("/me", data=typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 400
    assert "Send it again" not in other.get_data(as_text=True), "a form of another site is not offered to be sent"


def test_after_the_session_nothing_written_is_lost(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya, same_person = signed_in(cast.aya), signed_in(cast.aya)
    with app.app_context():
        signing_in.end_all(cast.aya)
        db.session.commit()
    found = answer(aya, cast, "fill-bye", name="bye", gap=["see you <soon>"])
    page = found.get_data(as_text=True)
    assert found.status_code == 401
    assert "Please sign in again. What you wrote is still here." in words(page)
    assert keeps(page, "gap", "see you <soon>")
    form = dict(re.findall(r'<input type="hidden" name="(id|release|language)" value="([^"]+)">', page))
    assert set(form) == {"id", "release", "language"}
    assert 'target="_blank"' in page
    assert finish(same_person, cast).status_code == 401
    assert kept(app, cast.aya) == []
    again = signed_in(cast.aya)
    assert "Have another look" in words(answer(again, cast, "fill-bye", name="bye", gap=["see you <soon>"], **form))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_page_that_is_not_there_says_so_in_the_visitors_language(visitor: Browser, cast: Cast, language: str) -> None:
    found = visitor.get("/nowhere", headers={"Accept-Language": language})
    page = found.get_data(as_text=True)
    assert found.status_code == 404
    assert f'<html lang="{language}"' in page
    assert ("This page is not here" in page) is (language == "en")
    assert bool(re.search("[ぁ-ん]", re.sub(r"<[^>]+>", "", main_of(page)))) is (language == "ja")
    assert visitor.get("/nowhere", headers={"Accept": "application/json"}).get_json()["error"]


def test_what_is_too_large_is_refused_in_words(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    found = aya.post("/me", {"name": "x" * 3_000_000})
    assert found.status_code == 413
    assert "too large" in words(found)
    many = aya.post("/me", {"name": "x", **{f"f{number}": "x" for number in range(1500)}})
    assert many.status_code < 500


def test_a_request_that_no_person_makes_is_refused_without_a_crash(
    cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    strange = [
        "/courses/%00", "/learn/%00/%00", f"/learn/tiny/{'x' * 5000}", "/team/%00", "/team/%F0%9F%8C%B8/board", "/join/%00",
        "/join/%FF%FE", "/assets/%00", "/assets/..%2f..%2fconfig.py", "/static/x/..%2f..%2fapp.py", "/static/x/%00",
        "/certificates/%00", "/skills/%00", "/credentials/status/99999999999999999999999", "/login?next=%00",
        "/static/gonin-%00.css", "/courses/" + "%2e%2e%2f" * 50,
    ]  # fmt: skip
    for browser in (visitor, signed_in(cast.aya)):
        for address in strange:
            assert browser.get(address).status_code in (200, 302, 400, 404), address
    for data in (
        {"email": "\x00", "password": "\x00"},
        {"email": "a@b.c", "password": "\ud83c".encode("utf-8", "replace")},
    ):
        assert visitor.post("/login", data).status_code == 400


def test_a_database_that_is_busy_is_told_in_words(
    cast: Cast, signed_in: Callable[[int], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise OperationalError("BEGIN", {}, Exception("database is locked"))

    aya = signed_in(cast.aya)
    for room, query in ((cohorts, "places_of"), (accounts, "visitor")):
        with monkeypatch.context() as patched:
            patched.setattr(room, query, busy)
            found = aya.get("/")
        assert found.status_code == 503, query
        assert "We are busy for a moment" in words(found)
        assert found.headers["Retry-After"] == "5"


def test_a_mistake_of_ours_is_told_in_words(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cohorts, "places_of", lambda _: 1 / 0)
    app.config["PROPAGATE_EXCEPTIONS"] = app.testing = False
    found = signed_in(cast.aya).get("/")
    assert found.status_code == 500
    assert "Something broke on our side" in words(found)
    assert "ZeroDivision" not in found.get_data(as_text=True)


def test_every_page_carries_its_headers_and_leads_to_no_third_party(
    cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    aya, coordinator = signed_in(cast.aya), signed_in(cast.coordinator)
    pages = [(visitor, address) for address in (*PUBLIC, f"/join/{cast.invitation}", f"/join/{cast.invitation}/name")]
    pages += [(aya, address) for address in (*OWN, f"/team/{cast.team}")]
    pages += [
        (coordinator, "/coordinate"),
        (signed_in(cast.admin), "/admin/certificates"),
        (coordinator, "/learn/tiny/hello"),
    ]
    for browser, address in pages:
        found = browser.get(address, follow_redirects=True)
        policy = found.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Cache-Control"] == "no-store", address
        html = found.get_data(as_text=True)
        for target in re.findall(r"(?:src|href|action|formaction|poster|srcset|data)=\"([^\"]*)\"", html):
            parts = urlsplit(target)
            assert (parts.scheme, parts.netloc) in (("", ""), ("mailto", ""), ("http", "gonin.test")), (address, target)
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=|javascript:", html), address
        assert len(re.findall("<h1", html)) == (0 if address == "/facts" else 1), address
