"""Roles and accounts in an administrator's hands: confirmed first, written down, and never without an administrator left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts import auditing, queries, registering, signing_in
from lms.accounts.models import Person, PersonRole
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import words
from tests.rooms.test_races import at_once, posts


@pytest.fixture
def admin(cast: Cast, signed_in: Callable[[int], Browser]) -> Browser:
    """The administrator's browser, where they have shown who they are."""
    browser = signed_in(cast.admin)
    assert browser.post("/me/confirm", {"password": PASSWORD}).status_code == 302
    return browser


def press(browser: Browser, person: int, deed: str, role: str = "") -> str:
    return words(browser.post(f"/admin/people/{person}", {"deed": deed, "role": role}, follow=True))


def roles(app: Flask, person: int) -> set[str]:
    with app.app_context():
        return set(queries.roles_of(person))


def deeds(app: Flask, person: int) -> list[str]:
    with app.app_context():
        return [entry.deed for entry in queries.entries_about(auditing.about(person))]


def test_people_are_found_by_a_part_of_name_or_address(cast: Cast, admin: Browser) -> None:
    assert "Bilal" not in words(admin.sees("/admin/people?q=ay"))
    assert "aya@people.test" in words(admin.sees("/admin/people?q=AYA@PEOPLE"))
    assert "Nothing found" in words(admin.sees("/admin/people?q=%25"))
    assert "Aya" in words(admin.sees("/admin/people"))


def test_a_role_is_given_written_down_and_signs_its_holder_out(
    app: Flask, cast: Cast, admin: Browser, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    aya = signed_in(cast.aya)
    assert "Saved" in press(admin, cast.aya, "give", "instructor")
    press(admin, cast.aya, "give", "instructor")
    assert roles(app, cast.aya) == {"instructor"}
    assert deeds(app, cast.aya) == ["role.given"]
    assert aya.get("/me").status_code == 302
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).location == "/"
    press(admin, cast.aya, "take", "instructor")
    assert roles(app, cast.aya) == set()
    assert deeds(app, cast.aya) == ["role.taken", "role.given"]
    assert "Task taken away" in words(admin.sees(f"/admin/people/{cast.aya}"))


def test_new_staff_with_a_short_password_choose_a_longer_one_before_they_are_in(
    app: Flask, cast: Cast, admin: Browser, visitor: Browser
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.aya).password_hash = signing_in.hashed("plum8tree")
        db.session.commit()
    press(admin, cast.aya, "give", "instructor")
    answer = visitor.post("/login", {"email": "aya@people.test", "password": "plum8tree"})
    assert answer.location.startswith("/login/reset/")
    assert visitor.get("/me").status_code == 302, "not signed in yet"
    assert "longer password" in words(visitor.sees(answer.location))
    assert visitor.post(answer.location, {"new_password": "plum8tree"}).status_code == 400
    assert visitor.post(answer.location, {"new_password": "a whole new plum tree"}).location == "/"
    assert visitor.get("/me").status_code == 200


def test_who_could_not_sign_in_as_staff_gets_no_role(app: Flask, cast: Cast, admin: Browser) -> None:
    with app.app_context():
        dora = db.session.get_one(Person, cast.dora)
        dora.email = dora.email_confirmed_at = dora.password_hash = None
        db.session.commit()
    assert "no confirmed way in yet" in press(admin, cast.dora, "give", "coordinator")
    assert roles(app, cast.dora) == set()


def test_nobody_shuts_themselves_out_and_one_administrator_stays(app: Flask, cast: Cast, admin: Browser) -> None:
    assert "shut yourself out" in press(admin, cast.admin, "take", "admin")
    assert "shut yourself out" in press(admin, cast.admin, "close")
    assert roles(app, cast.admin) == {"admin"}
    assert deeds(app, cast.admin) == []


def test_two_administrators_who_take_each_others_role_leave_one(
    app: Flask, cast: Cast, admin: Browser, signed_in: Callable[[int], Browser]
) -> None:
    with app.app_context():
        registering.give_role(db.session.get_one(Person, cast.supporter), "admin", NOW)
        db.session.commit()
    other = signed_in(cast.supporter)
    assert other.post("/me/confirm", {"password": PASSWORD}).status_code == 302
    form = {"deed": "take", "role": "admin"}
    acts = posts([admin], f"/admin/people/{cast.supporter}", [form])
    acts += posts([other], f"/admin/people/{cast.admin}", [form])
    at_once(acts)
    with app.app_context():
        left = db.session.scalars(select(PersonRole).where(PersonRole.role == "admin")).all()
        assert len(left) == 1


def test_closing_and_opening_an_account(
    app: Flask, cast: Cast, admin: Browser, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    aya = signed_in(cast.aya)
    press(admin, cast.aya, "close")
    assert aya.get("/me").status_code == 302
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 400
    assert "is closed. Open it first" in press(admin, cast.aya, "give", "instructor")
    press(admin, cast.aya, "open")
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 302
    press(admin, cast.aya, "sign-out")
    assert visitor.get("/me").status_code == 302
    assert deeds(app, cast.aya) == ["person.signed_out", "person.opened", "person.closed"]


def test_who_holds_the_administrators_phone_needs_the_password_too(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    browser = signed_in(cast.admin)
    page = f"/admin/people/{cast.aya}"
    assert browser.get(page).location == f"/me/confirm?next={page}"
    answer = browser.post(page, {"deed": "give", "role": "admin"})
    assert answer.location == f"/me/confirm?next={page}"
    assert roles(app, cast.aya) == set()


def test_what_is_no_deed_is_refused(cast: Cast, admin: Browser) -> None:
    for form in ({}, {"deed": "x"}, {"deed": "give"}, {"deed": "give", "role": "king"}):
        assert admin.post(f"/admin/people/{cast.aya}", form).status_code == 400


def test_the_page_tells_nothing_of_what_somebody_does_here(cast: Cast, admin: Browser) -> None:
    page = words(admin.sees(f"/admin/people/{cast.aya}"))
    assert "Tide" not in page
    assert "Work from home" not in page
