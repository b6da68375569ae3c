"""Half-typed answers: their shape as a page sends them, and reads of what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from lms.kit.reading import rows, table
from lms.practice.given import MOST, can_be_shown
from lms.practice.models import AnswerDraft

Fields = Mapping[str, list[str]]
NAMES = frozenset({"option", "gap", "number", "place", "thing", "pair", "text", "link", "mix", "passed"})
"""What forms of activities send."""
DRAWN = frozenset({"mix", "thing", "variant"})
"""What says how a page showed the question, and nothing of an answer. Kept is only which of several questions it was."""
TYPED = frozenset({"gap", "number", "text", "link", "passed"})
"""Those of them that mean the same in every release of a course; others choose among what one release offers."""
LONGEST_TEXT = 4000
LONGEST = {"text": 12_000}
"""Letters of what is longer: the text of a work, with room to shorten it before it is handed in."""
LARGEST = 16_000
"""Letters of all texts of one draft together."""
OLDEST = timedelta(days=400)


class UnreadableDraft(Exception):
    """What was sent is not the draft of an answer."""


@dataclass(frozen=True)
class SentDraft:
    """A draft as a page sent it. `answer` is the id under which the page would send the answer.

    `age` is how long ago it was typed: clocks of phones are wrong, but they count right.
    """

    course: str
    release: int
    lesson: str
    activity: str
    answer: UUID
    age: timedelta
    fields: Fields

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed or chosen any more."""
        return not any(text.strip() for name, texts in self.fields.items() if name not in DRAWN for text in texts)


def read_draft(item: Any) -> SentDraft:
    """Read a draft. Raises UnreadableDraft unless every part has its shape."""
    try:
        sent = SentDraft(
            course=_name(item["course"]),
            release=int(item["release"]),
            lesson=_name(item["lesson"]),
            activity=_name(item["activity"]),
            answer=UUID(item["answer"]),
            age=min(max(timedelta(seconds=float(item["age"])), timedelta(0)), OLDEST),
            fields=_fields(item["fields"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UnreadableDraft from error
    return sent


def _fields(given: Any) -> Fields:
    if not isinstance(given, dict) or not set(given) <= {*NAMES, "variant"}:
        raise ValueError(given)
    for name, texts in given.items():
        most = LONGEST.get(name, LONGEST_TEXT)
        if not isinstance(texts, list) or len(texts) > MOST or not all(_is_text(text, most) for text in texts):
            raise ValueError(given)
    if sum(len(text) for texts in given.values() for text in texts) > LARGEST:
        raise ValueError(given)
    return given


def _is_text(text: Any, most: int) -> bool:
    return isinstance(text, str) and len(text) <= most and can_be_shown(text)


def _name(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 100 or not can_be_shown(value):
        raise ValueError(value)
    return value


DRAFTS = table(AnswerDraft)
OF_LESSON = select(DRAFTS.c.activity_id, DRAFTS.c.release_id, DRAFTS.c.fields).where(
    DRAFTS.c.person_id == bindparam("person"),
    DRAFTS.c.course_id == bindparam("course"),
    DRAFTS.c.lesson_id == bindparam("lesson"),
)


def drafts_of(person_id: int, course: str, lesson: str, release: int) -> dict[str, Fields]:
    """By activity, what somebody has typed in a lesson, as it fits a page of this release. One query.

    What was chosen in another release may mean something else now; what was written there stays.
    """
    return {
        activity: fields
        if made_with == release
        else {name: fields[name] for name in (TYPED | {"variant"}) & set(fields)}
        for activity, made_with, fields in rows(OF_LESSON, person=person_id, course=course, lesson=lesson)
    }
