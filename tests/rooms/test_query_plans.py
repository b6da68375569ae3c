"""No page that people wait for reads a large table from end to end: at a hundred thousand people it must still be quick."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from lms.kit.db import db
from tests.app_fixtures import PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import issue
from tests.rooms.deeds import a_fact, do_everything, finish, lesson, send
from tests.rooms.plans import heard, read_whole


def sign_in(browser: Browser) -> object:
    return browser.post("/login", {"email": "aya@people.test", "password": PASSWORD})


WAITED_FOR: dict[str, Callable[[Cast, Browser, Browser], object]] = {
    "lesson": lambda cast, aya, _: aya.sees(lesson(cast)),
    "desk": lambda cast, aya, _: aya.sees("/"),
    "board": lambda cast, aya, _: aya.sees(f"/team/{cast.team}"),
    "facts": lambda cast, aya, _: send(aya, a_fact(cast), a_fact(cast, "marked_hard")),
    "standing": lambda cast, aya, _: aya.get("/facts"),
    "finish": lambda cast, aya, _: finish(aya, cast),
    "course": lambda cast, aya, _: aya.sees("/courses/tiny"),
    "certificates": lambda cast, aya, _: aya.sees("/me/certificates"),
    "sign in": lambda cast, aya, nobody: sign_in(nobody),
    "join": lambda cast, aya, nobody: nobody.sees(f"/join/{cast.invitation}"),
}


@pytest.mark.parametrize("page", WAITED_FOR)
def test_no_large_table_is_read_whole(
    page: str, app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    aya = signed_in(cast.aya)
    do_everything(aya, cast)
    with heard(app) as statements:
        WAITED_FOR[page](cast, aya, visitor)
    assert statements
    found = {sql: tables for sql, values in statements if (tables := read_whole(app, (sql, values)))}
    assert found == {}


def test_a_certificates_page_reads_no_large_table_whole(app: Flask, cast: Cast, visitor: Browser) -> None:
    number = issue(app, cast, cast.aya)
    with heard(app) as statements:
        visitor.sees(f"/certificates/{number}")
    assert statements
    assert {sql: tables for sql, values in statements if (tables := read_whole(app, (sql, values)))} == {}


def test_the_coordinators_desk_reads_only_her_own_teams(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    coordinator = signed_in(cast.coordinator)
    with heard(app) as statements:
        coordinator.sees("/coordinate")
    assert {sql: tables for sql, values in statements if (tables := read_whole(app, (sql, values)))} == {}


def test_a_plan_that_reads_everything_is_noticed(app: Flask, cast: Cast) -> None:
    with app.app_context(), heard(app) as statements:
        db.session.execute(text("SELECT name FROM people WHERE theme = 'dark'"))
    assert read_whole(app, statements[0]) == {"people"}
