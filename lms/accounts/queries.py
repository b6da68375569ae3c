"""Reads about people, and about what staff did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select

from lms.accounts.models import AuditEntry, Person, PersonRole, SignIn
from lms.accounts.rules import normal_email
from lms.kit.db import UTCDateTime, db
from lms.kit.reading import rows, table


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
    quick_exit: bool = False
    neutral_title: bool = False
    data_saving: bool = False

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie holds: the token, never the person's number."""
        return self.token


PEOPLE, ROLES, SIGN_INS = table(Person), table(PersonRole), table(SignIn)
VISITOR = (
    select(
        PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.email, PEOPLE.c.password_hash.is_not(None), PEOPLE.c.interface_language,
        PEOPLE.c.text_language, PEOPLE.c.furigana, PEOPLE.c.text_size, PEOPLE.c.theme, PEOPLE.c.time_zone,
        SIGN_INS.c.expires_at, PEOPLE.c.quick_exit, PEOPLE.c.neutral_title, PEOPLE.c.data_saving, ROLES.c.role,
    )
    .join(SIGN_INS, SIGN_INS.c.person_id == PEOPLE.c.id)
    .outerjoin(ROLES, ROLES.c.person_id == PEOPLE.c.id)
    .where(
        SIGN_INS.c.token_digest == bindparam("digest"),
        SIGN_INS.c.expires_at > bindparam("at", type_=UTCDateTime()),
        PEOPLE.c.disabled_at.is_(None),
    )
)  # fmt: skip


def visitor(token: str, at: datetime) -> Visitor | None:
    """Whose token this is; None when it is unknown, out of date, or its owner's account is disabled. One query."""
    found = rows(VISITOR, digest=digest(token), at=at)
    if not found:
        return None
    (
        number, name, email, has_password, interface_language, text_language, furigana, text_size, theme, time_zone,
        expires_at, quick_exit, neutral_title, data_saving, _,
    ) = found[0]  # fmt: skip
    return Visitor(
        token=token,
        id=number,
        display_name=name,
        email=email,
        has_password=has_password,
        interface_language=interface_language,
        text_language=text_language,
        furigana=furigana,
        text_size=text_size,
        theme=theme,
        time_zone=time_zone,
        roles=frozenset(row[-1] for row in found if row[-1]),
        expires_at=expires_at,
        quick_exit=quick_exit,
        neutral_title=neutral_title,
        data_saving=data_saving,
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
