"""Grading. Pure: a key and an answer in, a verdict out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses import QuizKey

LONGEST_GAP = 200


@dataclass(frozen=True)
class Answer:
    """What was answered: values of chosen options, or texts of gaps in order."""

    chosen: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.chosen and not any(gap.strip() for gap in self.gaps)

    def as_detail(self) -> dict[str, Any]:
        """The answer as a fact keeps it."""
        return {"chosen": list(self.chosen)} if self.chosen else {"gaps": list(self.gaps)}


@dataclass(frozen=True)
class Verdict:
    """What grading decided."""

    right: bool
    points: int
    gaps_right: tuple[bool, ...] = ()


class UnreadableAnswer(Exception):
    """The answer has a shape this activity cannot have."""


def answer_from(detail: Mapping[str, Any]) -> Answer:
    """An answer from what a client sent. Raises UnreadableAnswer unless it is lists of short texts."""
    chosen, gaps = detail.get("chosen", []), detail.get("gaps", [])
    for texts in (chosen, gaps):
        if (
            not isinstance(texts, list)
            or len(texts) > 50
            or not all(isinstance(t, str) and len(t) <= LONGEST_GAP and can_be_shown(t) for t in texts)
        ):
            raise UnreadableAnswer
    return Answer(tuple(dict.fromkeys(chosen)), tuple(gaps))


def can_be_shown(text: str) -> bool:
    """Whether a text can be stored and sent back: no NUL, no half of a surrogate pair, both of which JSON can carry."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)


def folded(text: str) -> str:
    """A gap's text as it is compared.

    Promises: idempotent; width, case, and runs of blanks do not matter (NFKC, case folding).
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def grade(key: QuizKey, answer: Answer) -> Verdict:
    """Grade an answer.

    Promises: the same answer to the same key always gets the same verdict; the order of chosen options does not matter;
    points are all or none. Raises UnreadableAnswer when a chosen option does not exist or gaps are missing.
    """
    if key.form == "gap":
        return _grade_gaps(key, answer.gaps)
    if not answer.chosen or (key.form == "one" and len(answer.chosen) > 1):
        raise UnreadableAnswer
    right = set(answer.chosen) == set(key.right)
    return Verdict(right, key.points if right else 0)


def _grade_gaps(key: QuizKey, given: Sequence[str]) -> Verdict:
    if len(given) != len(key.gaps):
        raise UnreadableAnswer
    each = tuple(
        folded(text) in {folded(spelling) for spelling in accepted}
        for text, accepted in zip(given, key.gaps, strict=True)
    )
    return Verdict(all(each), key.points if all(each) else 0, each)


def chosen_exist(answer: Answer, options: Sequence[str]) -> bool:
    """Whether every chosen option is one that was offered."""
    return set(answer.chosen) <= set(options)
