"""Signing in and out: passwords checked with argon2, one server-side row per signed-in browser."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update

from lms.accounts import devices, passing, queries, rules
from lms.accounts.models import Person, SignIn
from lms.accounts.queries import digest
from lms.kit.db import db

hasher = PasswordHasher()
OPENING: tuple[rules.Purpose, ...] = ("reset", "sign-in", "helped", "address", "confirm")
"""Passes that are dead once the password changes or the account is closed."""


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return hasher.hash(secrets.token_urlsafe(16))


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the right one. An account that does not exist takes as long as one that does."""
    try:
        known = password_hash or _nobodys_hash()
        return hasher.verify(known, rules.normal_password(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@dataclass(frozen=True)
class Browser:
    """What is known of the browser that signs in: its rough name, and whether it is the person's own."""

    device: str = ""
    is_borrowed: bool = False


def begin(person_id: int, at: datetime, token: str | None = None, browser: Browser | None = None) -> str:
    """Sign a browser in and return its token, which is shown once and stored as a digest only. Flushes.

    A token is given when the same form must not sign two people in; IntegrityError when it is in use.
    """
    token, browser = token or secrets.token_urlsafe(32), browser or Browser()
    row = SignIn(token_digest=digest(token), person_id=person_id, created_at=at, last_used_at=at)
    row.device, row.is_borrowed = browser.device, browser.is_borrowed
    row.expires_at = devices.ends_at(browser.is_borrowed, at, at)
    db.session.add(row)
    db.session.flush()
    return token


def is_to_be_prolonged(expires_at: datetime, at: datetime) -> bool:
    """Whether a sign-in that ends then is due to be moved on: used more than a day ago, or on a borrowed device."""
    return expires_at < at + rules.SIGN_IN_LASTS - timedelta(days=1)


def prolong(token: str, at: datetime) -> None:
    """Let a sign-in last its full time from now, and note that it was used. Flushes.

    On a borrowed device this is written all ten minutes, else once a day.
    """
    row = db.session.get(SignIn, digest(token))
    if row is None:
        return
    ends = devices.ends_at(row.is_borrowed, row.created_at, at)
    if ends - row.expires_at > timedelta(minutes=10):
        row.expires_at, row.last_used_at = ends, at
        db.session.flush()


def confirm(token: str, at: datetime) -> None:
    """Note that the person showed in this browser that it is they. Flushes."""
    db.session.execute(update(SignIn).where(SignIn.token_digest == digest(token)).values(confirmed_at=at))


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


def end_others(person_id: int, token: str) -> int:
    """Sign every browser of a person out but this one, and say how many there were. Flushes."""
    others = (SignIn.person_id == person_id, SignIn.token_digest != digest(token))
    return len(db.session.execute(delete(SignIn).where(*others).returning(SignIn.token_digest)).all())


def end_one(person_id: int, mark: str) -> bool:
    """Sign out the browser of a person that a page calls by this mark; False when there is none. Flushes."""
    found = select(SignIn.token_digest).where(SignIn.person_id == person_id)
    for known in db.session.scalars(found).all():
        if queries.mark_of(known) == mark:
            db.session.execute(delete(SignIn).where(SignIn.token_digest == known))
            return True
    return False


def hashed(password: str) -> str:
    """What is stored of a password. Takes long on purpose: call it outside a transaction where others may wait."""
    return hasher.hash(rules.normal_password(password))


def set_password(person: Person, password_hash: str) -> None:
    """Give a person a new password, already hashed; sign all their browsers out, and make links and codes on their way dead.

    A way to take a changed address back stays: whoever changed it may change the password too. Flushes.
    """
    person.password_hash = password_hash
    end_all(person.id)
    passing.void(person.id, OPENING)
    db.session.flush()


def disable(person: Person, at: datetime) -> None:
    """Close an account without erasing it, and sign all its browsers out. Flushes."""
    person.disabled_at = at
    end_all(person.id)
    passing.void(person.id, OPENING)
    db.session.flush()


def enable(person: Person) -> None:
    """Open a closed account again. Flushes."""
    person.disabled_at = None
    db.session.flush()


def forget_expired(at: datetime) -> None:
    """Erase sign-ins that are out of date. Flushes."""
    db.session.execute(delete(SignIn).where(SignIn.expires_at <= at))
