"""Who of the staff is there, and whether one of them can be done without."""

from __future__ import annotations

from sqlalchemy import Select, exists, select

from lms.accounts.models import Person, PersonRole
from lms.accounts.rules import Role
from lms.kit.db import db


def able(role: Role) -> Select[int]:
    """The numbers of people who hold a role and whose account is open, as `person_id`, for joining."""
    held = select(PersonRole.person_id.label("person_id")).join(Person, Person.id == PersonRole.person_id)
    return held.where(PersonRole.role == role, Person.disabled_at.is_(None))


def is_last(role: Role, person_id: int) -> bool:
    """Whether somebody holds a role that nobody else does. One query."""
    holders = able(role).subquery()
    is_one = exists().where(holders.c.person_id == person_id)
    is_another = exists().where(holders.c.person_id != person_id)
    found = db.session.execute(select(is_one, is_another)).one()
    return bool(found[0]) and not found[1]
