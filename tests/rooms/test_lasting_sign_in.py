"""How long a sign-in lasts, what ends it, and what a left-behind cookie or page can open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from lms.accounts import signing_in
from lms.accounts.models import Person
from lms.accounts.rules import SIGN_IN_LASTS
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import finish


def test_who_keeps_studying_stays_signed_in_and_who_is_away_too_long_does_not(
    cast: Cast, signed_in: Callable[[int], Browser], now: Callable[[datetime], None]
) -> None:
    aya, bilal = signed_in(cast.aya), signed_in(cast.bilal)
    for days in range(0, 90, 3):
        now(NOW + timedelta(days=days))
        finish(aya, cast)
    now(NOW + timedelta(days=91))
    assert aya.get("/me").status_code == 200
    assert bilal.get("/me").status_code == 302
    now(NOW + timedelta(days=87) + SIGN_IN_LASTS)
    assert aya.get("/me").status_code == 302


def test_signing_in_again_leaves_no_second_key(app: Flask, cast: Cast, visitor: Browser) -> None:
    first = {"email": "aya@people.test", "password": PASSWORD}
    visitor.post("/login", first)
    old = visitor.client.get_cookie("session")
    visitor.post("/login", first)
    copied = Browser(app.test_client())
    copied.client.set_cookie("session", old.value)  # type: ignore[union-attr]
    assert copied.get("/me").status_code == 302
    assert visitor.get("/me").status_code == 200


def test_a_cookie_from_before_joining_opens_nothing_later(app: Flask, cast: Cast, visitor: Browser) -> None:
    address = f"/join/{cast.invitation}/name"
    visitor.get(address)
    left_behind = visitor.client.get_cookie("session")
    visitor.post(address, {"name": "Newcomer", "once": "what stood in her page"})
    assert "Newcomer" in visitor.sees("/me")
    stranger = Browser(app.test_client())
    stranger.client.set_cookie("session", left_behind.value)  # type: ignore[union-attr]
    stranger.post(address, {"name": "Stranger", "once": "what stood in his page"})
    assert "Newcomer" not in stranger.sees("/me")


def test_the_page_sent_again_much_later_signs_nobody_in(
    app: Flask, cast: Cast, visitor: Browser, now: Callable[[datetime], None]
) -> None:
    form = {"name": "Newcomer", "once": "what stood in her page"}
    visitor.post(f"/join/{cast.invitation}/name", form)
    now(NOW + timedelta(minutes=5))
    later = Browser(app.test_client())
    answer = later.post(f"/join/{cast.invitation}/name", form, follow=True)
    assert "This page was sent before." in answer.get_data(as_text=True)
    assert "Welcome to the team" not in answer.get_data(as_text=True)
    assert later.get("/me").status_code == 302
    with app.app_context():
        assert db.session.query(Person).filter_by(name="Newcomer").count() == 1


def test_guesses_at_the_current_password_are_counted(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    wrong = {"email": "aya@mail.example.org", "current_password": "not it", "new_password": "a long new password"}
    assert [aya.post("/me/way-in", wrong).status_code for _ in range(11)] == [400] * 10 + [429]


def test_codes_cannot_be_tried_by_address_without_end(cast: Cast, visitor: Browser) -> None:
    answers = [visitor.get(f"/join/WRONG{number}").status_code for number in range(91)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert visitor.get(f"/join/{cast.invitation}/name").status_code == 429


def test_an_old_password_does_not_win_against_its_change(app: Flask, cast: Cast, visitor: Browser) -> None:
    """The password changes while the old one is being looked at."""
    fits = signing_in.password_fits

    def changed_meanwhile(password_hash: str | None, password: str) -> bool:
        found = fits(password_hash, password)
        person = db.session.get(Person, cast.aya)
        assert person is not None
        signing_in.set_password(person, signing_in.hashed("the new one of Aya"))
        db.session.commit()
        return found

    signing_in.password_fits = changed_meanwhile
    try:
        answer = visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD})
    finally:
        signing_in.password_fits = fits
    assert answer.status_code == 400
    assert visitor.get("/me").status_code == 302


def test_who_has_no_password_is_warned_before_signing_out(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    visitor.post(f"/join/{cast.invitation}/name", {"name": "Newcomer"})
    assert "You have no way back yet" in visitor.post("/sign-out").get_data(as_text=True)
    assert visitor.get("/me").status_code == 200, "nothing has happened yet"
    visitor.post("/sign-out", {"sure": "yes"})
    assert visitor.get("/me").status_code == 302
    aya = signed_in(cast.aya)
    assert aya.post("/sign-out").status_code == 302, "who has a password signs out with one press"
