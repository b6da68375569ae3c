"""Known and unknown addresses and codes get the same words, and the same work is done for both."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, update
from werkzeug.test import TestResponse

from lms.accounts import signing_in
from lms.cohorts.models import Invitation
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast

KNOWN, UNKNOWN = "aya@people.test", "xyz@people.test"
Ask = Callable[[Browser, str], TestResponse]

ASKS: dict[str, Ask] = {
    "signing in": lambda browser, email: browser.post("/login", {"email": email, "password": "not the password"}),
    "a mailed link": lambda browser, email: browser.post("/login/forgotten", {"email": email}),
    "a mailed code": lambda browser, email: browser.post("/login/mail", {"email": email}),
    "a code said on the telephone": lambda browser, email: browser.post(
        "/login/code", {"email": email, "code": "ABCD EFGH", "new_password": "a long walk by the sea"}
    ),
}


def told(answer: TestResponse, typed: str) -> tuple[int, str, str, list[str]]:
    """Everything that a stranger sees of an answer, save what was typed and random tokens."""
    page = answer.get_data(as_text=True).replace(typed, "…")
    page = re.sub(r'(name="(?:csrf_token|next|once)"[^>]* value=|name="csrf-token" content=)"[^"]*"', r"\1", page)
    names = [name for name, _ in answer.headers if name not in ("Content-Length", "X-Request-Id", "Date")]
    return answer.status_code, answer.headers.get("Location", ""), page, sorted(names)


class Work:
    """What an answer cost: password hashes and statements by their kind, and commits."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        real = signing_in.hasher

        class Counting:
            def verify(_, *words: str) -> bool:  # noqa: N805 - the outer self is meant below.
                self.done.append("verify")
                return bool(real.verify(*words))

            def hash(_, *words: str) -> str:  # noqa: N805 - as above.
                self.done.append("hash")
                return str(real.hash(*words))

        signing_in._nobodys_hash()
        monkeypatch.setattr(signing_in, "hasher", Counting())
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._note)
            event.listen(db.engine, "commit", lambda _: self.done.append("commit"))

    def _note(self, _c: object, _cursor: object, statement: str, *_: object) -> None:
        words = statement.split()
        if words[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            table = (
                words[words.index("FROM") + 1] if "FROM" in words else words[2] if words[0] == "INSERT" else words[1]
            )
            self.done.append(f"{words[0]} {table}")


@pytest.mark.parametrize("way", ASKS)
def test_nobody_learns_from_words_or_work_who_is_here(
    app: Flask, cast: Cast, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ASKS[way]
    ask(Browser(app.test_client()), "warm@people.test")
    work = Work(app, monkeypatch)
    answers, costs = [], []
    for email in (UNKNOWN, KNOWN):
        work.done.clear()
        answers.append(told(ask(Browser(app.test_client()), email), email))
        costs.append(list(work.done))
    assert answers[0] == answers[1]
    assert costs[0].count("verify") == costs[1].count("verify")
    assert costs[0].count("hash") == costs[1].count("hash")
    assert abs(len(costs[0]) - len(costs[1])) <= 2, costs
    writes = [[deed for deed in cost if not deed.startswith("SELECT")] for cost in costs]
    assert writes[0] == writes[1], "what is written takes longest: it must be the same"


def test_an_invitation_that_ended_reads_like_one_that_never_was(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.execute(update(Invitation).values(expires_at=NOW - timedelta(minutes=1)))
        db.session.commit()
    for address in ("/join/{}", "/join/{}/name"):
        pages = [
            told(Browser(app.test_client()).get(address.format(code)), code) for code in (cast.invitation, "ABCDEFGHJK")
        ]
        assert pages[0] == pages[1]
    typed = [
        told(Browser(app.test_client()).post("/join", {"code": code}), code) for code in (cast.invitation, "ABCDEFGHJK")
    ]
    assert typed[0] == typed[1]
