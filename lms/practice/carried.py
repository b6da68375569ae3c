"""An answer to a quiz, carried over to the same quiz in another release. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from courses import GapField, Option, Quiz
from lms.practice.rules import Answer

Places = Callable[[str], str]
"""From the value of an option in one release to that of the same option in another."""


def carried(answer: Answer, before: Quiz, after: Quiz) -> Answer | None:
    """What somebody who answered `before` would have sent to `after`; None where that cannot be known.

    Options are the same where their words are: they may stand elsewhere. With an option more or less, or another form, people
    were asked something else.

    Promises: between equal quizzes every answer is itself; what is carried there and back is itself.
    """
    if before.others or after.others:
        number = _question(before, after, answer.variant)
        one = (
            carried(
                replace(answer, variant=0),
                replace(before.variant(answer.variant), others=()),
                replace(after.variant(number), others=()),
            )
            if number is not None
            else None
        )
        return one and replace(one, variant=number or 0)
    if before.form != after.form or _gaps(before) != _gaps(after):
        return None
    is_mixed = before.form in ("order", "pairs")
    places, lefts = _places(before.options, after.options, is_mixed), _places(before.lefts, after.lefts, is_mixed=False)
    if places is None or lefts is None:
        return None
    pairs = dict(zip((lefts(left.value) for left in before.lefts), map(places, answer.pairs), strict=False))
    return replace(
        answer,
        chosen=tuple(map(places, answer.chosen)),
        order=tuple(map(places, answer.order)),
        pairs=tuple(pairs[left.value] for left in after.lefts if left.value in pairs),
    )


def _question(before: Quiz, after: Quiz, number: int) -> int | None:
    """Where a question of several went: to the one with its words, else to its own place while there are as many."""
    words = [(each.prompt_html, each.pieces) for each in (after, *after.others)]
    asked = before.variant(number)
    if words.count((asked.prompt_html, asked.pieces)) == 1:
        return words.index((asked.prompt_html, asked.pieces))
    return number if len(before.others) == len(after.others) else None


def _gaps(quiz: Quiz) -> int:
    return sum(isinstance(piece, GapField) for piece in quiz.pieces)


def _places(before: Sequence[Option], after: Sequence[Option], is_mixed: bool) -> Places | None:
    """Where each option went. One that was mended is the one left over; several only where the author's order holds."""
    old, new = ([option.html for option in options] for options in (before, after))
    if old == new:
        return str
    if len(old) != len(new) or len(set(old)) < len(old) or len(set(new)) < len(new):
        return None
    values = {option.html: option.value for option in after}
    mended = [option for option in before if option.html not in values]
    left = [option for option in after if option.html not in set(old)]
    stands = [option.value for option in mended] == [option.value for option in left]
    if len(mended) > 1 and (is_mixed or not stands):
        return None
    moved = {option.value: values.get(option.html, "") for option in before}
    moved.update({one.value: other.value for one, other in zip(mended, left, strict=True)})
    return lambda value: moved.get(value, value)
