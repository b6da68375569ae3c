"""A forgotten password: the same for known and unknown addresses, one use, half an hour, and nothing readable left."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from lms.accounts import recovering
from lms.accounts.models import Pass
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import words
from tests.rooms.letter_box import letter_to, letters, path_in
from tests.rooms.test_races import at_once, posts

NEW = "a whole new plum tree"
AYA = "aya@people.test"


def ask(browser: Browser, email: str = AYA) -> None:
    assert browser.post("/login/forgotten", {"email": email}).location == "/login/forgotten/sent"


def link(app: Flask, browser: Browser, email: str = AYA) -> str:
    ask(browser, email)
    return path_in(letter_to(app, email), "/login/reset/")


def test_both_ways_are_there_before_anything_failed(app: Flask, cast: Cast, visitor: Browser) -> None:
    assert 'href="/login/forgotten"' in visitor.sees("/login")
    assert 'href="/login/code"' in visitor.sees("/login")
    page = visitor.sees("/login/forgotten")
    assert "Send me the link" in page
    assert 'href="/login/code"' in page


def test_the_link_sets_a_password_signs_in_here_and_out_everywhere_else(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    elsewhere = signed_in(cast.aya)
    address = link(app, visitor)
    assert visitor.post(address, {"new_password": NEW}).location == "/"
    assert "Hello, Aya" in visitor.sees("/")
    assert elsewhere.get("/me").status_code == 302
    stranger = Browser(app.test_client())
    assert stranger.post("/login", {"email": AYA, "password": PASSWORD}).status_code == 400
    assert stranger.post("/login", {"email": AYA, "password": NEW}).status_code == 302
    assert "Your password was changed" in letter_to(app, AYA)


def test_a_scanner_that_opens_the_link_does_not_use_it_up(app: Flask, cast: Cast, visitor: Browser) -> None:
    address = link(app, visitor)
    for _ in range(5):
        answer = Browser(app.test_client()).get(address)
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert 'name="referrer" content="strict-origin"' in answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
    assert visitor.post(address, {"new_password": NEW}).location == "/"


def test_a_link_works_once_for_half_an_hour_and_kills_the_older_ones(
    app: Flask, cast: Cast, visitor: Browser, now: Callable[..., None]
) -> None:
    older, address = link(app, visitor), link(app, visitor)
    assert visitor.get(older).status_code == 404
    now(NOW + timedelta(minutes=30))
    assert visitor.post(address, {"new_password": NEW}).status_code == 404
    now(NOW + timedelta(minutes=29))
    assert visitor.post(address, {"new_password": NEW}).location == "/"
    assert "This link does not work any more" in words(visitor.post(address, {"new_password": NEW}))


def test_a_refused_password_does_not_use_the_link_up(app: Flask, cast: Cast, visitor: Browser) -> None:
    address = link(app, visitor)
    for password in ("few", "password123", "aya12345"):
        answer = visitor.post(address, {"new_password": password})
        assert answer.status_code == 400
        assert password not in answer.get_data(as_text=True)
    assert visitor.post(address, {"new_password": NEW}).location == "/"


def test_a_new_password_kills_links_on_their_way(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    address = link(app, visitor)
    given = {"email": AYA, "current_password": PASSWORD, "new_password": NEW}
    assert signed_in(cast.aya).post("/me/way-in", given).location == "/"
    assert visitor.get(address).status_code == 404


def test_staff_choose_a_long_one_here_too(app: Flask, cast: Cast, visitor: Browser) -> None:
    address = link(app, visitor, "admin@people.test")
    assert "15 characters or more" in words(visitor.get(address))
    assert visitor.post(address, {"new_password": "fourteen chars"}).status_code == 400


@pytest.mark.parametrize("door", ["/login/forgotten", "/login/mail"])
def test_known_and_unknown_addresses_read_the_same_and_do_the_same_work(
    app: Flask, cast: Cast, visitor: Browser, count_queries: Callable[[Callable[[], object]], int], door: str
) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE people SET disabled_at = created_at WHERE name = 'Chen'"))
        db.session.execute(text("UPDATE people SET email_confirmed_at = NULL WHERE name = 'Bilal'"))
        db.session.commit()
    # The first request from a place makes its count; the others raise it.
    visitor.post(door, {"email": "first@people.test"})
    seen, counts = set(), []
    for email in (AYA, "nobody@people.test", "chen@people.test", "bilal@people.test", "admin@people.test"):
        browser = Browser(app.test_client())
        browser.token()
        answers: list[TestResponse] = []
        counts.append(count_queries(partial(_send, browser, door, email, answers)))
        (answer,) = answers
        assert answer.status_code == 302
        page = browser.get(answer.location).get_data(as_text=True)
        head = sorted(
            f"{name}: {value}" for name, value in answer.headers if name not in ("Set-Cookie", "X-Request-Id")
        )
        seen.add((answer.get_data(as_text=True), str(head), words(page)))
    assert len(seen) == 1
    assert len(set(counts)) == 1, counts
    told = {mail["To"] for mail in letters(app)}
    assert told == {AYA, "admin@people.test"}
    with app.app_context():
        assert len(db.session.scalars(select(Pass)).all()) == 6, "a pass for nobody looks like any other"


def _send(browser: Browser, door: str, email: str, answers: list[TestResponse]) -> None:
    answers.append(browser.post(door, {"email": email}))


def test_six_letters_an_hour_to_one_address_are_too_many(app: Flask, cast: Cast, now: Callable[..., None]) -> None:
    for email in (AYA, "nobody@people.test"):
        got = [Browser(app.test_client()).post("/login/forgotten", {"email": email}).status_code for _ in range(6)]
        assert got == [302] * 5 + [429]
    assert Browser(app.test_client()).post("/login/forgotten", {"email": "bilal@people.test"}).status_code == 302
    now(NOW + timedelta(hours=1))
    assert Browser(app.test_client()).post("/login/forgotten", {"email": AYA}).status_code == 302


def test_one_place_cannot_write_to_everybody(app: Flask, cast: Cast) -> None:
    from lms.kit.limits import limiter

    got = Counter()
    for number in range(62):
        limiter.reset()
        answer = Browser(app.test_client()).post("/login/forgotten", {"email": f"p{number}@people.test"})
        got[answer.status_code] += 1
    assert got == {302: 60, 429: 2}


def test_the_host_of_a_request_never_gets_into_a_letter(app: Flask, cast: Cast) -> None:
    with app.test_request_context("/login/forgotten", base_url="http://evil.test", method="POST"):
        recovering.ask_for_link(AYA, NOW)
        db.session.commit()
    text = letter_to(app, AYA)
    assert "evil" not in text
    assert "http://gonin.test/login/reset/" in text


def test_of_many_who_press_the_same_link_at_once_one_gets_in(app: Flask, cast: Cast, visitor: Browser) -> None:
    address = link(app, visitor)
    browsers = [Browser(app.test_client()) for _ in range(8)]
    found = at_once(posts(browsers, address, [{"new_password": f"{NEW} {number}"} for number in range(8)]))
    assert Counter(answer.status_code for answer in found) == {302: 1, 404: 7}
    assert sum(browser.get("/me").status_code == 200 for browser in browsers) == 1


def test_nothing_that_opens_a_door_can_be_read_afterwards(
    app: Flask, cast: Cast, visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = link(app, visitor).removeprefix("/login/reset/")
    visitor.get(f"/login/reset/{token}")
    with app.app_context():
        for table in db.metadata.sorted_tables:
            assert token not in str(db.session.execute(select(table)).all()), table.name
    visitor.post(f"/login/reset/{token}", {"new_password": NEW})
    assert token not in caplog.text
    assert NEW not in caplog.text


def test_without_mail_the_page_promises_none_and_names_the_coordinator(
    app: Flask, cast: Cast, visitor: Browser
) -> None:
    settings = app.extensions["gonin_settings"]
    app.extensions["gonin_settings"] = replace(settings, mail_url="", contact="help@gonin.test")
    page = visitor.sees("/login/forgotten")
    assert "Send me the link" not in page
    assert "A code from your coordinator" in page
    assert "Get a code by mail" not in visitor.sees("/login")
    assert visitor.post("/login/forgotten", {"email": AYA}).status_code == 200
    assert letters(app) == []
