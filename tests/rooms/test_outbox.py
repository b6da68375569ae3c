"""The outbox: a letter goes out when, and only when, what caused it was committed; once; and nothing of it stays."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from lms.kit import mailing, outbox
from lms.kit.db import db
from lms.kit.outbox import Letter, OutboxRow
from tests.app_fixtures import NOW

SECRET = "the-link-that-opens-everything"
LETTER = Letter("aya@people.test", "You have one message", f"Hello.\n\nhttp://gonin.test/{SECRET}\n", "en")


class Moody:
    """A carrier that fails as told, then carries."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.mails = list(failures), list[EmailMessage]()

    def carry(self, mail: EmailMessage) -> None:
        """Fail while there are failures left."""
        if self.failures:
            raise self.failures.pop(0)
        self.mails.append(mail)


def give(app: Flask, carrier: object) -> None:
    app.extensions["gonin_mail"] = carrier


def send_one(app: Flask, letter: Letter = LETTER) -> None:
    with app.app_context():
        outbox.post(letter, NOW)
        db.session.commit()


def deliver(app: Flask) -> None:
    with app.app_context():
        mailing.deliver()


def rows(app: Flask) -> list[OutboxRow]:
    with app.app_context():
        found = list(db.session.scalars(select(OutboxRow)))
        db.session.expunge_all()
        return found


