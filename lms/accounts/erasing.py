"""Erasing an account: the last of what refers to a person, after the rooms above have let go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from lms.accounts import auditing, signing_in, throttling
from lms.accounts.models import AuditEntry, Pass, Person, PersonRole, ReachWish, SignIn
from lms.kit import outbox
from lms.kit.db import db
from lms.kit.privacy import Wishes

TRIES_BY_ADDRESS = ("sign-in", "letter", "invited")
"""Kinds of tries that are counted by a person's e-mail address."""
TRIES_BY_PERSON = (
    "way-in",
    "confirm",
    "letter-to-me",
    "take-data",
    "erase",
    "invite",
    "colleague",
    "author",
    "make-code",
)
"""Kinds of tries that are counted by a person's number."""


def erase(person_id: int, _: Wishes, at: datetime) -> None:
    """Erase somebody's account, sign-ins, roles, passes, counts and unsent letters.

    What staff did to them stays in the record and names nobody. Flushes.
    """
    for email in _addresses(person_id):
        outbox.take_back(email, at)
        db.session.execute(delete(Pass).where(Pass.email == email))
        for kind in TRIES_BY_ADDRESS:
            throttling.forget_tries(kind, email)
    for kind in TRIES_BY_PERSON:
        throttling.forget_tries(kind, str(person_id))
    auditing.lose_person(person_id)
    signing_in.end_all(person_id)
    for table in (Pass, PersonRole, ReachWish):
        db.session.execute(delete(table).where(table.person_id == person_id))
    db.session.execute(update(AuditEntry).where(AuditEntry.actor_id == person_id).values(actor_id=None))
    db.session.execute(delete(Person).where(Person.id == person_id))
    db.session.flush()


def hold_sign_ins(person_id: int) -> None:
    """Wait for requests that are moving one of somebody's sign-ins on, and let no other begin to. Ends with the transaction."""
    db.session.execute(select(SignIn.token_digest).where(SignIn.person_id == person_id).with_for_update()).all()


def hold_account(person_id: int) -> datetime | None:
    """When an account was made, or None where there is none; until the transaction ends nothing can be written that names it."""
    return db.session.scalar(select(Person.created_at).where(Person.id == person_id).with_for_update())


def _addresses(person_id: int) -> set[str]:
    """The address somebody signs in with, and those they are about to change to or from."""
    own = select(Person.email).where(Person.id == person_id)
    meant = select(Pass.email).where(Pass.person_id == person_id)
    return {email for email in db.session.scalars(own.union(meant)) if email}
