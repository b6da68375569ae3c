"""Handing a letter to a mail server: what it gets, and that no letter travels in the clear to a server that should encrypt."""

from __future__ import annotations

import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from flask import Flask

from lms.kit import mailing
from lms.kit.outbox import Letter, Taken

ANSWERS = {b"EHLO": b"250 ok", b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class Sink:
    """A mail server of a few lines: it greets, says yes, and keeps every line. It offers no encryption."""

    def __init__(self, recipient: bytes = b"250 ok") -> None:
        self.lines: list[bytes] = []
        self.answers = ANSWERS | {b"RCPT": recipient}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with closing(connection), connection.makefile("rwb") as stream:
            self._say(stream, b"220 hello")
            is_data = False
            for line in stream:
                self.lines.append(line.rstrip(b"\r\n"))
                if is_data and line == b".\r\n":
                    is_data = False
                    self._say(stream, b"250 kept")
                elif not is_data:
                    word = line[:4].upper()
                    is_data = word == b"DATA"
                    self._say(stream, self.answers.get(word, b"250 ok"))
                    if word == b"QUIT":
                        return

    @staticmethod
    def _say(stream: object, answer: bytes) -> None:
        stream.write(answer + b"\r\n")  # type: ignore[attr-defined]
        stream.flush()  # type: ignore[attr-defined]

    def close(self) -> None:
        self._listener.close()
        self._thread.join(5)


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A server that takes everything."""
    made = Sink()
    yield made
    made.close()


def a_mail(to: str = "aya@people.test") -> object:
    letter = Letter(to, "お知らせが1件あります", "A line.\n.a line that begins with a dot\n", "ja", datetime.now(UTC))
    return mailing.mail_of(Taken(1, "<1@gonin.test>", letter, last=False), "五人 <no-reply@gonin.test>")


def test_the_server_gets_the_letter_with_its_number(app: Flask, sink: Sink) -> None:
    mailing.Server(f"smtp+plain://127.0.0.1:{sink.port}").carry(a_mail())  # type: ignore[arg-type]
    said = b"\n".join(sink.lines)
    assert b"rcpt TO:<aya@people.test>" in said
    assert b"mail FROM:<no-reply@gonin.test>" in said
    assert b"Message-ID: <1@gonin.test>" in said
    assert b"=?utf-8?" in said


def test_a_server_without_encryption_gets_nothing(app: Flask, sink: Sink) -> None:
    with pytest.raises(smtplib.SMTPNotSupportedError) as caught:
        mailing.Server(f"smtp://me:secret@127.0.0.1:{sink.port}").carry(a_mail())  # type: ignore[arg-type]
    said = b"\n".join(sink.lines).upper()
    assert not mailing.is_for_good(caught.value), "somebody may put it right"
    assert b"AUTH" not in said
    assert b"MAIL FROM" not in said


def test_a_refused_address_is_refused_for_good_or_for_now(app: Flask) -> None:
    for answer, is_over in ((b"550 nobody here", True), (b"451 later", False)):
        sink = Sink(answer)
        with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
            mailing.Server(f"smtp+plain://127.0.0.1:{sink.port}").carry(a_mail())  # type: ignore[arg-type]
        assert mailing.is_for_good(caught.value) is is_over
        sink.close()


def test_a_server_that_is_not_there_is_tried_again(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(OSError, match="refused") as caught:
        mailing.Server(f"smtps://127.0.0.1:{port}").carry(a_mail())  # type: ignore[arg-type]
    assert not mailing.is_for_good(caught.value)
