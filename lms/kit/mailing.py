"""Sending letters: what a mail looks like, who carries it (a server, the terminal, a test's list), and the job that does it."""

from __future__ import annotations

import contextlib
import logging
import smtplib
import ssl
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Protocol
from urllib.parse import unquote, urlsplit

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask, current_app

from lms.kit import clock, outbox
from lms.kit.db import db
from lms.kit.jobs import Schedule

log = logging.getLogger("gonin.mail")
TIMEOUT = 20.0
"""Seconds a mail server has for each of its answers."""
POLICY = SMTP.clone(cte_type="7bit")
"""Lines end as servers expect, and every letter passes servers that know ASCII only."""


class Carrier(Protocol):
    """Something that takes a mail to where it goes. Raises OSError or smtplib.SMTPException when it could not."""

    def carry(self, mail: EmailMessage) -> None:
        """Deliver, or raise."""


class Terminal:
    """Shows letters where the demo runs. Nothing leaves this machine."""

    def carry(self, mail: EmailMessage) -> None:
        """Print the letter as its reader would see it."""
        line = "─" * 60
        text = "\n".join(mail.get_content().rstrip().splitlines())
        click.echo(f"\n{line}\n✉  {mail['To']}\n   {mail['Subject']}\n\n{text}\n{line}\n")


class Box:
    """Keeps letters in a list, for tests."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    def carry(self, mail: EmailMessage) -> None:
        """Keep the letter."""
        self.mails.append(mail)


class Server:
    """A mail server. Letters hold ways in, so they travel encrypted: from the start (smtps), or from STARTTLS on (smtp)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._scheme, self._host = parts.scheme, parts.hostname or ""
        self._port = parts.port or (465 if parts.scheme == "smtps" else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")

    def carry(self, mail: EmailMessage) -> None:
        """Hand the letter over."""
        with self._connection() as connection:
            connection.send_message(mail)

    def greet(self) -> None:
        """Connect and sign in as for a letter, and send none. Raises OSError or smtplib.SMTPException."""
        with self._connection() as connection:
            connection.noop()

    @contextlib.contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        # The library's default accepts any certificate; this context looks at it.
        context = ssl.create_default_context()
        if self._scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
        with connection:
            if self._scheme == "smtp":
                connection.starttls(context=context)
            if self._user:
                connection.login(self._user, self._password)
            yield connection


def set_up(app: Flask, url: str, sender: str) -> None:
    """Choose who carries the mail of this application. An empty address: nobody, and no page promises a letter."""
    scheme = urlsplit(url).scheme
    carriers = {"": None, "console": Terminal, "memory": Box}
    made = carriers[scheme] if scheme in carriers else lambda: Server(url)
    app.extensions["gonin_mail"] = made() if made else None
    app.extensions["gonin_mail_sender"] = sender


def mail_of(taken: outbox.Taken, sender: str) -> EmailMessage:
    """The mail of a letter. Its headers are built by a policy that refuses line breaks."""
    mail = EmailMessage(policy=POLICY)
    name, address = parseaddr(sender)
    mail["From"] = Address(name, addr_spec=address)
    mail["To"] = Address(addr_spec=reachable(taken.letter.to))
    mail["Subject"] = taken.letter.subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = taken.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(taken.letter.text)
    mail["Content-Language"] = taken.letter.language
    return mail


def reachable(address: str) -> str:
    """The address as mail servers write it: a domain in another script becomes its ASCII form."""
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).ascii_email or address
    except EmailNotValidError:
        return address


def deliver() -> None:
    """Send every letter that is due, one at a time, each in transactions of its own."""
    carrier: Carrier | None = current_app.extensions["gonin_mail"]
    if carrier is None:
        return
    while (taken := outbox.take_next(clock.now())) is not None:
        db.session.commit()
        state = _carried(carrier, taken)
        if state is not None:
            outbox.finish(taken.id, state, clock.now())
        db.session.commit()
    outbox.forget_older(clock.now())
    db.session.commit()


def _carried(carrier: Carrier, taken: outbox.Taken) -> str | None:
    """What became of a letter: sent, given up, or None when it is tried again. The log names neither address nor text."""
    try:
        carrier.carry(mail_of(taken, current_app.extensions["gonin_mail_sender"]))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        is_over = taken.last or is_for_good(error)
        what = "given up" if is_over else "put off"
        log.warning("letter %d is %s: %s %s", taken.id, what, type(error).__name__, getattr(error, "smtp_code", ""))
        return "given_up" if is_over else None
    return "sent"


def is_for_good(error: Exception) -> bool:
    """Whether trying again cannot help: the address cannot be written, or its server said no for good (RFC 5321, 4.2.1).

    What is wrong with our own settings (no encryption, no sign-in) is not for good: letters wait until it is put right.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return int(error.smtp_code) >= 500
    return isinstance(error, ValueError)


SCHEDULES = [Schedule(outbox.DELIVERY, deliver, minute=None)]
