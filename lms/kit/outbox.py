"""Letters waiting to be sent: a row in the transaction of the deed that causes it; a job of the worker sends what waits."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import CheckConstraint, Index, String, Text, delete, event, func, select, text, update
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from lms.kit import jobs
from lms.kit.db import Base, BigKey, db

DELIVERY = "outbox.deliver"
"""The job that sends what waits."""
KEPT_FOR = timedelta(days=14)
"""How long an emptied row stays, so that an operator can see whether mail goes out."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long to wait after each try. After the last one a letter is given up."""
WAITING = text("state = 'waiting'")


@dataclass(frozen=True)
class Letter:
    """A plain-text letter to one person. After `until` it is of no use any more, and is not sent.

    Raises ValueError for an address or a subject that could begin a new header line.
    """

    to: str
    subject: str
    text: str
    language: str
    until: datetime | None = None

    def __post_init__(self) -> None:
        if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in self.to + self.subject):
            raise ValueError("An address or a subject is one line of text.")


class OutboxRow(Base):
    """One letter and how it fares. Address, subject and text are erased once it is sent or given up."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    message_id: Mapped[str] = mapped_column(String(320), unique=True)
    address: Mapped[str | None] = mapped_column(String(254), index=True)
    subject: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'given_up')", name="state"),
        Index("ix_outbox_waiting", "next_try_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )


def can_send() -> bool:
    """Whether mail is set up. Pages promise a letter only then."""
    return bool(current_app.extensions["gonin_settings"].mail_url)


def post(letter: Letter, at: datetime) -> None:
    """Put a letter into the outbox, in the running transaction: it is sent if, and only if, that commits. Flushes."""
    _add(letter, at, "waiting")


def post_nothing(at: datetime) -> None:
    """Do the work of posting a letter and post none. Flushes.

    Where a letter goes out only to addresses we know, the time an answer takes must not tell which ones those are.
    """
    _add(Letter("", "", "", "en"), at, "given_up")


def _add(letter: Letter, at: datetime, state: str) -> None:
    host = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    waits = state == "waiting"
    db.session.add(
        OutboxRow(
            message_id=f"<{secrets.token_hex(16)}@{host}>",
            address=letter.to if waits else None,
            subject=letter.subject if waits else None,
            body=letter.text if waits else None,
            language=letter.language,
            state=state,
            made_at=at,
            next_try_at=at,
            until=letter.until,
            done_at=None if waits else at,
        )
    )
    db.session.flush()
    db.session.info["letters"] = True


@event.listens_for(db.session, "after_transaction_end")
def _wake_the_worker(session: Session, transaction: SessionTransaction) -> None:
    """When the transaction is over, what it posted is in the table, or is not; either way looking does no harm."""
    if transaction.parent is None and session.info.pop("letters", False):
        jobs.wake(DELIVERY)


@dataclass(frozen=True)
class Taken:
    """A letter that is being sent now; `last` when this is its last try."""

    id: int
    message_id: str
    letter: Letter
    last: bool


def take_next(at: datetime) -> Taken | None:
    """Take the next letter that is due, and put its next try off, or None. Flushes; commit before sending.

    The time of the next try is moved on before the letter leaves. A worker that is killed between sending and noting it
    therefore sends once more at that time, under the same Message-ID, and not in a circle.
    """
    due = (OutboxRow.state == "waiting", OutboxRow.next_try_at <= at)
    while row := db.session.scalars(select(OutboxRow).where(*due).order_by(OutboxRow.id).limit(1)).first():
        number, tries = row.id, row.tries
        if tries >= len(PAUSES) or (row.until is not None and row.until <= at):
            finish(number, "given_up", at)
            continue
        put_off = (
            update(OutboxRow)
            .where(OutboxRow.id == number, OutboxRow.tries == tries, *due)
            .values(tries=tries + 1, next_try_at=at + PAUSES[tries])
        )
        if db.session.execute(put_off).rowcount == 1:  # type: ignore[attr-defined]  # UPDATE gives a cursor result.
            letter = Letter(row.address or "", row.subject or "", row.body or "", row.language, row.until)
            return Taken(number, row.message_id, letter, tries + 1 == len(PAUSES))
    return None


def finish(number: int, state: str, at: datetime) -> None:
    """Note that a letter was sent or given up, and erase what it said and to whom. Flushes."""
    emptied = {"address": None, "subject": None, "body": None, "state": state, "done_at": at}
    db.session.execute(update(OutboxRow).where(OutboxRow.id == number).values(**emptied))


def take_back(address: str, at: datetime) -> None:
    """Give up every letter that still waits for an address: its owner is gone. Flushes."""
    emptied = {"address": None, "subject": None, "body": None, "state": "given_up", "done_at": at}
    db.session.execute(update(OutboxRow).where(OutboxRow.address == address).values(**emptied))


def give_up_waiting(at: datetime) -> None:
    """Give up every letter that waits. Flushes.

    After a backup was put back: what waited then was sent since, or is of no use any more.
    """
    emptied = {"address": None, "subject": None, "body": None, "state": "given_up", "done_at": at}
    db.session.execute(update(OutboxRow).where(OutboxRow.state == "waiting").values(**emptied))


def forget_older(at: datetime) -> None:
    """Remove emptied rows after their time. Flushes."""
    db.session.execute(delete(OutboxRow).where(OutboxRow.done_at < at - KEPT_FOR))


@dataclass(frozen=True)
class Backlog:
    """How many letters wait, since when the longest, and how many were given up in the time that rows are kept."""

    waiting: int
    oldest: datetime | None
    given_up: int


def backlog() -> Backlog:
    """How the outbox fares, for whoever watches the site. Letters that were never meant to leave are not counted."""
    waiting, oldest = db.session.execute(
        select(func.count(), func.min(OutboxRow.made_at)).where(OutboxRow.state == "waiting")
    ).one()
    lost = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == "given_up", OutboxRow.tries > 0)
    return Backlog(waiting, oldest, db.session.scalar(lost) or 0)
