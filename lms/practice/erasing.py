"""Letting go of what somebody typed and did not send."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from lms.kit.db import db
from lms.kit.privacy import Wishes
from lms.practice.models import AnswerDraft, Correction


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Forget somebody's half-typed answers, and who had answers graded anew. Flushes."""
    db.session.execute(update(Correction).where(Correction.asked_by == person_id).values(asked_by=None))
    db.session.execute(delete(AnswerDraft).where(AnswerDraft.person_id == person_id))
