"""Signing in and out: passwords checked with argon2, one server-side row per signed-in browser."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update

from lms.accounts import rules
from lms.accounts.models import Person, SignIn
from lms.accounts.queries import digest
from lms.kit.db import db

hasher = PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return hasher.hash(secrets.token_urlsafe(16))


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the right one. An account that does not exist takes as long as one that does."""
    try:
        return hasher.verify(password_hash or _nobodys_hash(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def begin(person_id: int, at: datetime, token: str | None = None) -> str:
    """Sign a browser in and return its token, which is shown once and stored as a digest only. Flushes.

    A token is given when the same form must not sign two people in; IntegrityError when it is in use.
    """
    token = token or secrets.token_urlsafe(32)
    db.session.add(
        SignIn(token_digest=digest(token), person_id=person_id, created_at=at, expires_at=at + rules.SIGN_IN_LASTS)
    )
    db.session.flush()
    return token


def is_older_than_a_day(expires_at: datetime, at: datetime) -> bool:
    """Whether a sign-in that ends then was made or prolonged more than a day ago."""
    return expires_at < at + rules.SIGN_IN_LASTS - timedelta(days=1)


def prolong(token: str, at: datetime) -> None:
    """Let a sign-in last its full time from now. Flushes."""
    db.session.execute(
        update(SignIn).where(SignIn.token_digest == digest(token)).values(expires_at=at + rules.SIGN_IN_LASTS)
    )


def was_just_made(token: str, at: datetime) -> bool:
    """Whether this sign-in was made within the last minute: only then may the same form, sent twice, go on with it."""
    made = db.session.scalar(select(SignIn.created_at).where(SignIn.token_digest == digest(token)))
    return made is not None and at - made < timedelta(minutes=1)


def end(token: str) -> None:
    """Sign one browser out. Its cookie is dead from now on, wherever it was copied to. Flushes."""
    db.session.execute(delete(SignIn).where(SignIn.token_digest == digest(token)))


def end_all(person_id: int) -> None:
    """Sign every browser of a person out. Flushes."""
    db.session.execute(delete(SignIn).where(SignIn.person_id == person_id))


def hashed(password: str) -> str:
    """What is stored of a password. Takes long on purpose: call it outside a transaction where others may wait."""
    return hasher.hash(password)


def set_password(person: Person, password_hash: str) -> None:
    """Give a person a new password, already hashed, and sign all their browsers out. Flushes."""
    person.password_hash = password_hash
    end_all(person.id)
    db.session.flush()


def disable(person: Person, at: datetime) -> None:
    """Close an account without erasing it, and sign all its browsers out. Flushes."""
    person.disabled_at = at
    end_all(person.id)
    db.session.flush()


def enable(person: Person) -> None:
    """Open a closed account again. Flushes."""
    person.disabled_at = None
    db.session.flush()


def forget_expired(at: datetime) -> None:
    """Erase sign-ins that are out of date. Flushes."""
    db.session.execute(delete(SignIn).where(SignIn.expires_at <= at))
