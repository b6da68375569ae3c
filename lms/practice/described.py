"""What somebody answered, in words. Pure."""

from __future__ import annotations

from courses import GapField, Option, Quiz
from courses.markup.words import plain
from lms.practice.rules import Answer

GAP = "＿＿"
"""A gap in a question that is told in one line."""


def asked(quiz: Quiz) -> str:
    """The question in one line, without furigana. Promises: nothing of its answer."""
    pieces = "".join(f" {GAP} " if isinstance(piece, GapField) else piece.html for piece in quiz.pieces)
    return " ".join(f"{plain(quiz.prompt_html)} {plain(pieces)}".split())


def described(quiz: Quiz, answer: Answer) -> tuple[str, ...]:
    """The parts of an answer in words: what was chosen or typed, things in their order, pairs with an arrow.

    Promises: as many parts as were answered; nobody's language is needed to read them.
    """
    quiz = quiz.variant(answer.variant)
    words = {option.value: _words(option) for option in quiz.options}
    if answer.pairs:
        lefts = [_words(left) for left in quiz.lefts]
        return tuple(f"{left} → {words.get(value, '–')}" for left, value in zip(lefts, answer.pairs, strict=False))
    chosen = [words.get(value, "–") for value in answer.chosen or answer.order]
    return tuple(chosen or [text or "–" for text in answer.gaps] or [answer.number])


def _words(option: Option) -> str:
    return " ".join((option.text or plain(option.html)).split())
