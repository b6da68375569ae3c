"""Where somebody is signed in: own and borrowed devices, signing out elsewhere, and a count of tries of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from lms.accounts import signing_in
from lms.accounts.models import SignIn
from lms.accounts.signing_in import Browser as Device
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import finish, words

AYA = "aya@people.test"
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)


def come_in(browser: Browser, device: str = "mine", email: str = AYA) -> int:
    form = {"email": email, "password": PASSWORD, "device": device}
    return browser.post("/login", form, headers={"User-Agent": PHONE}).status_code


def rows(app: Flask, person: int) -> list[SignIn]:
    with app.app_context():
        found = list(db.session.scalars(select(SignIn).where(SignIn.person_id == person)))
        db.session.expunge_all()
        return found


def session_cookie(browser: Browser) -> str:
    answer = browser.get("/login")
    assert answer.status_code == 200
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    return "session" if cookie.expires is None else "kept"


def test_a_device_is_named_roughly_and_no_address_is_kept(app: Flask, cast: Cast, visitor: Browser) -> None:
    assert come_in(visitor) == 302
    (row,) = rows(app, cast.aya)
    assert row.device == "Chrome/Android"
    assert "127.0.0.1" not in str(vars(row))
    page = words(visitor.sees("/me/devices"))
    assert "Chrome on Android" in page
    assert "This one" in page


def test_a_borrowed_phone_forgets_after_two_hours_without_use_and_twelve_in_all(
    app: Flask, cast: Cast, visitor: Browser, now: Callable[[datetime], None]
) -> None:
    assert come_in(visitor, "borrowed") == 302
    assert session_cookie(visitor) == "session", "closing the browser is enough"
    now(NOW + timedelta(hours=2))
    assert visitor.get("/me").status_code == 302
    again = Browser(app.test_client())
    assert come_in(again, "borrowed") == 302
    begun = NOW + timedelta(hours=2)
    for hours in (1.5, 3, 4.5, 6, 7.5, 9, 10.5, 11.9):
        now(begun + timedelta(hours=hours))
        assert finish(again, cast).status_code == 302
        assert again.get("/me").status_code == 200, hours
    now(begun + timedelta(hours=12))
    assert again.get("/me").status_code == 302


def test_an_own_phone_stays_signed_in(app: Flask, cast: Cast, visitor: Browser) -> None:
    come_in(visitor)
    assert session_cookie(visitor) == "kept"


def test_signing_out_of_a_borrowed_phone_is_in_reach_and_leaves_nothing(
    app: Flask, cast: Cast, visitor: Browser
) -> None:
    come_in(visitor, "borrowed")
    assert visitor.client.get_cookie("gonin_known", path="/login") is None
    for address in ("/", "/courses", "/learn/tiny/hello"):
        head = visitor.sees(address).partition("</header>")[0]
        assert 'action="/sign-out"' in head, address
    answer = visitor.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    own = Browser(app.test_client())
    come_in(own)
    assert 'action="/sign-out"' not in own.sees("/").partition("</header>")[0]
    assert "Clear-Site-Data" not in own.post("/sign-out").headers


def test_joining_on_a_borrowed_phone_asks_for_a_way_in_at_once(app: Flask, cast: Cast, visitor: Browser) -> None:
    answer = visitor.post(f"/join/{cast.invitation}/name", {"name": "New", "device": "borrowed", "once": "one"})
    assert answer.location == "/me/way-in"
    assert session_cookie(visitor) == "session"


def test_others_are_signed_out_one_by_one_or_all_and_this_one_stays(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    here, second, third, fourth = (signed_in(cast.aya) for _ in range(4))
    bilal = signed_in(cast.bilal)
    page = here.sees("/me/devices")
    marks = re.findall(r'name="mark" value="(\w{16})"', page)
    assert len(marks) == 3
    here.post("/me/devices/sign-out", {"mark": marks[0]})
    alive = [browser.get("/me").status_code == 200 for browser in (second, third, fourth)]
    assert sorted(alive) == [False, True, True]
    assert here.post("/me/devices/sign-out", {"mark": "others"}).location == "/me/devices"
    assert [browser.get("/me").status_code for browser in (here, second, third, fourth)] == [200, 302, 302, 302]
    assert bilal.get("/me").status_code == 200


def test_nobody_signs_out_somebody_elses_browser(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya, other = signed_in(cast.aya), signed_in(cast.aya)
    (mark,) = re.findall(r'name="mark" value="(\w{16})"', aya.sees("/me/devices"))
    bilal = signed_in(cast.bilal)
    for wanted in (mark, "x", ""):
        assert bilal.post("/me/devices/sign-out", {"mark": wanted}).status_code == 302
    assert other.get("/me").status_code == 200


def test_the_day_of_use_is_written_once_a_day_and_never_by_reading(
    app: Flask, cast: Cast, visitor: Browser, now: Callable[[datetime], None]
) -> None:
    come_in(visitor)
    now(NOW + timedelta(days=3))
    for address in ("/", "/me", "/me/devices", "/learn/tiny/hello"):
        visitor.get(address)
    assert rows(app, cast.aya)[0].last_used_at == NOW
    finish(visitor, cast)
    assert rows(app, cast.aya)[0].last_used_at == NOW + timedelta(days=3)
    now(NOW + timedelta(days=3, hours=20))
    finish(visitor, cast)
    assert rows(app, cast.aya)[0].last_used_at == NOW + timedelta(days=3)


def test_a_stranger_cannot_keep_out_a_browser_that_was_in_before(app: Flask, cast: Cast, visitor: Browser) -> None:
    come_in(visitor)
    visitor.post("/sign-out")
    stranger = Browser(app.test_client())
    tries = [stranger.post("/login", {"email": AYA, "password": "wrong"}).status_code for _ in range(8)]
    assert tries[-1] == 429
    assert come_in(Browser(app.test_client())) == 429, "a new browser waits"
    assert come_in(visitor) == 302, "the known one does not"


def test_a_known_browser_has_a_limit_too_and_only_for_who_was_in(app: Flask, cast: Cast, visitor: Browser) -> None:
    come_in(visitor)
    visitor.post("/sign-out")
    for email in (AYA, "bilal@people.test"):
        tries = [visitor.post("/login", {"email": email, "password": "wrong"}).status_code for _ in range(7)]
        assert tries == [400] * 6 + [429]
    other = Browser(app.test_client())
    assert come_in(other, email="bilal@people.test") == 429, "Bilal was never in there: the tries count for all"
    assert come_in(other) == 302, "Aya was: elsewhere nobody has tried"


def test_a_made_up_cookie_gives_no_count_of_its_own(app: Flask, cast: Cast) -> None:
    for number in range(7):
        browser = Browser(app.test_client())
        browser.client.set_cookie("gonin_known", f"{number:032x}.{'0' * 32}.é", path="/login")
        last = browser.post("/login", {"email": AYA, "password": "wrong"}).status_code
    assert last == 429


def test_a_new_sign_in_on_a_borrowed_device_by_code_is_short_too(app: Flask, cast: Cast) -> None:
    with app.app_context():
        token = signing_in.begin(cast.aya, NOW, browser=Device("Chrome/Android", is_borrowed=True))
        db.session.commit()
        row = db.session.scalars(select(SignIn)).one()
        assert row.expires_at == NOW + timedelta(hours=2)
        assert token not in str(vars(row))
