"""What is kept about practice beside the facts: what is half typed, works and reviews, and who had answers graded anew."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.privacy import File, Kept, Privacy, Row, Said
from lms.kit.storage import Storage
from lms.practice.erasing import erase
from lms.practice.models import AnswerDraft, Correction, Review, Work, WorkFile


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


def _works(person_id: int) -> Iterable[Row]:
    asked = select(Work, Review).outerjoin(Review, Review.work_id == Work.id).where(Work.person_id == person_id)
    for work, review in db.session.execute(asked.order_by(Work.id)):
        yield {
            "at": work.handed_in_at,
            "course": work.course_id,
            "activity": work.activity_id,
            "text": work.text or work.link,
            "link": work.link,
            "state": work.state,
            "words": review.words if review else "",
            "from": review.origin if review else "",
            "points": review.points if review else [],
            "beside": review.beside if review else {},
        }


def _work_files(person_id: int) -> Iterable[File]:
    storage: Storage = current_app.extensions["gonin_storage"]
    asked = select(WorkFile).where(WorkFile.person_id == person_id, WorkFile.sha256 != "").order_by(WorkFile.id)
    for file in db.session.scalars(asked):
        yield f"works/{file.id}-{file.name}", storage.path(file.sha256).read_bytes()


def _reviews(person_id: int) -> Iterable[Row]:
    asked = select(Review, Work.course_id, Work.activity_id).join(Work, Work.id == Review.work_id)
    for review, course, activity in db.session.execute(
        asked.where(Review.reviewer_id == person_id).order_by(Review.id)
    ):
        yield {
            "at": review.reviewed_at,
            "course": course,
            "activity": activity,
            "words": review.words,
            "points": review.points,
            "beside": review.beside,
        }


def _corrections(person_id: int) -> Iterable[Row]:
    asked = select(Correction).where(Correction.asked_by == person_id).order_by(Correction.id)
    for one in db.session.scalars(asked):
        yield {"at": one.asked_at, "course": one.course_id, "activity": one.activity_id, "state": one.state}


PRIVACY = Privacy(
    claims={
        "answer_drafts": ("person_id", "fields", "written_at"),
        "corrections": ("asked_by",),
        "works": ("person_id", "text", "link", "handed_in_at"),
        "reviews": ("reviewer_id", "words", "beside"),
        "work_files": ("person_id", "name", "sha256"),
    },
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
            "works",
            _("What you handed in, and what was said of it"),
            _(
                "So that your instructor can look at it and you can see what was said. "
                "Your instructor sees it; a teammate only where the task says so."
            ),
            {
                "at": _("When"),
                "course": _("Course"),
                "activity": _("Task"),
                "text": _("Your text"),
                "words": _("What was said"),
            },
            _works,
            _work_files,
        ),
        Kept(
            "reviews",
            _("Reviews that you wrote"),
            _("So that the people whose work you looked at can read them."),
            {"at": _("When"), "course": _("Course"), "activity": _("Task"), "words": _("What was said")},
            _reviews,
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
