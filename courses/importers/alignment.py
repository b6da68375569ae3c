"""Which heading of a translation stands for which of the original: by order, level and what both have in common."""

from __future__ import annotations

import re

from courses.importers.items import Item
from courses.importers.lines import joined

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.+-]{1,}|[0-9]+")
_FEATURE = re.compile(r"https?://[^\s)>\"']+|[\w-]+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_LEAST = 1.5  # of a pair's likeness; less is chance


def headings_of(items: list[Item]) -> list[int]:
    """The places of the headings."""
    return [place for place, item in enumerate(items) if item.kind == "heading"]


def matched(ours: list[Item], theirs: list[Item]) -> dict[int, int]:
    """Place of each of our headings → place of theirs; both rise together, and what has no partner is left out."""
    one, two = headings_of(ours), headings_of(theirs)
    if len(one) == len(two):
        same = sum(ours[a].level == theirs[b].level for a, b in zip(one, two, strict=True))
        if same * 2 >= len(one):
            return dict(zip(one, two, strict=True))
    if len(one) * len(two) > 250_000:
        return dict(zip(one, two, strict=False))
    return _best(ours, theirs, one, two)


def _best(ours: list[Item], theirs: list[Item], one: list[int], two: list[int]) -> dict[int, int]:
    mine = [_features(ours, place) for place in one]
    yours = [_features(theirs, place) for place in two]
    width = len(two) + 1
    total = [[0.0] * width for _ in range(len(one) + 1)]
    for a in range(len(one) - 1, -1, -1):
        for b in range(len(two) - 1, -1, -1):
            pair = _likeness(ours[one[a]], theirs[two[b]], mine[a], yours[b]) - _drift(a, b, one, two)
            total[a][b] = max(total[a + 1][b], total[a][b + 1], total[a + 1][b + 1] + pair if pair >= _LEAST else 0)
    found: dict[int, int] = {}
    a = b = 0
    while a < len(one) and b < len(two):
        pair = _likeness(ours[one[a]], theirs[two[b]], mine[a], yours[b]) - _drift(a, b, one, two)
        if pair >= _LEAST and abs(total[a][b] - total[a + 1][b + 1] - pair) < 1e-9:
            found[one[a]] = two[b]
            a, b = a + 1, b + 1
        elif total[a + 1][b] >= total[a][b + 1]:
            a += 1
        else:
            b += 1
    return found


def _drift(a: int, b: int, one: list[int], two: list[int]) -> float:
    """A small cost for standing elsewhere, so that of equally good pairs the straight ones are taken."""
    return 0.05 * abs(a / len(one) - b / len(two))


def _likeness(ours: Item, theirs: Item, mine: set[str], yours: set[str]) -> float:
    score = {0: 1.6, 1: 0.7}.get(abs(ours.level - theirs.level), 0.0)
    if ours.own and ours.own == theirs.own:
        score += 4
    if mine and yours:
        score += 5 * len(mine & yours) / len(mine | yours)
    return score


def _features(items: list[Item], place: int) -> set[str]:
    """What translating does not change: names, numbers, addresses, pictures, near the heading."""
    found = {word.lower() for word in _WORD.findall(items[place].words)}
    for item in items[place + 1 : place + 12]:
        if item.kind == "heading":
            break
        found |= {one.lower() for one in _FEATURE.findall(joined(item.lines))}
    return found


def parallel(ours: list[Item], theirs: list[Item]) -> bool:
    """Whether one can be a translation of the other at all."""
    one, two = len(headings_of(ours)), len(headings_of(theirs))
    quizzes = [sum(item.kind == "quiz" for item in items) for items in (ours, theirs)]
    if max(quizzes) > 2 and min(quizzes) == 0:
        return False
    if 0 < two < one and len(matched(ours, theirs)) == two:
        return True  # a translation that breaks off, or has not caught up
    if max(one, two) > 3 and min(one, two) * 3 < max(one, two):
        return False
    if max(one, two) > 2:
        return len(matched(ours, theirs)) * 2 >= min(one, two)
    return True
