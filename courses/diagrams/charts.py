"""Charts and lists: shares of a pie, tasks by section, the branches of a mind map."""

from __future__ import annotations

import re

from courses.diagrams.labels import label_text
from courses.diagrams.outline import Item, Saying

_SETTING = re.compile(r"(?:dateFormat|axisFormat|excludes|todayMarker|tickInterval|weekday|acc\w+|showData)\b")
_SHARE = re.compile(r'"([^"]*)"[ \t]*:[ \t]*(\S+)')
_TITLE = re.compile(r"title[ \t]+(.+)\Z")
_BRANCH = re.compile(r"[\w-]*[ \t]*(?:\(\(|\{\{|\)\)|\[|\(|\))(.*?)(?:\)\)|\}\}|\(\(|\]|\)|\()?\Z")
_DEEPEST = 20


def pairs(lines: list[str], saying: Saying) -> list[Item]:
    """`"Label" : 40`."""
    colon = saying.words["colon"]
    found = (_SHARE.search(line) for line in lines)
    return [Item(f"{label_text(share.group(1))}{colon}{share.group(2)}") for share in found if share]


def sections(lines: list[str], saying: Saying) -> list[Item]:
    """`section Name`, and below it `task : more, and more`."""
    colon = saying.words["colon"]
    top: list[Item] = []
    inside: list[Item] | None = None
    for line in (whole.strip() for whole in lines):
        if _SETTING.match(line) or _TITLE.match(line):
            continue
        if line.startswith("section"):
            _close(top, inside)
            top.append(Item(label_text(line.removeprefix("section"))))
            inside = []
            continue
        task, _, more = line.partition(":")
        words = ", ".join(label_text(part) for part in re.split(r"[:,]", more) if part.strip())
        (top if inside is None else inside).append(Item(label_text(task) + (f"{colon}{words}" if words else "")))
    _close(top, inside)
    return top


def _close(top: list[Item], inside: list[Item] | None) -> None:
    """What was read below the latest section belongs to it."""
    if inside:
        top[-1] = Item(top[-1].text, tuple(inside))


def indented(lines: list[str], saying: Saying) -> list[Item]:
    """What stands further in belongs to what stands before it."""
    rows = [(len(line) - len(line.lstrip()), line.strip()) for line in lines]
    rows = [(depth, text) for depth, text in rows if not text.startswith(("::icon", ":::"))]
    return list(_branches(rows, 0, len(rows), 0))


def _branches(rows: list[tuple[int, str]], first: int, last: int, level: int) -> tuple[Item, ...]:
    items: list[Item] = []
    while first < last:
        end = first + 1
        while end < last and rows[end][0] > rows[first][0]:
            end += 1
        shaped = _BRANCH.match(rows[first][1])
        text = label_text(shaped.group(1) if shaped else rows[first][1])
        items.append(Item(text, _branches(rows, first + 1, end, level + 1) if level < _DEEPEST else ()))
        first = end
    return tuple(items)
