"""Headings make a map for people who listen: levels one by one, words in each, none twice in a step."""

from __future__ import annotations

from courses.checking.view import Sheet, Tell
from courses.markup.sights import Sight
from courses.problems import problem

_STEP = 2


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell of jumps, of headings without words and of the same heading twice."""
    for _, seen in sheet.by_step:
        found = [sight for sight in seen if sight.kind == "heading"]
        _check_levels(sheet, found, tell)
        _check_words(sheet, found, tell)


def _check_levels(sheet: Sheet, found: list[Sight], tell: Tell) -> None:
    before = _STEP
    for sight in found:
        level = max(sight.size, _STEP)
        if level > before + 1:
            tell(problem("heading-jump", sheet.path, sight.line, word=sight.words, level=level, before=before))
        before = level


def _check_words(sheet: Sheet, found: list[Sight], tell: Tell) -> None:
    met: set[tuple[int, str]] = set()
    for sight in found:
        if sight.size <= _STEP:
            continue
        if not sight.words:
            tell(problem("heading-empty", sheet.path, sight.line))
        elif (sight.size, sight.words.casefold()) in met:
            tell(problem("heading-twice", sheet.path, sight.line, word=sight.words))
        met.add((sight.size, sight.words.casefold()))
