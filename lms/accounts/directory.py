"""Finding people for administrators: by name or address, and what their account is, but nothing of what they do here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from lms.accounts.models import Person, PersonRole
from lms.accounts.rules import normal_email
from lms.kit.db import db

PAGE = 20


@dataclass(frozen=True)
class Found:
    """Somebody in the list."""

    id: int
    name: str
    email: str | None
    disabled_at: datetime | None
    roles: tuple[str, ...]


def find(words: str, page: int) -> tuple[list[Found], bool]:
    """One page of people, the newest first, and whether there are more. Two queries."""
    wanted = select(Person.id, Person.name, Person.email, Person.disabled_at)
    if words.strip():
        likely = Person.name.icontains(words.strip(), autoescape=True)
        wanted = wanted.where(or_(likely, Person.email.contains(normal_email(words), autoescape=True)))
    rows = db.session.execute(wanted.order_by(Person.id.desc()).limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    held = _roles([row.id for row in rows[:PAGE]])
    return [Found(*row, tuple(held.get(row.id, ()))) for row in rows[:PAGE]], len(rows) > PAGE


def _roles(people: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for person, role in db.session.execute(
        select(PersonRole.person_id, PersonRole.role).where(PersonRole.person_id.in_(people)).order_by(PersonRole.id)
    ):
        found.setdefault(person, []).append(role)
    return found
