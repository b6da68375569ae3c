"""Taking the person out of facts: what counts for a course stays, and nothing in it leads back to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update

from lms.kit.db import db
from lms.kit.privacy import Wishes
from lms.progress.models import Fact
from lms.progress.recording import hold

AT_ONCE = 500
"""Facts in one statement."""


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Take person and place out of somebody's facts, and everything by which one of them finds the next.

    The client's ids lie on the person's phone, and ours are made from the person's number: each fact gets a new one. Times
    become days. Of details only what was chosen and how it was graded stays. Flushes.
    """
    hold(person_id)
    asked = select(Fact.id, Fact.detail, Fact.happened_at, Fact.received_at).where(Fact.person_id == person_id)
    while rows := db.session.execute(asked.limit(AT_ONCE)).all():
        nameless = [
            {
                "id": row.id,
                "uuid": uuid4(),
                "person_id": None,
                "seat_id": None,
                "detail": without_words(row.detail),
                "happened_at": _day(row.happened_at),
                "received_at": _day(row.received_at),
            }
            for row in rows
        ]
        db.session.execute(update(Fact), nameless)
        db.session.flush()


def without_words(detail: Mapping[str, Any]) -> dict[str, Any]:
    """What may stay of a fact's detail: what was chosen among offered answers, whether it was right, and its points."""
    kept = {key: detail[key] for key in ("chosen", "right", "points") if key in detail}
    if isinstance(detail.get("answer"), Mapping):
        kept["answer"] = without_words(detail["answer"])
    return kept


def _day(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)
