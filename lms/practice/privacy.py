"""What is kept about practice beside the facts: answers that are half typed, and who had answers graded anew."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.privacy import Kept, Privacy, Row, Said
from lms.practice.erasing import erase
from lms.practice.models import AnswerDraft, Correction


def _drafts(person_id: int) -> Iterable[Row]:
    asked = select(AnswerDraft).where(AnswerDraft.person_id == person_id).order_by(AnswerDraft.id)
    for draft in db.session.scalars(asked):
        ref = catalog.current_release(draft.course_id)
        title = catalog.outline(ref).title(current_language()) if ref else draft.course_id
        yield {
            "at": draft.written_at,
            "course": Said(draft.course_id, title),
            "lesson": draft.lesson_id,
            "activity": draft.activity_id,
            "answer": " / ".join(text for texts in draft.fields.values() for text in texts if text),
            "fields": draft.fields,
            "release": draft.release_id,
        }


def _corrections(person_id: int) -> Iterable[Row]:
    asked = select(Correction).where(Correction.asked_by == person_id).order_by(Correction.id)
    for one in db.session.scalars(asked):
        yield {"at": one.asked_at, "course": one.course_id, "activity": one.activity_id, "state": one.state}


PRIVACY = Privacy(
    claims={"answer_drafts": ("person_id", "fields", "written_at"), "corrections": ("asked_by",)},
    erase=erase,
    kept=(
        Kept(
            "drafts",
            _("Your half-written answers"),
            _(
                "So that nothing you typed is lost, on another device too. Nobody else sees them, and they go when you answer."
            ),
            {"at": _("When"), "course": _("Course"), "lesson": _("Lesson"), "answer": _("Answer")},
            _drafts,
        ),
        Kept(
            "corrections",
            _("Questions that you had graded anew"),
            _("So that questions about a result find the right person."),
            {"at": _("When"), "course": _("Course"), "activity": _("Question"), "state": _("State")},
            _corrections,
            for_staff=True,
        ),
    ),
)
