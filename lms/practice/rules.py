"""Grading. Pure: a key and an answer in, a verdict out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses import QuizKey, Reply
from courses.activities.numbers import is_within, read_numbers
from courses.activities.spelling import folded, number_text, readings


class UnreadableAnswer(Exception):
    """The answer has a shape this activity cannot have."""


@dataclass(frozen=True)
class Answer:
    """One of: values of chosen options; texts of gaps; a number as typed; values of things in the order given to them; the
    value chosen for each left side of pairs."""

    chosen: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    number: str = ""
    order: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    unsure: bool = False
    """Whether somebody says that they do not know yet: an answer too, and no try."""
    variant: int = 0
    """Which of the quiz's questions it answers; 0 is the first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        texts = (*self.gaps, self.number, *self.pairs)
        return not self.unsure and not self.chosen and not self.order and not any(text.strip() for text in texts)

    def as_detail(self) -> dict[str, Any]:
        """The answer as a fact keeps it."""
        if self.unsure:
            return {"unsure": True}
        return {**self._said(), **({"variant": self.variant} if self.variant else {})}

    def _said(self) -> dict[str, Any]:
        if self.chosen:
            return {"chosen": list(self.chosen)}
        if self.number:
            return {"number": self.number}
        if self.order:
            return {"order": list(self.order)}
        return {"pairs": list(self.pairs)} if self.pairs else {"gaps": list(self.gaps)}


@dataclass(frozen=True)
class Verdict:
    """What grading decided; `parts_right` of gaps, of left sides of pairs, and of things in an order as they are shown."""

    right: bool
    points: int
    parts_right: tuple[bool, ...] = ()


def grade(key: QuizKey, answer: Answer) -> Verdict:
    """Grade an answer.

    Promises: the same answer to the same key always gets the same verdict; the order of chosen options does not matter;
    every point for a right answer only; of parts that are right, their share of the points, rounded down (none where the author
    gives none), and each wrong option takes away what a right one gives. Raises UnreadableAnswer when a chosen option does not
    exist or parts are missing.
    """
    if answer.unsure:
        return Verdict(False, 0)
    key = key.variant(answer.variant)
    if key.form == "gap":
        return _of_parts(key, _gaps(key, answer.gaps))
    if key.form == "order":
        return _of_parts(key, _places(key.right, answer.order))
    if key.form == "pairs":
        return _of_parts(key, _pairs(key.right, answer.pairs))
    if key.form == "number":
        return _number(key, answer.number)
    if not answer.chosen or (key.form == "one" and len(answer.chosen) > 1):
        raise UnreadableAnswer
    chosen, asked = set(answer.chosen), set(key.right)
    found = max(0, len(chosen & asked) - len(chosen - asked))
    return Verdict(chosen == asked, _share(key, found, len(asked)))


def _of_parts(key: QuizKey, each: tuple[bool, ...]) -> Verdict:
    return Verdict(all(each), _share(key, sum(each), len(each)), each)


def _share(key: QuizKey, found: int, asked: int) -> int:
    return 0 if key.whole and found < asked else key.points * found // asked


def _gaps(key: QuizKey, given: Sequence[str]) -> tuple[bool, ...]:
    if len(given) != len(key.gaps):
        raise UnreadableAnswer
    return tuple(
        not readings(text).isdisjoint(folded(spelling) for spelling in accepted)
        for text, accepted in zip(given, key.gaps, strict=True)
    )


def _number(key: QuizKey, given: str) -> Verdict:
    if key.number is None or not given.strip():
        raise UnreadableAnswer
    right = is_within(key.number, _numbers(given, key.number.unit))
    return Verdict(right, key.points if right else 0)


def _numbers(typed: str, unit: str = "") -> tuple[Decimal, ...]:
    return read_numbers(number_text(typed), number_text(unit))


def _places(right: Sequence[str], given: Sequence[str]) -> tuple[bool, ...]:
    """Of each thing, in the order shown, whether it got its right place."""
    if sorted(given) != sorted(right):
        raise UnreadableAnswer
    return tuple(given.index(value) == right.index(value) for value in sorted(right, key=int))


def _pairs(right: Sequence[str], given: Sequence[str]) -> tuple[bool, ...]:
    if len(given) != len(right):
        raise UnreadableAnswer
    return tuple(one == other for one, other in zip(given, right, strict=True))


def chosen_exist(answer: Answer, options: Sequence[str]) -> bool:
    """Whether everything chosen is something that was offered; a left side may be left without a right one."""
    return {*answer.chosen, *answer.order, *(value for value in answer.pairs if value)} <= set(options)


def replies(key: QuizKey, answer: Answer) -> tuple[str, ...]:
    """What the author says to just this typed answer, as HTML, each once."""
    key = key.variant(answer.variant)
    said = {reading for text in (*answer.gaps, answer.number) for reading in readings(text)}
    numbers = _numbers(answer.number, key.number.unit if key.number else "") if answer.number else ()
    found = [reply.html for reply in key.replies if folded(reply.answer) in said or _is_number(reply, numbers)]
    return tuple(dict.fromkeys(found))


def is_understood(key: QuizKey, answer: Answer) -> bool:
    """Whether what was typed as a number is one, or a text that the author has a reply to.

    For new answers only: one that was taken before this was asked is graded as it always was.
    """
    key = key.variant(answer.variant)
    if answer.unsure or key.form != "number" or key.number is None or _numbers(answer.number, key.number.unit):
        return True
    return not readings(answer.number).isdisjoint(folded(reply.answer) for reply in key.replies)


def _is_number(reply: Reply, given: tuple[Decimal, ...]) -> bool:
    return bool(set(_numbers(reply.answer)) & set(given))
