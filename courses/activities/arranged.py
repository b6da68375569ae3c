"""Quizzes where things are put in order or matched; what is shown is mixed, and values follow what is shown."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from courses.activities.bench import Bench
from courses.activities.lines import Lines, Text
from courses.activities.mixing import mixed
from courses.activities.quiz import Option, Quiz, QuizForm, QuizKey
from courses.frozen import FrozenMap
from courses.markup.words import plain

MOST = 20  # more than anybody can keep in mind
FEWEST_IN_ORDER = 3  # of two, the order shown would tell the right one


def order_quiz(lines: Lines, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """Both halves: things mixed, and their values in the right order."""
    items = lines.items
    numbers = [int(item.mark) for item in items]
    if numbers != list(range(1, len(items) + 1)) and set(numbers) != {1}:
        bench.report("quiz-order-numbers", items[0].line)
        return None
    if not _fits(items, FEWEST_IN_ORDER, lines, bench) or not _differ(items, bench):
        return None
    shown = mixed(bench.head.id, len(items), apart=True)
    options = tuple(_option(place, items[number], bench) for place, number in enumerate(shown, start=1))
    right = tuple(str(shown.index(number) + 1) for number in range(len(items)))
    return _halves("order", lines, bench, options, right)


def pairs_quiz(lines: Lines, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """Both halves: left sides, right sides mixed, and which right side belongs to each left one.

    Right sides with the same words are one; one without a left side belongs to none.
    """
    lefts = [Text(pair.line, [pair.mark]) for pair in lines.pairs if pair.mark]
    if not _fits(lefts, 2, lines, bench) or not _differ(lefts, bench):
        return None
    rights: dict[str, Text] = {}
    for pair in lines.pairs:
        rights.setdefault(_same(pair.source), pair)
    if len(rights) < 2:
        bench.report("quiz-pairs-alike", lines.pairs[0].line)
        return None
    names = list(rights)
    shown = mixed(bench.head.id, len(names), apart=False)
    options = tuple(_option(place, rights[names[number]], bench) for place, number in enumerate(shown, start=1))
    places = {names[number]: str(place) for place, number in enumerate(shown, start=1)}
    right = tuple(places[_same(pair.source)] for pair in lines.pairs if pair.mark)
    left_sides = tuple(
        Option(str(number), bench.line(left.source, left.line, f"left{number}-"))
        for number, left in enumerate(lefts, start=1)
    )
    quiz, key = _halves("pairs", lines, bench, options, right)
    return replace(quiz, lefts=left_sides), key


def _fits(rows: list[Text], fewest: int, lines: Lines, bench: Bench) -> bool:
    first = (lines.pairs or lines.items)[0].line
    if not fewest <= len(rows) <= MOST:
        bench.report("quiz-rows", first, count=len(rows), fewest=fewest, most=MOST)
        return False
    if not lines.question.strip():
        bench.report("quiz-no-question", 0)
        return False
    return True


def _differ(rows: list[Text], bench: Bench) -> bool:
    seen: set[str] = set()
    for row in rows:
        if _same(row.source) in seen:
            bench.report("quiz-row-twice", row.line, text=row.source)
            return False
        seen.add(_same(row.source))
    return True


def _same(source: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", source).split())


def _option(place: int, row: Text, bench: Bench) -> Option:
    html = bench.line(row.source, row.line, f"{place}-")
    return Option(str(place), html, " ".join(plain(html).split()))


def _halves(
    form: QuizForm, lines: Lines, bench: Bench, options: tuple[Option, ...], right: tuple[str, ...]
) -> tuple[Quiz, QuizKey]:
    head, prompt = bench.head, bench.block(lines.question, lines.question_line)
    quiz = Quiz(head.id, form, prompt, options, (), head.points, head.attempts, head.required)
    return quiz, QuizKey(head.id, form, right, (), FrozenMap(), "", head.points)
