"""Signing in and out: who gets in, who waits, and when a cookie is dead."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from lms.accounts import jobs, signing_in
from lms.accounts.models import Person, SignIn, Throttle
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import words

REFUSED = "Address and password do not match"


def try_in(browser: Browser, email: str, password: str = PASSWORD, **more: str) -> int:
    return browser.post("/login", {"email": email, "password": password, **more}).status_code


def test_address_and_password_open_the_desk(visitor: Browser, cast: Cast) -> None:
    answer = visitor.post("/login", {"email": " AYA@people.test ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/")
    assert "Hello, Aya" in visitor.sees("/")
    assert visitor.post("/sign-out").location == "/login"
    assert "Hello" not in visitor.sees("/")


def test_a_wrong_password_and_an_unknown_address_read_the_same(app: Flask, visitor: Browser, cast: Cast) -> None:
    with app.app_context():
        signing_in.disable(db.session.get_one(Person, cast.chen), NOW)
        db.session.commit()
    pages = []
    for email, password in (
        ("aya@people.test", "wrong"),
        ("nobody@people.test", PASSWORD),
        ("chen@people.test", PASSWORD),
    ):
        answer = visitor.post("/login", {"email": email, "password": password})
        assert answer.status_code == 400
        page = words(answer)
        assert REFUSED in page
        assert email in answer.get_data(as_text=True)
        assert password not in answer.get_data(as_text=True)
        pages.append(page.replace(email, ""))
    assert pages[0] == pages[1] == pages[2]


def test_an_address_that_cannot_be_is_refused_in_words(visitor: Browser, cast: Cast) -> None:
    for email in ("", "   ", "\x00", "nobody@people.test\x00", "あ" * 3000, "x" * 300 + "@people.test"):
        answer = visitor.post("/login", {"email": email, "password": PASSWORD})
        assert answer.status_code == 400
        assert "Something broke" not in words(answer)


def test_six_tries_then_wait_by_account_and_not_by_place(
    app: Flask, visitor: Browser, cast: Cast, now: Callable[..., None]
) -> None:
    for spelling in ("aya@people.test", "AYA@people.test", " aya@PEOPLE.test", "ａｙａ@people.test") * 2:
        last = try_in(visitor, spelling, "wrong")
    assert last == 429
    refused = visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD})
    assert refused.status_code == 429, "also the right password waits"
    assert refused.headers["Retry-After"] == "900"
    assert "Please wait 15 minutes" in words(refused)
    assert "aya@people.test" in refused.get_data(as_text=True)
    assert PASSWORD not in refused.get_data(as_text=True)
    assert try_in(Browser(app.test_client()), "bilal@people.test") == 302, "somebody else at the same address comes in"
    assert try_in(Browser(app.test_client()), "aya@people.test") == 429, "another browser does not help"
    now(NOW + timedelta(minutes=15))
    assert try_in(visitor, "aya@people.test") == 302


def test_an_unknown_address_waits_in_the_same_way(visitor: Browser, cast: Cast) -> None:
    assert [try_in(visitor, "nobody@people.test") for _ in range(7)] == [400] * 6 + [429]


def test_coming_in_forgets_the_tries(app: Flask, visitor: Browser, cast: Cast) -> None:
    assert [try_in(visitor, "aya@people.test", "wrong") for _ in range(5)] == [400] * 5
    assert try_in(visitor, "aya@people.test") == 302
    with app.app_context():
        assert db.session.query(Throttle).count() == 0
    assert [try_in(visitor, "aya@people.test", "wrong") for _ in range(6)] == [400] * 6


def test_an_old_cookie_is_dead_after_sign_out(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    thief = app.test_client()
    with aya.client.session_transaction() as old, thief.session_transaction() as copied:
        copied.update(old)
    assert thief.get("/me").status_code == 200
    aya.post("/sign-out")
    assert thief.get("/me").status_code == 302
    assert thief.get("/me").location == "/login?next=/me"


def test_every_cookie_is_dead_after_a_new_password_disabling_or_two_months(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], now: Callable[..., None]
) -> None:
    aya, bilal, chen = ([signed_in(person), signed_in(person)] for person in (cast.aya, cast.bilal, cast.chen))
    with app.app_context():
        signing_in.set_password(db.session.get_one(Person, cast.aya), "another plum on the table")
        signing_in.disable(db.session.get_one(Person, cast.bilal), NOW)
        db.session.commit()
    assert [browser.get("/me").status_code for browser in aya + bilal] == [302] * 4
    assert [browser.get("/me").status_code for browser in chen] == [200] * 2
    now(NOW + timedelta(days=60))
    assert [browser.get("/me").status_code for browser in chen] == [302] * 2


def test_the_cookie_holds_no_number_and_the_database_no_token(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    with signed_in(cast.aya).client.session_transaction() as session:
        token = session["_user_id"]
    assert len(token) >= 40
    with app.app_context():
        stored = [row.token_digest for row in db.session.query(SignIn)]
        assert token not in stored
        assert len(stored) == 1


def test_the_worker_erases_what_is_out_of_date(
    app: Flask, visitor: Browser, cast: Cast, now: Callable[..., None]
) -> None:
    try_in(visitor, "aya@people.test", "wrong")
    try_in(visitor, "bilal@people.test")
    now(NOW + timedelta(days=61))
    with app.app_context():
        jobs.sweep()
        assert db.session.query(SignIn).count() == 0
        assert db.session.query(Throttle).count() == 0


def test_signing_in_leads_nowhere_else(visitor: Browser, cast: Cast) -> None:
    for target in ("//evil.test/", "https://evil.test/", "/\\evil.test", "/\t/evil.test"):
        shown = visitor.get("/login", query_string={"next": target}).get_data(as_text=True)
        assert '<input type="hidden" name="next" value="/">' in shown
        answer = visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD, "next": target})
        assert answer.location == "/"
        assert visitor.post("/language", {"language": "ja", "next": target}).location == "/"
        assert visitor.post("/me/reading", {"furigana": "off", "next": target}).location == "/"


def test_signing_in_leads_back_to_where_one_was(visitor: Browser, cast: Cast) -> None:
    wanted = "/learn/tiny/bye?step=see-you"
    asked = visitor.get(wanted)
    assert asked.location == "/login?next=/learn/tiny/bye?step%3Dsee-you"
    answer = visitor.post(asked.location, {"email": "aya@people.test", "password": PASSWORD})
    assert answer.location == wanted
