"""Passes: handing out a link or a code that opens one door once, trying one, and voiding those that are left."""

from __future__ import annotations

import contextlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import rules
from lms.accounts.models import Pass, Person
from lms.accounts.queries import digest
from lms.kit.db import db


@dataclass(frozen=True)
class Holder:
    """Whom a pass lets in, and the address it is about. Nobody, where an unknown address asked."""

    person_id: int | None
    email: str | None = None


def new_token() -> str:
    """A link's token, or the value that binds a code to a browser: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code(purpose: rules.Purpose) -> str:
    """A code as a person types it: digits for those in letters, letters without look-alikes for those on the telephone."""
    signs, length = rules.CODES[purpose]
    return "".join(secrets.choice(signs) for _ in range(length))


def secret_digest(purpose: rules.Purpose, code: str, binding: str = "") -> str:
    """What is stored of a code. Short codes could be tried out from a copy of the table; without our key they cannot."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"pass:{purpose}:{binding}:{code}".encode(), "sha256").hexdigest()


def hand_out(purpose: rules.Purpose, holder: Holder, found_by: str, at: datetime, code: str | None = None) -> None:
    """Store a pass, found by a digest, and void what the holder had of its kind. Flushes.

    `code` is the digest of the code that has to be typed as well. Ways to take a changed address back do not void one another:
    whoever changed it once could change it twice.
    """
    if purpose == "sign-in":
        # A code is bound to the browser that asked. Somebody else who asks must not make it worthless on its way.
        void(None, (purpose,), found_by)
    elif purpose != "undo":
        void(holder.person_id, (purpose,), found_by)
    lasts = rules.PASS_LASTS[purpose]
    row = Pass(digest=found_by, purpose=purpose, person_id=holder.person_id, code_digest=code, email=holder.email)
    row.created_at, row.expires_at = at, at + lasts
    # When the same browser asks twice at the same moment, the first letter's code counts, and the second's is dead.
    with contextlib.suppress(IntegrityError), db.session.begin_nested():
        db.session.add(row)


def void(person_id: int | None, purposes: Collection[rules.Purpose], found_by: str = "") -> None:
    """Make somebody's passes of these kinds dead, and the one found by this digest. Flushes. One statement."""
    is_theirs = Pass.person_id == (person_id or 0)
    db.session.execute(delete(Pass).where(Pass.purpose.in_(purposes), is_theirs | (Pass.digest == found_by)))


def holder(found_by: str, purpose: rules.Purpose, at: datetime) -> Holder | None:
    """Whom a pass would let in now, without using it up; None when it is used, out of date, or its account is closed."""
    found = db.session.execute(
        select(Pass.person_id, Pass.email)
        .outerjoin(Person, Person.id == Pass.person_id)
        .where(Pass.digest == found_by, Pass.purpose == purpose, Pass.expires_at > at, Person.disabled_at.is_(None))
    ).one_or_none()
    return Holder(*found) if found else None


def count_try(found_by: str, purpose: rules.Purpose) -> None:
    """Count a try at a pass that has a code; after the last one the pass is dead. Flushes; commit before looking.

    The database raises the count itself, so that guesses sent at once are all counted.
    """
    here = (Pass.digest == found_by, Pass.purpose == purpose)
    db.session.execute(update(Pass).where(*here).values(tries=Pass.tries + 1))
    db.session.execute(delete(Pass).where(*here, Pass.tries > rules.CODE_TRIES))


def use(found_by: str, purpose: rules.Purpose, at: datetime, code: str | None = None) -> Holder | None:
    """Use a pass up and say whom it lets in; None when there is none. Flushes.

    One statement takes it away, so of many who come at once with the same pass one gets in.
    """
    taken = (
        delete(Pass).where(
            Pass.digest == found_by, Pass.purpose == purpose, Pass.expires_at > at, Pass.code_digest == code
        )
        if code is not None
        else delete(Pass).where(Pass.digest == found_by, Pass.purpose == purpose, Pass.expires_at > at)
    )
    row = db.session.execute(taken.returning(Pass.person_id, Pass.email)).one_or_none()
    return Holder(*row) if row else None


def link_digest(token: str) -> str:
    """By what a link's pass is found."""
    return digest(token)


def forget_expired(at: datetime) -> None:
    """Erase passes that are out of date. Flushes."""
    db.session.execute(delete(Pass).where(Pass.expires_at <= at))
