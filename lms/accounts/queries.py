"""Reads about people, and about what staff did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, exists, func, select

from lms.accounts.models import AuditEntry, Person, PersonRole, SignIn
from lms.accounts.rules import normal_email
from lms.kit.db import db


def digest(secret: str) -> str:
    """What is stored of a secret: its SHA-256. The secrets digested here are random and long, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Visitor:
    """A signed-in person, as much as every page needs. Fulfils what Flask-Login asks of a user."""

    token: str
    id: int
    display_name: str
    email: str | None
    has_password: bool
    interface_language: str
    text_language: str
    furigana: bool
    text_size: str
    theme: str
    time_zone: str
    roles: frozenset[str]
    expires_at: datetime

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie holds: the token, never the person's number."""
        return self.token


def visitor(token: str, at: datetime) -> Visitor | None:
    """Whose token this is; None when it is unknown, out of date, or its owner's account is disabled. One query."""
    rows = db.session.execute(
        select(Person, PersonRole.role, SignIn.expires_at)
        .join(SignIn, SignIn.person_id == Person.id)
        .outerjoin(PersonRole, PersonRole.person_id == Person.id)
        .where(SignIn.token_digest == digest(token), SignIn.expires_at > at, Person.disabled_at.is_(None))
    ).all()
    return _visitor(token, rows) if rows else None


def _visitor(token: str, rows: Sequence[Row[Person, str, datetime]]) -> Visitor:
    person = rows[0][0]
    return Visitor(
        token=token,
        id=person.id,
        display_name=person.name,
        email=person.email,
        has_password=person.password_hash is not None,
        interface_language=person.interface_language,
        text_language=person.text_language,
        furigana=person.furigana,
        text_size=person.text_size,
        theme=person.theme,
        time_zone=person.time_zone,
        roles=frozenset(row[1] for row in rows if row[1]),
        expires_at=rows[0][2],
    )


def person_by_email(email: str) -> Person | None:
    """The account with this normalised address."""
    return db.session.scalar(select(Person).where(Person.email == email))


def whom_operator_means(word: str) -> tuple[int, str] | None:
    """Number and language of the account with this address, or with this number, as the operator writes it."""
    is_number = word.isascii() and word.isdecimal() and len(word) < 18
    which = Person.id == int(word) if is_number else Person.email == normal_email(word)
    row = db.session.execute(select(Person.id, Person.interface_language).where(which)).one_or_none()
    return (row.id, row.interface_language) if row else None


@dataclass(frozen=True)
class Account:
    """What a door needs to know of an account before anybody is let in."""

    id: int
    name: str
    email: str | None
    password_hash: str | None
    language: str
    is_confirmed: bool
    roles: frozenset[str]


def open_account(email: str) -> Account | None:
    """The account with this normalised address, unless it is closed. One query, whether or not there is one."""
    rows = db.session.execute(
        select(
            Person.id, Person.name, Person.email, Person.password_hash, Person.interface_language,
            Person.email_confirmed_at, PersonRole.role,
        )
        .outerjoin(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.email == email, Person.disabled_at.is_(None))
    ).all()  # fmt: skip
    if not rows:
        return None
    number, name, address, password_hash, language, confirmed_at, _ = rows[0]
    roles = frozenset(row[6] for row in rows if row[6])
    return Account(number, name, address, password_hash, language, confirmed_at is not None, roles)


@dataclass(frozen=True)
class SignedIn:
    """One browser that is signed in, as its owner sees it."""

    mark: str
    device: str
    is_borrowed: bool
    since: datetime
    last_used_at: datetime | None
    is_this: bool


def sign_ins_of(person_id: int, token: str, at: datetime) -> list[SignedIn]:
    """The browsers somebody is signed in with, this one first, then the one used last. One query."""
    rows = db.session.scalars(select(SignIn).where(SignIn.person_id == person_id, SignIn.expires_at > at)).all()
    here = digest(token)
    found = [
        SignedIn(
            mark_of(row.token_digest), row.device, row.is_borrowed, row.created_at, row.last_used_at,
            row.token_digest == here,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.is_this, each.last_used_at or each.since), reverse=True)


def mark_of(token_digest: str) -> str:
    """By what a page calls a sign-in: it opens nothing and tells nothing of the stored digest."""
    return digest(f"mark of {token_digest}")[:16]


def confirmed_at(token: str) -> datetime | None:
    """When the person last showed in this browser that it is they."""
    return db.session.scalar(select(SignIn.confirmed_at).where(SignIn.token_digest == digest(token)))


def roles_of(person_id: int) -> frozenset[str]:
    """The roles somebody holds everywhere."""
    return frozenset(db.session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))


def email_is_taken(email: str, except_for: int) -> bool:
    """Whether somebody else uses this normalised address."""
    return bool(db.session.scalar(select(exists().where(Person.email == email, Person.id != except_for))))


def names() -> Select[int, str]:
    """Every person's number and name on the screen, for joining."""
    return select(Person.id.label("person_id"), Person.name.label("name"))


def count_people() -> int:
    """How many accounts there are."""
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


@dataclass(frozen=True)
class Entry:
    """One deed as the audit shows it; `actor` is None when the account is gone."""

    actor: str | None
    deed: str
    detail: Mapping[str, Any]
    at: datetime


def entries_about(subject: str) -> list[Entry]:
    """What was done to something, the newest first. One query."""
    people = names().subquery()
    rows = db.session.execute(
        select(people.c.name, AuditEntry.deed, AuditEntry.detail, AuditEntry.happened_at)
        .outerjoin(people, people.c.person_id == AuditEntry.actor_id)
        .where(AuditEntry.subject == subject)
        .order_by(AuditEntry.id.desc())
    )
    return [Entry(*row) for row in rows]
