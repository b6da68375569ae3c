"""Reads of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from lms.accounts import queries as accounts
from lms.administration.models import AuditEntry
from lms.kit.db import db


@dataclass(frozen=True)
class Entry:
    """One deed as the audit shows it; `actor` is None when the account is gone."""

    actor: str | None
    deed: str
    detail: Mapping[str, Any]
    at: datetime


def entries_about(subject: str) -> list[Entry]:
    """What was done to something, the newest first. One query."""
    names = accounts.names().subquery()
    rows = db.session.execute(
        select(names.c.name, AuditEntry.deed, AuditEntry.detail, AuditEntry.happened_at)
        .outerjoin(names, names.c.person_id == AuditEntry.actor_id)
        .where(AuditEntry.subject == subject)
        .order_by(AuditEntry.id.desc())
    )
    return [Entry(*row) for row in rows]
