"""What is kept beside the text: notes, bookmarks, and where somebody reads."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.privacy import Kept, Privacy, Row, Said
from lms.margins.erasing import erase
from lms.margins.models import Margin, ReadingPlace


def _notes(person_id: int) -> Iterable[Row]:
    for margin in db.session.scalars(select(Margin).where(Margin.person_id == person_id).order_by(Margin.id)):
        yield {
            **_where(margin),
            "note": margin.note,
            "noted_at": margin.noted_at if margin.note else None,
            "removed_at": margin.removed_at,
            "marked_at": margin.marked_at,
        }


def _places(person_id: int) -> Iterable[Row]:
    asked = select(ReadingPlace).where(ReadingPlace.person_id == person_id).order_by(ReadingPlace.id)
    for place in db.session.scalars(asked):
        yield {**_where(place), "at": place.at, "block": place.block, "part": place.part / 1000}


def _where(kept: Margin | ReadingPlace) -> Row:
    ref = catalog.current_release(kept.course_id)
    outline = catalog.outline(ref) if ref else None
    lesson = next((each for each in outline.lessons if each.id == kept.lesson_id), None) if outline else None
    language = current_language()
    return {
        "course": Said(kept.course_id, outline.title(language) if outline else kept.course_id),
        "lesson": Said(kept.lesson_id, lesson.title(language) if lesson else kept.lesson_id),
        "step": kept.step_id,
    }


WHERE = {"course": _("Course"), "lesson": _("Lesson"), "step": _("Step")}
PRIVACY = Privacy(
    claims={
        "margins": ("person_id", "note", "noted_at", "removed_at", "marked_at"),
        "reading_places": ("person_id", "at", "block", "part"),
    },
    erase=erase,
    kept=(
        Kept(
            "notes",
            _("Your notes and bookmarks"),
            _("So that you find them again beside the text. Nobody else sees them."),
            {
                **WHERE,
                "note": _("Note"),
                "noted_at": _("Written"),
                "removed_at": _("Deleted"),
                "marked_at": _("Bookmark"),
            },
            _notes,
        ),
        Kept(
            "reading_places",
            _("Where you were reading"),
            _("So that you go on at the same line, on another device too. Nobody else sees it."),
            {**WHERE, "at": _("When")},
            _places,
        ),
    ),
)
