"""What is kept about how somebody learns: their facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from courses import Outline
from lms.catalog import queries as catalog
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.privacy import Kept, Privacy, Row, Said
from lms.progress.erasing import erase
from lms.progress.models import Fact

KINDS = {
    "opened_step": _("Opened a step"),
    "finished_step": _("Finished a step"),
    "answered": _("Answered"),
    "verdict": _("How the answer was checked"),
    "completed_lesson": _("Completed a lesson"),
    "marked_hard": _("Said: this part is hard"),
    "cleared_hard": _("Said: not hard any more"),
}


def _facts(person_id: int) -> Iterable[Row]:
    asked = select(Fact).where(Fact.person_id == person_id).order_by(Fact.id)
    outlines: dict[str, Outline | None] = {}
    for fact in db.session.scalars(asked, execution_options={"yield_per": 500}):
        if fact.course_id not in outlines:
            ref = catalog.current_release(fact.course_id)
            outlines[fact.course_id] = catalog.outline(ref) if ref else None
        yield _row(fact, outlines[fact.course_id])
        db.session.expunge(fact)


def _row(fact: Fact, outline: Outline | None) -> Row:
    language = current_language()
    lesson = next((each for each in outline.lessons if each.id == fact.lesson_id), None) if outline else None
    return {
        "at": fact.happened_at,
        "what": Said(fact.kind, KINDS[fact.kind]),
        "course": Said(fact.course_id, outline.title(language) if outline else fact.course_id),
        "lesson": Said(fact.lesson_id, lesson.title(language) if lesson else fact.lesson_id),
        "step": fact.step_id,
        "activity": fact.activity_id,
        "answer": _answer(fact.detail),
        "right": fact.detail.get("right"),
        "detail": fact.detail,
        "release": fact.release_id,
        "received_at": fact.received_at,
        "id": str(fact.uuid),
    }


def _answer(detail: Mapping[str, Any]) -> str:
    """The answer in a fact's detail, as it was typed, or the letters of what was chosen."""
    given = detail.get("answer", detail)
    return " / ".join(str(part) for part in given.get("gaps") or given.get("chosen") or ())


PRIVACY = Privacy(
    claims={"facts": ("person_id", "seat_id", "uuid", "detail", "happened_at", "received_at")},
    erase=erase,
    kept=(
        Kept(
            "learning",
            _("Your learning records"),
            _(
                "So that you go on where you stopped, that nothing you did is lost, and that you can get your certificate."
            ),
            {
                "at": _("When"),
                "what": _("What"),
                "course": _("Course"),
                "lesson": _("Lesson"),
                "answer": _("Answer"),
                "right": _("Right"),
            },
            _facts,
        ),
    ),
)
