"""Grading agrees with a table of answers as people type them in Japanese, English, Ukrainian, Persian and Arabic."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courses import QuizKey
from courses.activities.numbers import declared_number
from lms.practice.rules import Answer, UnreadableAnswer, grade

TABLES = Path(__file__).resolve().parents[1] / "data" / "grading"
FORMS = ("gaps", "number", "one", "several", "order", "pairs")


def groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for table in sorted(TABLES.glob("*.toml")):
        for group in tomllib.loads(table.read_text(encoding="utf-8"))["asked"]:
            yield table.stem, group


def cases() -> Iterator[Any]:
    """The key, an answer, and the points it gets."""
    for language, group in groups():
        key, points = key_of(group), group.get("points", 1)
        listed = [(typed, points) for typed in group["right"]] + [(typed, 0) for typed in group["other"]]
        for typed, expected in [*listed, *group.get("part", [])]:
            yield pytest.param(key, answer_of(key, typed), expected, id=f"{language}: {group['why'][:40]}: {typed!r}")


def key_of(group: dict[str, Any]) -> QuizKey:
    form = next(name for name in FORMS if name in group)
    points, whole = group.get("points", 1), group.get("whole", False)
    if form == "gaps":
        gaps = tuple(tuple(spellings) for spellings in group["gaps"])
        return QuizKey("q", "gap", (), gaps, {}, "", points, whole=whole)
    if form == "number":
        return QuizKey("q", "number", (), (), {}, "", points, number=declared_number(group["number"]), whole=whole)
    return QuizKey("q", form, tuple(group[form]), (), {}, "", points, whole=whole)  # type: ignore[arg-type]  # One of FORMS.


def answer_of(key: QuizKey, typed: str) -> Answer:
    if key.form == "gap":
        return Answer(gaps=tuple(typed.split(" / ")) if len(key.gaps) > 1 else (typed,))
    if key.form == "number":
        return Answer(number=typed)
    if key.form == "pairs":
        return Answer(pairs=tuple("" if sign == "-" else sign for sign in typed))
    return Answer(order=tuple(typed)) if key.form == "order" else Answer(chosen=tuple(typed))


@pytest.mark.parametrize(("key", "answer", "points"), list(cases()))
def test_an_answer_gets_the_points_that_the_table_says(key: QuizKey, answer: Answer, points: int) -> None:
    try:
        verdict = grade(key, answer)
    except UnreadableAnswer:
        assert points == 0
        return
    assert (verdict.points, verdict.right) == (points, points == key.points)


def test_the_table_is_large_and_speaks_every_language() -> None:
    assert len(list(cases())) >= 400
    assert {language for language, _ in groups()} == {"ja", "en", "uk", "fa", "ar"}
    assert {form for _, group in groups() for form in FORMS if form in group} == set(FORMS)
