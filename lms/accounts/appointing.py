"""What administrators do to accounts: giving and taking roles, closing and opening, signing out. Each deed is written down."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select

from lms.accounts import auditing, registering, rules, signing_in
from lms.accounts.auditing import Deed
from lms.accounts.models import Person, PersonRole
from lms.kit.db import db

Refusal = Literal["own", "last", "no-way-in", "closed"]


class Refused(Exception):
    """The deed is not done; `reason` says why: one's own account, the last administrator, no way in, a closed account."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def give(person: Person, role: rules.Role, actor_id: int, at: datetime) -> None:
    """Give a role, and sign all their browsers out: the next sign-in asks staff for a password that is long enough.

    Flushes. Raises Refused for who could not sign in then: staff come in with an address and a password.
    """
    if person.disabled_at is not None:
        raise Refused("closed")
    if not person.email or not (person.password_hash or person.email_confirmed_at):
        raise Refused("no-way-in")
    if role in _held(person.id):
        return
    registering.give_role(person, role, at)
    _sign_out_unless_self(person.id, actor_id)
    _note("role.given", person.id, actor_id, at, role)


def take(person: Person, role: rules.Role, actor_id: int, at: datetime) -> None:
    """Take a role. Flushes. Raises Refused for one's own administrator's role and for the last administrator's."""
    if role not in _held(person.id):
        return
    if role == "admin":
        _keep_one_administrator(person.id, actor_id)
    db.session.execute(delete(PersonRole).where(PersonRole.person_id == person.id, PersonRole.role == role))
    _note("role.taken", person.id, actor_id, at, role)


def close(person: Person, actor_id: int, at: datetime) -> None:
    """Close an account without erasing it. Flushes. Raises Refused for one's own and for the last administrator's."""
    if person.id == actor_id:
        raise Refused("own")
    if person.disabled_at is not None:
        return
    if "admin" in _held(person.id):
        _keep_one_administrator(person.id, actor_id)
    signing_in.disable(person, at)
    _note("person.closed", person.id, actor_id, at)


def open_again(person: Person, actor_id: int, at: datetime) -> None:
    """Open a closed account. Flushes."""
    if person.disabled_at is not None:
        signing_in.enable(person)
        _note("person.opened", person.id, actor_id, at)


def sign_out(person: Person, actor_id: int, at: datetime) -> None:
    """Sign all browsers of a person out. Flushes."""
    signing_in.end_all(person.id)
    _note("person.signed_out", person.id, actor_id, at)


def _held(person_id: int) -> set[str]:
    return set(db.session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))


def _keep_one_administrator(person_id: int, actor_id: int) -> None:
    """Refuse when nobody else would be left. The rows are locked: two who take each other's role at once wait for one another."""
    if person_id == actor_id:
        raise Refused("own")
    left = db.session.scalars(
        select(PersonRole.person_id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(PersonRole.role == "admin", Person.disabled_at.is_(None))
        .order_by(PersonRole.id)
        .with_for_update()
    ).all()
    # The actor may have lost the role while this waited for the lock.
    if actor_id not in left or not [each for each in left if each != person_id]:
        raise Refused("last")


def _sign_out_unless_self(person_id: int, actor_id: int) -> None:
    if person_id != actor_id:
        signing_in.end_all(person_id)


def _note(deed: str, person_id: int, actor_id: int, at: datetime, role: str | None = None) -> None:
    detail = {"role": role} if role else {}
    auditing.write(actor_id, Deed(deed, auditing.about(person_id), detail), at)
