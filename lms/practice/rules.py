"""Grading. Pure: a key and an answer in, a verdict out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from courses import QuizKey, Reply
from courses.activities.numbers import is_within, read_numbers


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

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        texts = (*self.gaps, self.number, *self.pairs)
        return not self.chosen and not self.order and not any(text.strip() for text in texts)

    def as_detail(self) -> dict[str, Any]:
        """The answer as a fact keeps it."""
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


def folded(text: str) -> str:
    """A gap's text as it is compared.

    Promises: idempotent; width, case, and runs of blanks do not matter (NFKC, case folding).
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def grade(key: QuizKey, answer: Answer) -> Verdict:
    """Grade an answer.

    Promises: the same answer to the same key always gets the same verdict; the order of chosen options does not matter;
    points are all or none. Raises UnreadableAnswer when a chosen option does not exist or parts are missing.
    """
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
    right = set(answer.chosen) == set(key.right)
    return Verdict(right, key.points if right else 0)


def _of_parts(key: QuizKey, each: tuple[bool, ...]) -> Verdict:
    return Verdict(all(each), key.points if all(each) else 0, each)


def _gaps(key: QuizKey, given: Sequence[str]) -> tuple[bool, ...]:
    if len(given) != len(key.gaps):
        raise UnreadableAnswer
    return tuple(
        folded(text) in {folded(spelling) for spelling in accepted}
        for text, accepted in zip(given, key.gaps, strict=True)
    )


def _number(key: QuizKey, given: str) -> Verdict:
    if key.number is None or not given.strip():
        raise UnreadableAnswer
    right = is_within(key.number, read_numbers(given, key.number.unit))
    return Verdict(right, key.points if right else 0)


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
    said = {folded(text) for text in (*answer.gaps, answer.number) if text.strip()}
    numbers = read_numbers(answer.number, key.number.unit if key.number else "") if answer.number else ()
    found = [reply.html for reply in key.replies if folded(reply.answer) in said or _is_number(reply, numbers)]
    return tuple(dict.fromkeys(found))


def is_understood(key: QuizKey, answer: Answer) -> bool:
    """Whether what was typed as a number is one, or a text that the author has a reply to.

    For new answers only: one that was taken before this was asked is graded as it always was.
    """
    if key.form != "number" or key.number is None or read_numbers(answer.number, key.number.unit):
        return True
    return folded(answer.number) in {folded(reply.answer) for reply in key.replies}


def _is_number(reply: Reply, given: tuple[object, ...]) -> bool:
    return bool(set(read_numbers(reply.answer)) & set(given))
