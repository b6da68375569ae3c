"""Writing down what staff do to people, programmes and certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lms.accounts.models import AuditEntry
from lms.kit.db import db


@dataclass(frozen=True)
class Deed:
    """What was done, to what, and why; `name` is like `certificate.revoked`."""

    name: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def write(actor_id: int, deed: Deed, at: datetime) -> None:
    """Add one entry, in the transaction of the deed itself, so that neither is there without the other. Flushes."""
    db.session.add(
        AuditEntry(actor_id=actor_id, deed=deed.name, subject=deed.subject, detail=dict(deed.detail), happened_at=at)
    )
    db.session.flush()
