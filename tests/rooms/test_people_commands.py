"""The operator's commands for people: accounts, passwords, and closing an account at once."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from lms.kit.db import db
from tests.app_fixtures import PASSWORD, Browser, Cast


def run(app: Flask, *words: str) -> tuple[int, str]:
    """A command's exit code and everything it said."""
    result = app.test_cli_runner().invoke(args=["people", *words])
    return result.exit_code, result.output


def test_an_administrator_is_made_and_can_sign_in(app: Flask, visitor: Browser) -> None:
    made = run(app, "add", "First@People.test", "--name", "First", "--role", "admin", "--password", PASSWORD)
    assert made == (0, "first@people.test can sign in now.\n")
    answer = visitor.post("/login", {"email": "first@people.test", "password": PASSWORD})
    assert answer.status_code == 302
    assert visitor.get("/admin/certificates").status_code == 200


def test_what_cannot_be_is_said_in_one_sentence(app: Flask, cast: Cast) -> None:
    for words, sentence in [
        (("add", "aya@people.test", "--name", "Aya", "--password", PASSWORD), "already"),
        (("add", "new@people.test", "--name", " ", "--password", PASSWORD), "1 to 100"),
        (("add", "new@people.test", "--name", "New", "--role", "admin", "--password", "eight888"), "15 characters"),
        (("password", "aya@people.test", "--password", "short"), "8 characters"),
        (("password", "admin@people.test", "--password", "eight888"), "15 characters"),
        (("disable", "nobody@people.test"), "no account"),
    ]:
        code, said = run(app, *words)
        assert code == 1
        assert sentence in said
        assert len(said.splitlines()) == 1


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    aya = signed_in(cast.aya)
    assert aya.get("/me").status_code == 200
    assert run(app, "disable", "aya@people.test")[0] == 0
    assert aya.get("/me").status_code == 302
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 400
    assert run(app, "enable", "aya@people.test")[0] == 0
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 302
    with app.app_context():
        db.session.remove()


def test_a_new_password_signs_every_browser_out(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    aya = signed_in(cast.aya)
    assert run(app, "password", "aya@people.test", "--password", "another good one")[0] == 0
    assert aya.get("/me").status_code == 302
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 400
    assert visitor.post("/login", {"email": "aya@people.test", "password": "another good one"}).status_code == 302
