"""An answer that cannot be taken: what to say about it, and how it stays on the page, so that nothing is chosen twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext

from courses import LessonOutline, Quiz
from lms.learning.access import Study
from lms.practice.answers import QuizState
from lms.practice.drafts import drafts_of
from lms.practice.given import LONGEST_GAP, can_be_shown, places_by_thing, variant_of

Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Untaken:
    """What a form carried for an activity."""

    activity: str
    fields: Fields
    is_draft: bool = False
    """Whether nobody has pressed the button yet."""

    def sentence(self) -> str:
        """What to do: places in an order can be given twice, a number can be written in words, others only left out."""
        if any(self.fields.get("place", [])):
            return str(gettext("Please give each a place of its own."))
        if any(text.strip() for text in self.fields.get("number", [])):
            return str(gettext("Please write a number, like 12 or 3.5."))
        return str(gettext("Please choose an answer first."))

    @property
    def variant(self) -> int:
        """Which of a quiz's questions it was meant for."""
        return variant_of(self.fields)

    def shown(self, quiz: Quiz, state: QuizState | None) -> QuizState | None:
        """The activity with what was chosen in place of what was answered before; as it was when nothing more is asked.

        Promises: of what was sent only values that the activity has are chosen; what was typed is short and can be shown.
        """
        if state is not None and state.done:
            return state
        values = {option.value for option in quiz.options}
        blank = state or QuizState(False, False, frozenset(), (), (), (), (), {}, (), "", quiz.attempts, False)
        return replace(
            blank,
            answered=False,
            right=False,
            chosen=frozenset(self.fields.get("option", [])) & values,
            typed=self._typed(quiz),
            places=_kept(places_by_thing(self.fields), values, len(quiz.options) if quiz.form == "order" else 0),
            pairs=_kept(self.fields.get("pair", []), values, len(quiz.lefts)),
            parts_right=(),
            feedback={},
            replies=(),
            explanation="",
            is_draft=self.is_draft,
            before=None,
        )

    def _typed(self, quiz: Quiz) -> tuple[str, ...]:
        given = {"gap": self.fields.get("gap", []), "number": self.fields.get("number", [])[:1]}.get(quiz.form, [])
        return tuple(
            text if len(text) <= LONGEST_GAP and can_be_shown(text) else "" for text in given[: len(quiz.pieces) or 1]
        )


def _kept(given: list[str], values: set[str], count: int) -> tuple[str, ...]:
    """One value for each thing; nothing where there is no such value."""
    known = [value if value in values else "" for value in given]
    return tuple(known[:count]) if len(known) >= count else ()


def old_page() -> str:
    """What to say where nobody can tell any more what was chosen."""
    return str(gettext("This page was old, so your answer could not be read. Here is the question again."))


def typed_in(study: Study, lesson: LessonOutline) -> tuple[Untaken, ...]:
    """What the reader has typed in a lesson and not yet answered. One query; nothing is kept of who has no place."""
    if study.place is None:
        return ()
    kept = drafts_of(study.visitor.id, study.ref.course, lesson.id, study.ref.id)
    return tuple(Untaken(activity, fields, is_draft=True) for activity, fields in kept.items())
