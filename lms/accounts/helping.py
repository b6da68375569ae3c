"""One-time codes that a coordinator gives to somebody who cannot get in. The coordinator never learns a password."""

from __future__ import annotations

from datetime import datetime

from lms.accounts import auditing, letters, passing, queries, rules
from lms.accounts.auditing import Deed
from lms.accounts.models import Person
from lms.accounts.passing import Holder
from lms.kit import outbox
from lms.kit.db import db


class NotForStaff(Exception):
    """Codes are for learners: whoever could make one for staff could take their rights."""


def make_code(person_id: int, actor_id: int, at: datetime) -> str:
    """Make a code that lets somebody in once, for 30 minutes, and return it: it is shown once and stored as a digest. Flushes.

    It is written down who made it for whom, and the person is told by mail where we can. Whether the actor may do this for
    this person is for the caller to know. Raises NotForStaff; LookupError for somebody who is gone or whose account is closed.
    """
    person = db.session.get(Person, person_id)
    if person is None or person.disabled_at is not None:
        raise LookupError(person_id)
    if queries.roles_of(person_id):
        raise NotForStaff
    code = passing.new_code("helped")
    passing.hand_out("helped", Holder(person_id), passing.secret_digest("helped", code), at)
    auditing.write(actor_id, Deed("person.code_made", auditing.about(person_id)), at)
    if person.email and person.email_confirmed_at and outbox.can_send():
        outbox.post(letters.code_was_made(person.email, person.interface_language), at)
    return code


def use(typed: str, at: datetime) -> Holder | None:
    """Use a code up; None when it does not fit, was used, or is out of date. Flushes."""
    found = passing.secret_digest("helped", rules.normal_code(typed))
    holder = passing.use(found, "helped", at)
    # Somebody may have joined the staff since.
    return None if holder is None or queries.roles_of(holder.person_id or 0) else holder