def test_a_letter_is_sent_once_and_leaves_nothing_behind(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    box = app.extensions["gonin_mail"]
    send_one(app)
    assert [row.state for row in rows(app)] == ["waiting"]
    for _ in range(3):
        deliver(app)
    (mail,) = box.mails
    assert (mail["To"], mail["Subject"]) == ("aya@people.test", "You have one message")
    assert SECRET in mail.get_content()
    assert mail["Auto-Submitted"] == "auto-generated"
    (row,) = rows(app)
    assert (row.state, row.address, row.subject, row.body) == ("sent", None, None, None)
    assert SECRET not in caplog.text
    assert "aya@" not in caplog.text


def test_no_commit_no_letter(app: Flask) -> None:
    with app.app_context():
        outbox.post(LETTER, NOW)
        db.session.rollback()
    deliver(app)
    assert rows(app) == []
    assert app.extensions["gonin_mail"].mails == []


def test_a_server_that_is_away_is_tried_again_later_and_later_and_then_no_more(
    app: Flask, now: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    give(app, Moody(*[ConnectionRefusedError()] * 50))
    send_one(app)
    moments = [0, 1, 6, 21, 81, 261, 621, 1341]
    for tries, minutes in enumerate(moments, start=1):
        now(NOW + timedelta(minutes=minutes))
        deliver(app)
        deliver(app)
        assert rows(app)[0].tries == tries
    (row,) = rows(app)
    assert (row.state, row.body, row.address) == ("given_up", None, None)
    assert SECRET not in caplog.text


def test_a_killed_worker_repeats_a_letter_once_under_its_own_number(app: Flask, now: Callable[..., None]) -> None:
    """The worker dies between handing the letter over and noting it."""
    seen = Moody()
    give(app, seen)
    send_one(app)
    with app.app_context():
        taken = outbox.take_next(NOW)
        assert taken is not None
        db.session.commit()
        seen.carry(mailing.mail_of(taken, "Gonin <no-reply@gonin.test>"))
    deliver(app)
    assert len(seen.mails) == 1, "not at once"
    now(NOW + timedelta(minutes=2))
    for _ in range(3):
        deliver(app)
    assert len(seen.mails) == 2
    assert len({mail["Message-ID"] for mail in seen.mails}) == 1


def test_what_a_server_refuses_for_good_is_not_tried_again(app: Flask) -> None:
    for failure in (
        smtplib.SMTPRecipientsRefused({"aya@people.test": (550, b"no such person")}),
        smtplib.SMTPDataError(554, b"no"),
        ValueError("an address that cannot be written"),
    ):
        give(app, Moody(failure))
        send_one(app)
        deliver(app)
        assert rows(app)[-1].state == "given_up"


def test_what_a_server_refuses_for_now_is_tried_again(app: Flask, now: Callable[..., None]) -> None:
    moody = Moody(smtplib.SMTPRecipientsRefused({"aya@people.test": (451, b"later")}), smtplib.SMTPDataError(421, b""))
    give(app, moody)
    send_one(app)
    for minutes in (0, 2, 10):
        now(NOW + timedelta(minutes=minutes))
        deliver(app)
    assert len(moody.mails) == 1


def test_settings_that_are_put_right_later_lose_no_letter(app: Flask, now: Callable[..., None]) -> None:
    moody = Moody(smtplib.SMTPNotSupportedError("no STARTTLS"), smtplib.SMTPAuthenticationError(535, b"who are you"))
    give(app, moody)
    send_one(app)
    for minutes in (0, 2, 10):
        now(NOW + timedelta(minutes=minutes))
        deliver(app)
    assert len(moody.mails) == 1


def test_one_address_that_fails_keeps_no_other_letter_waiting(app: Flask) -> None:
    moody = Moody(TimeoutError())
    give(app, moody)
    send_one(app)
    send_one(app, Letter("bilal@people.test", "You have one message", "Hello.", "en"))
    deliver(app)
    assert [mail["To"] for mail in moody.mails] == ["bilal@people.test"]


def test_a_letter_past_its_use_is_not_sent(app: Flask, now: Callable[..., None]) -> None:
    send_one(app, Letter("aya@people.test", "You have one message", SECRET, "en", NOW + timedelta(minutes=10)))
    now(NOW + timedelta(minutes=10))
    deliver(app)
    assert app.extensions["gonin_mail"].mails == []
    assert (rows(app)[0].state, rows(app)[0].body) == ("given_up", None)


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\x00", "\u2028", "\x85"])
def test_nobody_can_add_a_header_line(sign: str) -> None:
    for to, subject in ((f"a@b.test{sign}Bcc: c@d.test", "x"), ("a@b.test", f"x{sign}Bcc: c@d.test")):
        with pytest.raises(ValueError, match="one line"):
            Letter(to, subject, "text", "en")


def test_every_script_arrives_as_it_was_written(app: Flask) -> None:
    text = "おかえりなさい。\nБудь ласка\nخوش آمدید\n"
    send_one(app, Letter("aya@people.test", "お知らせが1件あります", text, "ja"))
    send_one(app, Letter("aya@例え.jp", "お知らせが1件あります", text, "ja"))
    deliver(app)
    first, second = app.extensions["gonin_mail"].mails
    assert first["Subject"] == "お知らせが1件あります"
    assert first.get_content().splitlines() == text.splitlines()
    assert second["To"] == "aya@xn--r8jz45g.jp"
    assert b"\n" in second.as_bytes()
    assert all(byte < 128 for byte in second.as_bytes()), "servers that know ASCII only can take it"


def test_posting_nothing_leaves_the_same_kind_of_trace_and_sends_nothing(app: Flask) -> None:
    with app.app_context():
        outbox.post_nothing(NOW)
        db.session.commit()
        assert outbox.backlog() == outbox.Backlog(0, None, 0)
    deliver(app)
    assert app.extensions["gonin_mail"].mails == []


def test_letters_to_somebody_who_is_gone_are_taken_back(app: Flask) -> None:
    send_one(app)
    with app.app_context():
        assert outbox.backlog().waiting == 1
        outbox.take_back("aya@people.test", NOW)
        db.session.commit()
    deliver(app)
    assert app.extensions["gonin_mail"].mails == []
    assert rows(app)[0].address is None


def test_emptied_rows_are_removed_after_their_time(app: Flask, now: Callable[..., None]) -> None:
    send_one(app)
    deliver(app)
    now(NOW + outbox.KEPT_FOR + timedelta(minutes=1))
    deliver(app)
    assert rows(app) == []


def test_a_letter_wakes_the_worker_after_the_commit_and_not_before(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(app.extensions["gonin_waker"], "wake", woken.append)
    with app.app_context():
        with db.session.begin_nested():
            outbox.post(LETTER, NOW)
        assert woken == []
        db.session.commit()
        assert woken == [outbox.DELIVERY]
        db.session.execute(select(OutboxRow)).all()
        db.session.commit()
    assert woken == [outbox.DELIVERY]
