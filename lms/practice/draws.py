"""What a person is asked in an activity right now, and how what their page sent is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app

from courses import Quiz, QuizKey
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.practice import drawn
from lms.practice.asked import NoSuchActivity, find_quiz
from lms.practice.drawn import Draw, Fields, Seed
from lms.practice.rules import UnreadableAnswer


class OldPage(UnreadableAnswer):
    """The page was made before the question was drawn anew: nobody can say what was chosen on it."""


def seed_of(person_id: int, course: str, activity: str) -> Seed:
    """What a person's draws in an activity follow from."""
    return Seed(str(current_app.secret_key).encode(), f"{course}/{activity}", str(person_id))


def fields_sent(person_id: int, ref: ReleaseRef, place: tuple[str, str], fields: Fields) -> dict[str, list[str]]:
    """A form as the release understands it; `place` is the lesson and the activity. Raises NoSuchActivity and OldPage."""
    return drawn.fields_as_released(fields, _draw(person_id, ref, place, (fields.get("mix") or [""])[0]))


def fields_kept(person_id: int, ref: ReleaseRef, place: tuple[str, str], fields: Fields) -> dict[str, list[str]]:
    """The same for what is kept for later, of any kind of activity: only quizzes are drawn. Raises OldPage."""
    try:
        return fields_sent(person_id, ref, place, fields)
    except NoSuchActivity:
        return dict(fields)


def detail_sent(person_id: int, ref: ReleaseRef, place: tuple[str, str], detail: Mapping[str, Any]) -> dict[str, Any]:
    """An answer from a device as the release understands it. Raises NoSuchActivity and OldPage."""
    mark = detail.get("mix", "")
    return drawn.detail_as_released(detail, _draw(person_id, ref, place, mark if isinstance(mark, str) else ""))


def _draw(person_id: int, ref: ReleaseRef, place: tuple[str, str], mark: str) -> Draw:
    quiz, key = _quiz(ref, *place)
    if not drawn.is_drawn(quiz):
        return Draw()
    turn = drawn.turn_of(mark)
    found = drawn.draw(quiz, key, seed_of(person_id, ref.course, place[1]), turn) if turn is not None else None
    if found is None or found.mark != mark:
        raise OldPage
    return found


def _quiz(ref: ReleaseRef, lesson: str, activity: str) -> tuple[Quiz, QuizKey]:
    """In any language: what differs between them are words."""
    language = next((each.languages[0] for each in catalog.outline(ref).lessons if each.id == lesson), None)
    reading = catalog.reading(ref, lesson, language) if language else None
    if language is None or reading is None:
        raise NoSuchActivity(activity)
    key = catalog.keys(ref, lesson, language).get(activity)
    quiz = find_quiz(reading, activity)[1]
    if not isinstance(key, QuizKey):
        raise NoSuchActivity(activity)
    return quiz, key
