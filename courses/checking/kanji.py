"""Kanji that a course's level does not promise, and that have no furigana."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from courses.checking.view import Sheet, Tell
from courses.markup.labels import own_words
from courses.problems import problem

_KANJI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SCHOOL = re.compile(r"grade-([1-6])\Z")
# The tests of Japanese publish no lists of kanji, the schools do. Which grades a level covers is our reckoning.
GRADES = {"N5": 1, "N4": 3, "N3": 4, "N2": 6, "N1": 7}
_MOST = 12


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell, once a step, of kanji without furigana; one with furigana earlier in its step is known from there."""
    allowed = _allowed(sheet.language, sheet.level)
    if allowed is None:
        return
    own = own_words(sheet.language)
    for step, seen in sheet.by_step:
        texts = [sight for sight in seen if sight.kind == "text" and sight.words not in own]
        given = set("".join(sight.read for sight in texts))
        hard: dict[str, int | None] = {}
        for sight in texts:
            for sign in _KANJI.findall(sight.bare):
                if sign not in allowed and sign not in given:
                    hard.setdefault(sign, sight.line)
        if hard:
            listed = "・".join(list(hard)[:_MOST]) + ("…" if len(hard) > _MOST else "")
            line = next(iter(hard.values()))
            tell(problem("kanji-level", sheet.path, line, word=step.title, kanji=listed, count=len(hard)))


def _allowed(language: str, level: str) -> frozenset[str] | None:
    """The kanji that may stand bare; None where nothing is promised."""
    if language == "ja-x-easy":
        return frozenset()
    if language.partition("-")[0] != "ja":
        return None
    grade = grade_of(level)
    return known(grade) if grade else None


def grade_of(level: str) -> int | None:
    """The last school grade that a declared level covers, 7 being all kanji for daily use; None when it is no level."""
    found = _SCHOOL.match(level.strip().lower())
    return int(found.group(1)) if found else GRADES.get(level.strip().upper())


@cache
def known(grade: int) -> frozenset[str]:
    """The kanji taught up to a grade, from 1 to 6; with 7 all 2,136 for daily use."""
    lists = _lists()
    names = [f"grade-{number}" for number in range(1, min(grade, 6) + 1)] + ["secondary"] * (grade > 6)
    return frozenset("".join(lists[name] for name in names)) | {"々"}


@cache
def _lists() -> dict[str, str]:
    text = (Path(__file__).parent / "words" / "kanji.toml").read_text(encoding="utf-8")
    return {name: "".join(signs.split()) for name, signs in tomllib.loads(text).items()}
