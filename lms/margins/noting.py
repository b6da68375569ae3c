"""Writing beside the text: a note kept, taken away, put back; a bookmark set and taken off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from lms.kit.db import db, insert_new
from lms.margins import rules
from lms.margins.models import Margin
from lms.margins.rules import Outcome


@dataclass(frozen=True)
class Where:
    """One step, and whose margin it is."""

    person_id: int
    course: str
    lesson: str
    step: str


def keep_note(where: Where, sent: str, was: str, at: datetime) -> Outcome:
    """Keep a note as it was sent from a page that was made with the note `was` (`rules.fingerprint`). Flushes.

    Nothing is written when it is too long, or was changed on another device since: the page asks. No text takes the note away.
    """
    text = rules.tidy(sent)
    if rules.fingerprint(text) == was:
        return "same"
    margin = _margin(where, at)
    outcome = rules.outcome("" if margin.removed_at else margin.note, text, was)
    if outcome == "keep":
        margin.note, margin.noted_at, margin.removed_at = text, at, None
    elif outcome == "remove":
        margin.removed_at = at
    _clear(margin)
    return outcome


def remove_note(where: Where, at: datetime) -> None:
    """Take a note away; for a day it can be put back. Flushes."""

    def change(margin: Margin) -> None:
        if margin.note and margin.removed_at is None:
            margin.removed_at = at

    _change(where, at, change)


def put_back(where: Where, at: datetime) -> None:
    """Put back a note that was taken away. Flushes."""

    def change(margin: Margin) -> None:
        if rules.can_be_put_back(margin.removed_at, at):
            margin.removed_at = None

    _change(where, at, change)


def mark(where: Where, is_marked: bool, at: datetime) -> None:
    """Set a bookmark, or take it off. Twice is as good as once. Flushes."""

    def change(margin: Margin) -> None:
        margin.marked_at = (margin.marked_at or at) if is_marked else None

    _change(where, at, change)


def forget_removed(at: datetime) -> None:
    """Let go of notes that were taken away so long ago that nobody can put them back. Flushes."""
    for margin in db.session.scalars(select(Margin).where(Margin.removed_at <= at - rules.PUT_BACK_WITHIN)):
        margin.note, margin.removed_at = "", None
    db.session.flush()
    empty = Margin.note == "", Margin.marked_at.is_(None)
    db.session.execute(delete(Margin).where(*empty))


def _change(where: Where, at: datetime, change: Callable[[Margin], None]) -> None:
    margin = _margin(where, at)
    change(margin)
    _clear(margin)


def _margin(where: Where, at: datetime) -> Margin:
    """The row of a step, held until the end of the transaction; made when there is none."""
    names = {
        "person_id": where.person_id,
        "course_id": where.course,
        "lesson_id": where.lesson,
        "step_id": where.step,
    }
    insert_new(Margin(**names, note="", noted_at=at), *names)
    # It may have been looked at before, so what is in memory is read again.
    asked = select(Margin).filter_by(**names).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(asked).one()


def _clear(margin: Margin) -> None:
    """Nothing stays of a row that holds nothing."""
    if not margin.note and margin.marked_at is None:
        db.session.delete(margin)
    db.session.flush()
