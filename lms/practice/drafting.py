"""Keeping half-typed answers, and letting go of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from lms.kit.db import db, insert_new
from lms.practice.drafts import SentDraft
from lms.practice.models import AnswerDraft
from lms.progress import queries as progress


def keep(person_id: int, sent: SentDraft, at: datetime) -> str:
    """Keep a draft, the newest one where there are several; none when nothing is typed any more. Flushes.

    Returns `kept`; `older` when a newer one is kept already; `answered` when the page it comes from has sent its answer.
    """
    if progress.is_known(person_id, sent.answer):
        return "answered"
    written_at = at - sent.age
    draft = _draft(person_id, sent, written_at)
    if draft.written_at > written_at:
        return "older"
    draft.fields, draft.written_at = dict(sent.fields), written_at
    draft.release_id, draft.lesson_id = sent.release, sent.lesson
    if sent.is_empty:
        db.session.delete(draft)
    db.session.flush()
    return "kept"


def _draft(person_id: int, sent: SentDraft, written_at: datetime) -> AnswerDraft:
    """The row of an activity, held until the end of the transaction; made when there is none."""
    names = {"person_id": person_id, "course_id": sent.course, "activity_id": sent.activity}
    new = AnswerDraft(
        **names, release_id=sent.release, lesson_id=sent.lesson, fields=dict(sent.fields), written_at=written_at
    )
    insert_new(new, *names)
    asked = select(AnswerDraft).filter_by(**names).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(asked).one()


def forget(person_id: int, course: str, activity: str, until: datetime) -> None:
    """Let go of the draft of an activity that was answered then. What was typed later, elsewhere, stays. Flushes."""
    db.session.execute(
        delete(AnswerDraft).where(
            AnswerDraft.person_id == person_id,
            AnswerDraft.course_id == course,
            AnswerDraft.activity_id == activity,
            AnswerDraft.written_at <= until,
        )
    )
