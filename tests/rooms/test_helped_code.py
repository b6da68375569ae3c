"""A one-time code from the coordinator: for learners of their own teams, once, half an hour, written down; never for staff."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts import auditing, helping, queries, registering, rules, signing_in
from lms.accounts.models import Person
from lms.cohorts import seating
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import words
from tests.rooms.letter_box import letter_to, letters
from tests.rooms.test_races import at_once, posts

NEW = "a whole new plum tree"


def door(cast: Cast, person: int | None = None) -> str:
    return f"/coordinate/teams/{cast.team}/people/{person or cast.aya}/code"


@pytest.fixture
def kofi(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> Browser:
    """The coordinator's browser, where they have shown who they are."""
    browser = signed_in(cast.coordinator)
    assert browser.post("/me/confirm", {"password": PASSWORD, "next": "/coordinate"}).location == "/coordinate"
    return browser


def made(kofi: Browser, cast: Cast) -> str:
    answer = kofi.post(door(cast))
    assert answer.status_code == 200
    (code,) = re.findall(r'class="code-spoken">([\w ]+)<', answer.get_data(as_text=True))
    return str(code)


def enter(browser: Browser, code: str, **more: str) -> int:
    return browser.post("/login/code", {"code": code, **more}).status_code


def test_a_learner_without_any_way_back_comes_in_and_is_asked_to_set_one(
    app: Flask, cast: Cast, kofi: Browser, visitor: Browser
) -> None:
    with app.app_context():
        aya = db.session.get_one(Person, cast.aya)
        aya.email = aya.email_confirmed_at = aya.password_hash = None
        db.session.commit()
    code = made(kofi, cast)
    answer = visitor.post("/login/code", {"code": f" {code.lower()} "})
    assert answer.location == "/me/way-in"
    assert "You are in" in words(visitor.sees("/me/way-in"))
    assert "Hello, Aya" in visitor.sees("/")


def test_who_forgot_their_password_sets_a_new_one_without_typing_it(
    cast: Cast, kofi: Browser, visitor: Browser
) -> None:
    enter(visitor, made(kofi, cast))
    assert "Current password" not in visitor.sees("/me/way-in")
    assert visitor.post("/me/way-in", {"email": "aya@people.test", "new_password": NEW}).location == "/"


def test_a_code_works_once_for_half_an_hour_and_kills_the_older_one(
    app: Flask, cast: Cast, kofi: Browser, visitor: Browser, now: Callable[[datetime], None]
) -> None:
    older, code = made(kofi, cast), made(kofi, cast)
    assert enter(visitor, older) == 400
    now(NOW + timedelta(minutes=30))
    assert enter(visitor, code) == 400
    now(NOW + timedelta(minutes=29))
    assert enter(visitor, code) == 302
    assert enter(Browser(app.test_client()), code) == 400


def test_of_many_who_type_one_code_at_once_one_gets_in(app: Flask, cast: Cast, kofi: Browser) -> None:
    code = made(kofi, cast)
    browsers = [Browser(app.test_client()) for _ in range(8)]
    found = at_once(posts(browsers, "/login/code", [{"code": code}] * 8))
    assert Counter(answer.status_code for answer in found) == {302: 1, 400: 7}


def test_it_is_written_down_and_its_owner_is_told(app: Flask, cast: Cast, kofi: Browser) -> None:
    code = made(kofi, cast)
    text = letter_to(app, "aya@people.test")
    assert "A coordinator made a code for you" in text
    assert code not in text
    with app.app_context():
        (entry,) = queries.entries_about(auditing.about(cast.aya))
        assert (entry.actor, entry.deed) == ("Coordinator", "person.code_made")
        for table in db.metadata.sorted_tables:
            stored = str(db.session.execute(select(table)).all())
            assert code not in stored
            assert rules.normal_code(code) not in stored


def test_opening_the_page_makes_no_code(app: Flask, cast: Cast, kofi: Browser) -> None:
    assert "Make a code" in kofi.sees(door(cast))
    assert letters(app) == []


def test_nobody_makes_one_for_staff_or_for_who_is_not_in_the_team(
    app: Flask, cast: Cast, kofi: Browser, signed_in: Callable[[int], Browser]
) -> None:
    assert kofi.get(door(cast, cast.chen)).status_code == 404
    assert kofi.post(door(cast, cast.chen)).status_code == 404
    with app.app_context():
        seating.take_seat(cast.team_id, cast.instructor, NOW)
        db.session.commit()
    assert "For staff there are no codes" in words(kofi.sees(door(cast, cast.instructor)))
    assert kofi.post(door(cast, cast.instructor)).status_code == 409
    with app.app_context(), pytest.raises(helping.NotForStaff):
        helping.make_code(cast.admin, cast.coordinator, NOW)


def test_who_became_staff_or_was_closed_meanwhile_is_not_let_in(
    app: Flask, cast: Cast, kofi: Browser, visitor: Browser
) -> None:
    first = made(kofi, cast)
    with app.app_context():
        registering.give_role(db.session.get_one(Person, cast.aya), "instructor", NOW)
        db.session.commit()
    assert enter(visitor, first) == 400
    with app.app_context():
        code = helping.make_code(cast.bilal, cast.coordinator, NOW)
        signing_in.disable(db.session.get_one(Person, cast.bilal), NOW)
        db.session.commit()
    assert enter(visitor, code) == 400


def test_who_holds_the_coordinators_phone_needs_the_password_too(
    cast: Cast, signed_in: Callable[[int], Browser], now: Callable[[datetime], None]
) -> None:
    browser = signed_in(cast.coordinator)
    assert browser.get(door(cast)).location == f"/me/confirm?next={door(cast)}"
    assert browser.post("/me/confirm", {"password": "wrong"}).status_code == 400
    browser.post("/me/confirm", {"password": PASSWORD})
    assert browser.get(door(cast)).status_code == 200
    now(NOW + timedelta(minutes=10))
    assert browser.get(door(cast)).status_code == 302


def test_guesses_are_counted_by_place(app: Flask, cast: Cast, now: Callable[[datetime], None]) -> None:
    from lms.kit.limits import limiter

    got = Counter(
        (limiter.reset(), enter(Browser(app.test_client()), f"ABCD{number:04}"))[1] for number in range(2000, 2042)
    )
    assert got == {400: 40, 429: 2}
    now(NOW + timedelta(minutes=15))
    assert enter(Browser(app.test_client()), "ABCD2345") == 400
