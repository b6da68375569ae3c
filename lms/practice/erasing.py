"""Letting go of what somebody typed and did not send."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from lms.kit.db import db
from lms.kit.privacy import Wishes
from lms.practice.models import AnswerDraft, Correction, Review, Work, WorkFile


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Forget what somebody typed and handed in, with what was said of it, and whom they reviewed or corrected. Flushes."""
    db.session.execute(update(Review).where(Review.reviewer_id == person_id).values(reviewer_id=None))
    theirs = select(Work.id).where(Work.person_id == person_id)
    db.session.execute(delete(Review).where(Review.work_id.in_(theirs)))
    db.session.execute(delete(WorkFile).where(WorkFile.person_id == person_id))
    db.session.execute(delete(Work).where(Work.person_id == person_id))
    db.session.execute(update(Correction).where(Correction.asked_by == person_id).values(asked_by=None))
    db.session.execute(delete(AnswerDraft).where(AnswerDraft.person_id == person_id))
