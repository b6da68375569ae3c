"""Writing down what staff do to people, programmes and certificates, and letting go of words about people who are erased."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from lms.accounts.models import AuditEntry
from lms.kit.db import db

CODES = ("reason", "role")
"""Entries of a detail whose texts are codes of ours; every other text is somebody's words."""
SOMEBODY = "person"
"""The subject of an entry whose person was erased."""


@dataclass(frozen=True)
class Deed:
    """What was done, to what, and why; `name` is like `certificate.revoked`."""

    name: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def about(person_id: int) -> str:
    """The subject of a deed that was done to a person."""
    return f"{SOMEBODY}:{person_id}"


def write(actor_id: int | None, deed: Deed, at: datetime) -> None:
    """Add one entry, in the transaction of the deed itself, so that neither is there without the other. Flushes.

    `actor_id` is None for the operator at the terminal, who has no account.
    """
    db.session.add(
        AuditEntry(actor_id=actor_id, deed=deed.name, subject=deed.subject, detail=dict(deed.detail), happened_at=at)
    )
    db.session.flush()


def lose_person(person_id: int) -> None:
    """Leave of what was done to a person only that it was done to somebody. Flushes."""
    lose_words([about(person_id)], SOMEBODY)


def lose_words(subjects: Collection[str], renamed: str | None = None) -> None:
    """Let entries about these subjects keep codes, numbers and yes or no, but no words. Flushes.

    `renamed` takes the place of the subject, where that leads to somebody too.
    """
    for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.subject.in_(subjects))):
        entry.detail = {key: value for key, value in entry.detail.items() if key in CODES or not _holds_words(value)}
        entry.subject = entry.subject if renamed is None else renamed
    db.session.flush()


def _holds_words(value: object) -> bool:
    return value is not None and not isinstance(value, bool | int | float)
