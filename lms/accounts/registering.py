"""Making accounts and changing what people say about themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lms.accounts import rules
from lms.accounts.models import Person, PersonRole
from lms.kit.db import db


@dataclass(frozen=True)
class Newcomer:
    """What is known of somebody who comes for the first time."""

    name: str
    language: str
    time_zone: str


def register(newcomer: Newcomer, at: datetime) -> Person:
    """Make an account. A name is enough; ways back in can be added later. Flushes."""
    person = Person(
        name=newcomer.name,
        interface_language=newcomer.language,
        text_language=newcomer.language,
        time_zone=newcomer.time_zone,
        created_at=at,
    )
    db.session.add(person)
    db.session.flush()
    return person


def give_role(person: Person, role: rules.Role, at: datetime) -> None:
    """Give somebody a role. Flushes."""
    db.session.add(PersonRole(person_id=person.id, role=role, given_at=at))
    db.session.flush()
