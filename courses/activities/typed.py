"""Quizzes where something is typed: into gaps of a text, or a number."""

from __future__ import annotations

import re

from courses.activities.bench import Bench
from courses.activities.lines import Lines
from courses.activities.numbers import declared_number
from courses.activities.quiz import GapField, GapText, Quiz, QuizKey
from courses.frozen import FrozenMap
from courses.markup.furigana import without_furigana

GAP = re.compile(r"\[\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\]")
_HALF_GAP = re.compile(r"\[\[|\]\]")
_CODE = re.compile(r"(?<!`)(?:`[^`\n]+`|``[^`\n]+``)(?!`)")
_MARK = re.compile("\ue010([0-9]+)\ue011")
_BEFORE_UNIT = re.compile(r"\A[\d\s.+/±−－．＋-]*")
_MARK_IN_TAG = re.compile("<[^>]*[\ue010\ue011]")


def gap_quiz(lines: Lines, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """Both halves: the text with fields in it, and the spellings that each accepts."""
    accepted: list[tuple[str, ...]] = []
    places: list[int] = []
    source, line, place = lines.question, lines.question_line, 0

    def mark(found: re.Match[str]) -> str:
        nonlocal line, place
        line, place = line + source.count("\n", place, found.start()), found.start()
        spellings = (spelling.strip() for spelling in without_furigana(found.group(1)).split("|"))
        accepted.append(tuple(dict.fromkeys(spelling for spelling in spellings if spelling)))
        places.append(line)
        return f"\ue010{len(accepted)}\ue011"

    html = bench.block(GAP.sub(mark, source), lines.question_line)
    numbers = [int(number) for number in _MARK.findall(html)]
    if sorted(numbers) != list(range(1, len(accepted) + 1)) or _MARK_IN_TAG.search(html):
        bench.report("quiz-gap-place", places[0])
        return None
    empty = [place for place, spellings in zip(places, accepted, strict=True) if not spellings]
    for place in empty:
        bench.report("quiz-gap-empty", place)
    if empty:
        return None
    head = bench.head
    quiz = Quiz(head.id, "gap", "", (), _gap_pieces(html), head.points, head.attempts, head.required)
    return quiz, QuizKey(head.id, "gap", (), tuple(accepted), FrozenMap(), "", head.points)


def half_gap(lines: Lines) -> int | None:
    """The line of brackets that form no gap, so that the answer behind them would be read; None without such."""
    for number, line in lines.outside_code():
        if _HALF_GAP.search(_CODE.sub("", GAP.sub("", line))):
            return number
    return None


def _gap_pieces(html: str) -> tuple[GapText | GapField, ...]:
    pieces: list[GapText | GapField] = []
    for place, part in enumerate(_MARK.split(html)):
        if place % 2:
            pieces.append(GapField(int(part)))
        elif part:
            pieces.append(GapText(part))
    return tuple(pieces)


def number_quiz(lines: Lines, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """Both halves: a field with its unit, and the number with how far off an answer may be."""
    first = lines.numbers[0]
    if len(lines.numbers) > 1:
        bench.report("quiz-number-twice", lines.numbers[1].line)
        return None
    number = declared_number(without_furigana(first.source))
    if number is None:
        bench.report("quiz-number-form", first.line, text=first.source)
        return None
    if not lines.question.strip():
        bench.report("quiz-no-question", 0)
        return None
    head = bench.head
    # The unit with its furigana: the number itself has none.
    unit = _BEFORE_UNIT.sub("", first.source) if number.unit else ""
    shown = bench.line(unit, first.line, "unit-") if unit else ""
    prompt = bench.block(lines.question, lines.question_line)
    quiz = Quiz(head.id, "number", prompt, (), (), head.points, head.attempts, head.required, unit=shown)
    return quiz, QuizKey(head.id, "number", (), (), FrozenMap(), "", head.points, number=number)
