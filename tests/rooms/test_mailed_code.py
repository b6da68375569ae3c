"""Signing in with a code by mail: in the browser that asked, once, for ten minutes, five tries."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts import rules
from lms.accounts.models import Person
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import without_random_signs, words
from tests.rooms.letter_box import code_in, letter_to, letters
from tests.rooms.test_races import at_once, posts

AYA = "aya@people.test"
REFUSED = "This code does not fit"


def ask(app: Flask, browser: Browser, **more: str) -> str:
    assert browser.post("/login/mail", {"email": AYA, **more}).location == "/login/mail/code"
    return code_in(letter_to(app, AYA))


def enter(browser: Browser, code: str) -> int:
    return browser.post("/login/mail/code", {"code": code}).status_code


def test_a_person_without_a_password_comes_in(app: Flask, cast: Cast, visitor: Browser) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.aya).password_hash = None
        db.session.commit()
    code = ask(app, visitor, next="/learn/tiny/hello")
    assert len(code.replace(" ", "")) == 8
    page = visitor.sees("/login/mail/code")
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert visitor.post("/login/mail/code", {"code": code}).location == "/learn/tiny/hello"
    assert visitor.get("/me").status_code == 200


def test_blanks_dashes_and_full_width_digits_do_not_matter(app: Flask, cast: Cast, visitor: Browser) -> None:
    code = ask(app, visitor)
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else "-" for sign in code)
    assert enter(visitor, f" {wide} ") == 302


def test_a_code_is_dead_in_any_other_browser(app: Flask, cast: Cast, visitor: Browser) -> None:
    code = ask(app, visitor)
    stranger = Browser(app.test_client())
    assert stranger.post("/login/mail/code", {"code": code}).location == "/login/mail"
    ask(app, stranger)
    assert enter(stranger, code) == 400
    assert enter(visitor, code) == 302, "and nobody else can make it worthless on its way"


@pytest.mark.parametrize("door", ["/login/mail", "/login/forgotten"])
@pytest.mark.parametrize(
    "email", ["a\x01b@people.test", "aya@people.test\nBcc: b@people.test", "a\u2028@people.test", "a" * 300]
)
def test_what_no_letter_can_be_addressed_to_is_told_at_the_field(
    app: Flask, cast: Cast, visitor: Browser, door: str, email: str
) -> None:
    answer = visitor.post(door, {"email": email, "device": "mine"})
    assert answer.status_code == 400
    assert "not complete" in words(answer)
    assert letters(app) == []


def test_five_tries_and_the_code_is_dead(app: Flask, cast: Cast, visitor: Browser) -> None:
    code = ask(app, visitor)
    assert [enter(visitor, "00000000") for _ in range(4)] == [400] * 4
    assert enter(visitor, code) == 302
    again = Browser(app.test_client())
    code = ask(app, again)
    assert [enter(again, "00000000") for _ in range(5)] == [400] * 5
    assert enter(again, code) == 400


def test_a_code_lives_ten_minutes_and_works_once(
    app: Flask, cast: Cast, visitor: Browser, now: Callable[..., None]
) -> None:
    code = ask(app, visitor)
    cookie = visitor.client.get_cookie("session")
    now(NOW + timedelta(minutes=10))
    assert enter(visitor, code) == 400
    now(NOW + timedelta(minutes=9))
    assert enter(visitor, code) == 302
    copied = Browser(app.test_client())
    assert cookie is not None
    copied.client.set_cookie("session", cookie.value)
    assert enter(copied, code) == 400


def test_of_guesses_sent_at_once_five_are_looked_at(app: Flask, cast: Cast, visitor: Browser) -> None:
    """The right code among the last guesses lets nobody in."""
    code = ask(app, visitor)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    browsers = [Browser(app.test_client()) for _ in range(12)]
    for browser in browsers:
        browser.client.set_cookie("session", cookie.value)
    at_once(posts(browsers, "/login/mail/code", [{"code": f"{number:08}"} for number in range(12)]))
    assert enter(visitor, code) == 400


def test_one_code_sent_by_many_at_once_lets_one_in(app: Flask, cast: Cast, visitor: Browser) -> None:
    code = ask(app, visitor)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    browsers = [Browser(app.test_client()) for _ in range(5)]
    for browser in browsers:
        browser.client.set_cookie("session", cookie.value)
    found = at_once(posts(browsers, "/login/mail/code", [{"code": code}] * 5))
    assert Counter(answer.status_code for answer in found) == {302: 1, 400: 4}


def test_guesses_at_an_unknown_address_read_the_same(app: Flask, cast: Cast) -> None:
    pages = []
    for email in (AYA, "nobody@people.test"):
        browser = Browser(app.test_client())
        browser.post("/login/mail", {"email": email})
        answers = [browser.post("/login/mail/code", {"code": "00000000"}) for _ in range(7)]
        assert {answer.status_code for answer in answers} == {400}
        assert REFUSED in words(answers[0])
        pages.append([words(answer) for answer in answers])
    assert pages[0] == pages[1]


def test_staff_are_told_to_use_their_password(app: Flask, cast: Cast, visitor: Browser) -> None:
    visitor.post("/login/mail", {"email": "admin@people.test"})
    text = letter_to(app, "admin@people.test")
    assert "please sign in with your password" in text
    assert not any(sign.isdigit() for sign in re.sub(r"http://gonin.test\S*", "", text))


def test_a_closed_account_gets_no_code_and_its_old_one_is_dead(app: Flask, cast: Cast, visitor: Browser) -> None:
    from lms.accounts import signing_in

    code = ask(app, visitor)
    with app.app_context():
        signing_in.disable(db.session.get_one(Person, cast.aya), NOW)
        db.session.commit()
    assert enter(visitor, code) == 400
    visitor.post("/login/mail", {"email": AYA})
    assert letters(app) == []


def test_no_code_can_be_read_in_the_database_or_the_log(
    app: Flask, cast: Cast, visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    code = ask(app, visitor)
    with app.app_context():
        for table in db.metadata.sorted_tables:
            stored = str(db.session.execute(select(table)).all())
            assert code not in stored, table.name
            assert rules.normal_code(code) not in stored, table.name
    enter(visitor, code)
    assert code not in caplog.text
    assert rules.normal_code(code) not in caplog.text


def test_the_subject_tells_nothing_in_either_language(app: Flask, cast: Cast, visitor: Browser) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.aya).interface_language = "ja"
        db.session.commit()
    visitor.post("/login/mail", {"email": AYA})
    (mail,) = letters(app)
    assert mail["Subject"] == "お知らせが1件あります"
    assert "Aya" not in without_random_signs(str(mail.get_content()))
    assert mail["Content-Language"] == "ja"


def test_who_came_in_by_mail_has_shown_who_they_are(app: Flask, cast: Cast, visitor: Browser) -> None:
    enter(visitor, ask(app, visitor))
    page = visitor.sees("/me/way-in")
    assert "Current password" not in page
    assert visitor.post("/me/way-in", {"email": AYA, "new_password": "a whole new plum tree"}).location == "/"
